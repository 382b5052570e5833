"""The words of reflections that are kept."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Span(models.TextChoices):
    """Over how long one looks back."""

    WEEK = "week", _("week")
    QUARTER = "quarter", _("quarter")


class AboutKind(StrEnum):
    """What a note is about, besides somebody's own goal."""

    MEETING = "meeting"
    TRY_OUT = "try_out"
    OFFERING = "offering"
