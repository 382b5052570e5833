"""Findings as a page gets them."""

from drieslag.web.components.findings import rows

__all__ = ["rows"]
