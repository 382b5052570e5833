# ruff: noqa: A002 — `round` is the word of the trade
"""Who asks for a mirror, what may be asked in it, and who looks into it: whom it is about, and nobody else unasked."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.disclosure import Shown, beside_earlier
from drieslag.kernel.instrument import Instrument, Mode, Use
from drieslag.people.models import Person
from drieslag.people.queries import of_person
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope
from drieslag.surveys.enums import Relation, RoundKind, RoundState
from drieslag.surveys.models import Round

ANONYMOUS = (Relation.COLLEAGUE, Relation.REPORT, Relation.PARTNER, Relation.RESIDENT)
ON_PAPER = (Relation.PARTNER, Relation.RESIDENT)
MOST = 40  # people and codes together

type Pool = frozenset[object]


def may_ask(person: Person) -> Verdict:
    """Whoever learns here asks for a mirror, of their own work alone."""
    return YES if of_person(person).is_colleague else no(_("A mirror is for who works here in a team."))


def is_mirror(instrument: Instrument) -> bool:
    """Whether a questionnaire is meant for this, and has its questions."""
    return Use.MIRROR in instrument.uses and Mode.ANONYMOUS in instrument.modes and instrument.has_texts


def may_be_mirror(instrument: Instrument) -> Verdict:
    """Say whether a questionnaire can be asked as a mirror."""
    return YES if is_mirror(instrument) else no(_("This questionnaire is not meant to be asked in that way."))


def is_of(person: Person, round: Round) -> bool:
    """Whether the mirror is about this person."""
    return round.kind == RoundKind.MIRROR and round.subject == person.pk


def may_change(round: Round) -> Verdict:
    """Whom one asks is chosen before anybody is asked."""
    if round.state == RoundState.DRAFT:
        return YES
    return no(_("You have asked already. Whom you ask cannot change any more."))


def may_expect(round: Round) -> Verdict:
    """What one expects is written and changed until what came out may be read: honest about what one did not know."""
    if round.state == RoundState.CLOSED:
        return no(_("You can read what came out. So what you wrote beforehand stays as it was."))
    if round.state == RoundState.STOPPED:
        return no(_("This mirror was stopped. Nothing comes out of it."))
    return YES


def may_differ(pools: Iterable[Pool], earlier: Collection[Pool]) -> Verdict:
    """Two open mirrors whose people differ by one or two would tell what those said."""
    asked = list(pools)
    if any(not isinstance(beside_earlier(pool, earlier), Shown) for pool in asked) or any(
        pool in earlier for pool in asked
    ):
        return no(
            _(
                "You already ask almost the same people the same questions. Beside each other the two would tell who "
                "said what. Wait until the first is closed."
            )
        )
    return YES


def is_sharing_on() -> bool:
    """Whether a works council agreed that feedback goes beyond whom it is about."""
    return is_allowed(ConsentScope.FEEDBACK_BEYOND_SUBJECT)


def may_share(round: Round) -> Verdict:
    """A mirror is shared by its subject, where the works council agreed and everybody who answered was told so."""
    if round.state != RoundState.CLOSED:
        return no(_("There is nothing to share yet."))
    if not is_sharing_on():
        return no(_("Sharing is off. It takes the consent of the works council, and an administrator notes that."))
    if not round.shareable:
        return no(_("Who answered was promised that you alone see this. So it cannot be shared."))
    return YES
