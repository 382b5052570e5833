"""What frameworks keep about a person: the roles that one took, and what one wrote or decided for the organisation."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.development.frameworks.models import FrameworkInUse, FrameworkVersion, OwnFramework, TakenRole
from drieslag.privacy.register import Kept, Rows, register


def _roles(key: UUID) -> Rows:
    rows = TakenRole.objects.filter(owner=key).order_by("since", "pk")
    return list(rows.values("code", "version", "role", "since", "until"))


def _own(key: UUID) -> Rows:
    return list(OwnFramework.objects.filter(made_by=key).order_by("code").values("code", "changed_at"))


def _versions(key: UUID) -> Rows:
    rows = FrameworkVersion.objects.filter(by=key).order_by("published_at", "pk")
    return list(rows.values("code", "number", "published_at"))


def _uses(key: UUID) -> Rows:
    rows = FrameworkInUse.objects.filter(by=key).order_by("since", "pk")
    return list(rows.values("code", "version", "since", "until"))


def fill() -> None:
    """Put it in the register."""
    chosen, work = _("What you chose yourself"), _("The work that was agreed on")
    all_here = _("Your organisation")
    register(
        Kept(
            TakenRole, _("The role that you chose to grow in"), _("To see the goals of your role"), chosen,
            _("Until you are erased"), _("You alone"), _roles,
            lambda key: TakenRole.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
    register(
        Kept(
            OwnFramework, _("Frameworks that you began"), _("To give learning a direction"), work,
            _("The framework stays, your name goes"), all_here, _own,
            lambda key: OwnFramework.objects.filter(made_by=key).update(made_by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            FrameworkVersion, _("Versions of frameworks that you published"), _("To give learning a direction"), work,
            _("The framework stays, your name goes"), all_here, _versions,
            lambda key: FrameworkVersion.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            FrameworkInUse, _("Frameworks that you put to use"), _("To give learning a direction"), work,
            _("The framework stays, your name goes"), all_here, _uses,
            lambda key: FrameworkInUse.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
