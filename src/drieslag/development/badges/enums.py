"""How a badge ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ended(models.TextChoices):
    """By whom a badge ended before its day."""

    OWNER = "owner", _("taken back by its owner")
    ORGANISATION = "organisation", _("taken back by the organisation")
    DECLARATION = "declaration", _("its declaration stands no longer")
