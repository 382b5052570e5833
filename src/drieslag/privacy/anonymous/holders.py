"""What this part must ask of parts above it: who may hold a token, for what, what a slip may hold, and where opened
slips lie.

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
type Check = Callable[[UUID, str], str]

_rules: dict[str, HolderRule] = {}
_recalls: dict[str, Recall] = {}
_scopes: dict[str, str] = {}
_checks: dict[str, Check] = {}


def register(
    purpose: Purpose,
    *,
    may_hold: HolderRule,
    recall: Recall | None = None,
    scopes: str | None = None,
    check: Check | None = None,
) -> None:
    """Name the rule `(holder, scope) -> Verdict`, and the way `(scope, mark) -> found` to take back what was opened.

    `scopes` is a query of one column, in plain SQL because every page asks it: the scopes for which `%(holder)s` may
    have tokens at `%(now)s`, on whatever page comes first. `check` takes `(scope, text)` and returns the text to keep,
    or raises Refused; it reads and never writes.
    """
    _rules[purpose] = may_hold
    if recall is not None:
        _recalls[purpose] = recall
    if scopes is not None:
        _scopes[purpose] = scopes
    if check is not None:
        _checks[purpose] = check


def scopes_of_holder() -> str:
    """Return the condition on rounds for which a holder may have tokens, as the parts above name it, beginning with
    `or` where there is one.
    """
    return "".join(f" or (purpose = '{purpose}' and scope in ({scopes}))" for purpose, scopes in _scopes.items())


def checked(purpose: str, scope: UUID, text: str) -> str:
    """Return the text of a slip as it may be kept. Raises Refused when it is nothing that this box takes."""
    check = _checks.get(purpose)
    return check(scope, text) if check else text


def may_hold(purpose: str, holder: UUID, scope: UUID) -> Verdict:
    """Say whether this person or participant may have a token for this scope. Nobody, while no part has said who."""
    rule = _rules.get(purpose)
    return rule(holder, scope) if rule else no(_("Nobody can take part in this."))


def recall(purpose: str, scope: UUID, mark: bytes) -> bool:
    """Take back an opened slip by its mark. False when there is none, or its purpose knows no taking back."""
    found = _recalls.get(purpose)
    return found(scope, mark) if found else False
