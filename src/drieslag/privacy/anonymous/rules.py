# ruff: noqa: A002 — `round` is the word of the trade
"""Who may do what with rounds, boxes and tokens. Nothing here may ask who hands in: it does not know."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.privacy.anonymous import keyfolder
from drieslag.privacy.anonymous.enums import ROUND_STATES, BoxState, Purpose, RoundState
from drieslag.privacy.anonymous.models import Box, Round

# People in the room for an anonymous step; below it the facilitator is offered a named or a spoken one.
PRESENT = MINIMUMS.private_acts

ASK_AGAIN = _("The key of this round is gone, for instance because a backup was put back. It has to be asked again.")


def may_open_step(present: int) -> Verdict:
    """Say whether enough people are there for a step to be anonymous."""
    if present >= PRESENT:
        return YES
    return no(
        ngettext_lazy(
            "An anonymous step needs five people, and there is %(present)d. Do this step with names, or out loud.",
            "An anonymous step needs five people, and there are %(present)d. Do this step with names, or out loud.",
            "present",
        )
        % {"present": present}
    )


def may_issue(round: Round) -> Verdict:
    """Say whether the round still gives tokens."""
    if round.state != RoundState.OPEN:
        return no(_("This round is closed. It gives no more tokens."))
    return YES if keyfolder.is_there(keyfolder.SIGN, round.pk) else no(ASK_AGAIN)


def may_use(round: Round, box: Box) -> Verdict:
    """Say whether tokens of this round are taken for this box now."""
    if (round.purpose, round.scope) != (box.purpose, box.scope):
        return no(_("This does not belong together."))
    if round.purpose == Purpose.SURVEY and round.part != box.part:
        return no(_("This does not belong together."))
    if round.state == RoundState.CLOSED or (round.takes_until is not None and clock.now() > round.takes_until):
        return no(_("This round is closed."))
    return may_add(box)


def may_add(box: Box) -> Verdict:
    """Say whether slips can be put in and changed."""
    if box.state != BoxState.SHUT:
        return no(_("The slips have been opened. Nothing can be added or changed any more."))
    return YES if keyfolder.is_there(keyfolder.SEAL, box.pk) else no(ASK_AGAIN)


def may_change(box: Box) -> Verdict:
    """Say whether a slip in the box can still be changed or taken back. Answers to a round stay as they came: that is
    what its page says, and whoever gets hold of the device can undo nothing.
    """
    if box.purpose == Purpose.SURVEY:
        return no(_("What was handed in here stays as it is."))
    return may_add(box)


def may_open_box(box: Box) -> Verdict:
    """Say whether the box can be opened: once, and with its key."""
    if box.state != BoxState.SHUT:
        return no(_("The slips have been opened already."))
    return YES if keyfolder.is_there(keyfolder.SEAL, box.pk) else no(ASK_AGAIN)


def may_go_to(round: Round, state: RoundState) -> Verdict:
    """Say whether the round can go to this state from its own."""
    return YES if state in ROUND_STATES[RoundState(round.state)] else no(_("This round is closed."))
