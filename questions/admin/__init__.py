"""Curation's pages. Django looks here for what it registers."""

from . import catalogue, question, reports

__all__ = ["catalogue", "question", "reports"]
