"""Roles, as in the table of who uses it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in a team, or (the last five) in the organisation."""

    PROFESSIONAL = "professional", _("professional")
    TEAM_LEADER = "team_leader", _("team leader")
    LEARNING_COACH = "learning_coach", _("learning coach")
    DOMAIN_HOLDER = "domain_holder", _("domain holder")
    AMBASSADOR = "ambassador", _("ambassador")
    INTERNAL_TRAINER = "internal_trainer", _("internal trainer")
    LEARNING_ADVISER = "learning_adviser", _("learning adviser")
    DIRECTOR = "director", _("director")
    POLICY_MAKER = "policy_maker", _("policy maker")
    RESIDENT = "resident", _("resident")
    ADMINISTRATOR = "administrator", _("administrator")


TEAM_ROLES = frozenset(
    {
        Role.PROFESSIONAL,
        Role.TEAM_LEADER,
        Role.LEARNING_COACH,
        Role.DOMAIN_HOLDER,
        Role.AMBASSADOR,
        Role.INTERNAL_TRAINER,
    }
)
# Roles in learning or leading: who has one is a colleague, also without a team.
LEARNING_ROLES = frozenset({Role.LEARNING_COACH, Role.INTERNAL_TRAINER, Role.LEARNING_ADVISER, Role.DIRECTOR})
ORGANISATION_ROLES = frozenset(set(Role) - TEAM_ROLES | {Role.LEARNING_COACH, Role.INTERNAL_TRAINER})
