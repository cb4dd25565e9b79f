"""The admin's pages about people, how they sign in, and what curators and staff did."""

from . import people, signing_in, trail

__all__ = ["people", "signing_in", "trail"]
