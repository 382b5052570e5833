"""Who may do what in a talk. It belongs to its two people; what is written down is the owner's to decide."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.frameworks.rules import KEEPERS
from drieslag.development.sharing.rules import leads_person
from drieslag.development.talks.enums import AHEAD, TALK_STATES, Side, TalkState
from drieslag.development.talks.models import Agreement, Deck, Talk
from drieslag.people.models import Person
from drieslag.people.queries import of_person
from drieslag.people.rules import has_role

FARTHEST = timedelta(days=366)


def side_of(person: Person, talk: Talk) -> Side | None:
    """Return which of the two somebody is; None for everybody else."""
    if person.pk == talk.owner:
        return Side.OWNER
    return Side.OTHER if person.pk == talk.other else None


def may_ask(by: Person, owner: Person, other: Person) -> Verdict:
    """Anybody asks a colleague for a talk about the own growth; a leader asks whom they lead, who then accepts."""
    if owner.pk == other.pk:
        return no(_("A talk is with somebody else."))
    if not all(one.left_on is None and of_person(one).is_colleague for one in (owner, other)):
        return no(_("You can ask a colleague for a talk."))
    if by.pk == owner.pk:
        return YES
    if by.pk == other.pk and leads_person(other.pk, owner.pk):
        return YES
    return no(_("Only somebody's leader can ask for a talk about that person."))


def may_plan_at(at: datetime) -> Verdict:
    """A moment to come, within a year."""
    now = clock.now()
    if at <= now:
        return no(_("This moment has passed. Choose one to come."))
    return YES if at - now <= FARTHEST else no(_("Choose a moment within a year."))


def may_answer(by: Person, talk: Talk) -> Verdict:
    """Whoever was asked accepts the moment or says that it does not fit."""
    if talk.state != TalkState.ASKED:
        return no(_("That was answered already."))
    return YES if side_of(by, talk) not in (None, talk.asked_by) else no(_("The other answers this."))


def may_move(by: Person, talk: Talk) -> Verdict:
    """Both can propose another moment; the other then accepts it."""
    return _among_both(by, talk, TalkState.ASKED)


def may_call_off(by: Person, talk: Talk) -> Verdict:
    """Both can call it off, without a reason."""
    return _among_both(by, talk, TalkState.CALLED_OFF)


def may_prepare(by: Person, talk: Talk) -> Verdict:
    """Both prepare until it is closed."""
    if side_of(by, talk) is None:
        return no(_("This talk is between two others."))
    return YES if talk.state in AHEAD else no(_("This talk is over."))


def may_write(by: Person, talk: Talk) -> Verdict:
    """The owner alone writes the agreements, in the talk and after it."""
    if side_of(by, talk) != Side.OWNER:
        return no(_("Only whose talk it is writes down what was agreed."))
    if talk.state in (TalkState.PLANNED, TalkState.CLOSED):
        return YES
    return no(_("First agree on a moment."))


def may_reply(by: Person, talk: Talk, agreement: Agreement) -> Verdict:
    """The other signs the latest version, or answers it; of a version that was changed since, one reads the new."""
    if side_of(by, talk) != Side.OTHER:
        return no(_("The other answers this."))
    if agreement.number != talk.agreed_number:
        return no(_("The agreements were changed meanwhile. Read them again."))
    return YES if agreement.number > talk.confirmed_number else no(_("You confirmed this already."))


def may_close(by: Person, talk: Talk) -> Verdict:
    """The owner closes the talk once it was."""
    if side_of(by, talk) != Side.OWNER:
        return no(_("Only whose talk it is closes it."))
    return YES if _leads_to(talk, TalkState.CLOSED) else no(_("This talk is not planned."))


def may_erase(by: Person, talk: Talk) -> Verdict:
    """The owner erases it, at any time."""
    return YES if side_of(by, talk) == Side.OWNER else no(_("Only whose talk it is erases it."))


def may_keep_decks(by: Person) -> Verdict:
    """Who gives learning its direction makes decks for all, takes them back and offers them again."""
    return YES if has_role(by, *KEEPERS) else no(_("A learning adviser makes the decks here. Tell them what you miss."))


def may_change_deck(by: Person, deck: Deck) -> Verdict:
    """The same, as long as it is offered."""
    if deck.withdrawn_at is not None:
        return no(_("This deck was withdrawn. Offer it again first."))
    return may_keep_decks(by)


def _among_both(by: Person, talk: Talk, state: TalkState) -> Verdict:
    if side_of(by, talk) is None:
        return no(_("This talk is between two others."))
    return YES if _leads_to(talk, state) else no(_("This talk is over."))


def _leads_to(talk: Talk, state: TalkState) -> bool:
    return state in TALK_STATES[TalkState(talk.state)]
