"""Reading reflections: one's own alone."""

from drieslag.development.reflections.queries.backs import Looked, backs, get_back, look, step
from drieslag.development.reflections.queries.fitting import Fitting, asks, fitting
from drieslag.development.reflections.queries.notes import (
    SHOWN,
    Last,
    Page,
    Remembered,
    Wanted,
    found,
    get_own,
    latest,
    listed,
    remembered,
    subject,
)

__all__ = [
    "SHOWN",
    "Fitting",
    "Last",
    "Looked",
    "Page",
    "Remembered",
    "Wanted",
    "asks",
    "backs",
    "fitting",
    "found",
    "get_back",
    "get_own",
    "latest",
    "listed",
    "look",
    "remembered",
    "step",
    "subject",
]
