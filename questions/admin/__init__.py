"""Curation's pages. Django looks here for what it registers."""

from . import catalogue, past_imports, question, reports

__all__ = ["catalogue", "past_imports", "question", "reports"]
