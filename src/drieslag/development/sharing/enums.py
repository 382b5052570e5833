"""The kinds of things of one's own that can be shared, shown in a portfolio or given as evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a thing is; each part registers how its kind is told (things.py)."""

    GOAL = "goal", _("goal")
    ACTIVITY = "activity", _("activity")
    REFLECTION = "reflection", _("reflection")
    LOOK_BACK = "look_back", _("look back")
    VIEW = "view", _("self-evaluation")
    PROFILE = "profile", _("who I am in my work")
    TALK = "talk", _("agreements of a talk")
    MOMENT = "moment", _("formative moment")
    FEEDBACK = "feedback", _("what a colleague saw")
    DECLARATION = "declaration", _("self-declaration")
    TAKEN_PART = "taken_part", _("taken part")
    TRANSFER = "transfer", _("plan after a training")
    MIRROR = "mirror", _("mirror")
    BADGE = "badge", _("badge")


# A leader sees these of somebody only once a works council consented (trust.md, Works council), also when shared.
# A badge tells what its declaration tells.
GATED = frozenset({Kind.GOAL, Kind.ACTIVITY, Kind.TRANSFER, Kind.DECLARATION, Kind.BADGE})
# Words of somebody else, who agreed to a portfolio and to nothing more: not shared by name, and no evidence.
FOR_PORTFOLIO = frozenset({Kind.FEEDBACK})
