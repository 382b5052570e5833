"""The words of self-evaluation that are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heading(models.TextChoices):
    """Under which heading somebody writes who they are in their work."""

    VALUES = "values", _("My values")
    BELIEFS = "beliefs", _("What I believe")
    QUALITIES = "qualities", _("My qualities")
    PITFALLS = "pitfalls", _("My pitfalls")
    ENERGY = "energy", _("What gives me energy")
    DRIVES = "drives", _("What drives me")
    WAYS = "ways", _("How I like to learn")
