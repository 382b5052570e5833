"""What this part must ask of parts above it: who may hold a token, and where opened slips lie.

A part that uses anonymous acts registers both for its purpose when its app is ready; nothing here knows a team or a
meeting.
"""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import Verdict, no
from drieslag.privacy.anonymous.enums import Purpose

type HolderRule = Callable[[UUID, UUID], Verdict]
type Recall = Callable[[UUID, bytes], bool]

_rules: dict[str, HolderRule] = {}
_recalls: dict[str, Recall] = {}


def register(purpose: Purpose, *, may_hold: HolderRule, recall: Recall | None = None) -> None:
    """Name the rule `(holder, scope) -> Verdict`, and the way `(scope, mark) -> found` to take back what was opened."""
    _rules[purpose] = may_hold
    if recall is not None:
        _recalls[purpose] = recall


def may_hold(purpose: str, holder: UUID, scope: UUID) -> Verdict:
    """Say whether this person or participant may have a token for this scope. Nobody, while no part has said who."""
    rule = _rules.get(purpose)
    return rule(holder, scope) if rule else no(_("Nobody can take part in this."))


def recall(purpose: str, scope: UUID, mark: bytes) -> bool:
    """Take back an opened slip by its mark. False when there is none, or its purpose knows no taking back."""
    found = _recalls.get(purpose)
    return found(scope, mark) if found else False
