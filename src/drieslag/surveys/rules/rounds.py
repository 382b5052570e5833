# ruff: noqa: A002 — `round` is the word of the trade
"""Who may ask whom, and when a round may go where."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.disclosure import MINIMUMS, Minimums
from drieslag.kernel.instrument import Instrument, ItemKind, Mode
from drieslag.people.enums import LEARNING_ROLES, Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.rules import has_role
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope
from drieslag.surveys.enums import ROUND_STATES, TAKING, Asked, RoundKind, RoundState
from drieslag.surveys.models import Group, Round, Series

FOR_ALL = (Role.LEARNING_ADVISER, Role.DIRECTOR)
FOR_A_TEAM = (Role.TEAM_LEADER, Role.LEARNING_COACH)
READERS = frozenset({Role.TEAM_LEADER, *LEARNING_ROLES} - {Role.DIRECTOR})
LONGEST = timedelta(days=120)
BETWEEN_REMINDERS = timedelta(days=7)
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})

NOT_FOR_ALL = _("Only a learning adviser or a director can ask the whole organisation. You can ask your own team.")


def may_ask(person: Person, asked: Asked, teams: Collection[UUID], mode: str) -> Verdict:
    """Learning advisers and directors ask anyone. A team's leader or coach asks that team, and any member asks the own
    team something anonymous.
    """
    if has_role(person, *FOR_ALL):
        return YES
    if asked is not Asked.TEAMS or not teams:
        return no(NOT_FOR_ALL)
    own = set(Membership.objects.filter(person=person, team__in=teams, until=None).values_list("team_id", flat=True))
    if not own.issuperset(teams):
        return no(_("You can ask your own team. A learning adviser or a director can ask other teams as well."))
    if mode == Mode.ANONYMOUS or guides(person, tuple(teams)):
        return YES
    return no(_("You can ask your team anonymously. With names it takes the team leader or the learning coach."))


def may_use_mode(instrument: Instrument, mode: str, *, reader_role: str = "", reader: UUID | None = None) -> Verdict:
    """Say whether the instrument can be asked in this way here."""
    if mode not in instrument.modes:
        return no(_("This questionnaire is not meant to be asked in that way."))
    if mode == Mode.ANONYMOUS:
        return may_be_anonymous()
    if mode == Mode.CONFIDENTIAL:
        if reader_role not in READERS:
            return no(_("Choose which role reads the answers."))
        return may_be_confidential()
    return YES if reader is not None else no(_("Choose who reads the answers."))


def may_be_anonymous() -> Verdict:
    """Anonymity is made in the browser, and a browser can only do that over HTTPS or on this machine itself."""
    address = urlsplit(settings.DRIESLAG_ADDRESS)
    if settings.ON_TLS or address.scheme == "https" or address.hostname in LOCAL:
        return YES
    return no(
        _(
            "Anonymous rounds are off, because Drieslag runs here without HTTPS. Ask your administrator: "
            "`drieslag doctor` says what to do."
        )
    )


def may_be_confidential() -> Verdict:
    """Confidential rounds are off until a works council agreed."""
    if is_allowed(ConsentScope.CONFIDENTIAL_ROUNDS):
        return YES
    return no(_("Confidential rounds are off until the works council has agreed and an administrator has noted that."))


def may_manage(person: Person, round: Round) -> Verdict:
    """Who made it; who may ask the whole organisation, unless a team asks itself; and the leader or coach of all of
    its teams.
    """
    if round.made_by == person.pk:
        return YES
    if round.kind == RoundKind.MIRROR:
        return no(_("Only who asked for this can change it."))
    teams = teams_of(round)
    if (round.asked != Asked.TEAMS or len(teams) > 1) and has_role(person, *FOR_ALL):
        return YES
    if round.asked == Asked.TEAMS and teams and guides(person, teams):
        return YES
    return no(_("Only who asks this round can change it."))


def may_know(person: Person, round: Round) -> bool:
    """Whether somebody may know that this round is there: who manages it, is asked, or is in a team that is asked."""
    if may_manage(person, round) or round.subject == person.pk:
        return True
    if round.state == RoundState.DRAFT:
        return False
    if round.invitees.filter(person=person.pk).exists():
        return True
    return round.kind == RoundKind.SURVEY and _is_of(person, round)


def _is_of(person: Person, round: Round) -> bool:
    """Whether the round is about a team or organisation that somebody is of."""
    if has_role(person, *FOR_ALL):
        return True
    own = Membership.objects.filter(person=person, until=None)
    if round.asked == Asked.ORGANISATION:
        return own.exists() or OrganisationRole.objects.filter(person=person, role__in=LEARNING_ROLES).exists()
    return own.filter(team__in=teams_of(round)).exists()


type Pools = Sequence[frozenset[object]]


def ask_the_same(one: Instrument, other: Instrument) -> bool:
    """Whether two questionnaires share a question, whatever they are called: a copy asks the same."""
    texts = [
        {item.text.nl.casefold() for item in each.items if item.kind is not ItemKind.TEXT} for each in (one, other)
    ]
    return not texts[0].isdisjoint(texts[1])


def may_ask_beside(asked: Pools, others: Iterable[Pools], *, minimums: Minimums = MINIMUMS) -> Verdict:
    """Say whether these people can be asked the same as `others` are asked now. `asked` and each of `others` are the
    people of one round in the groups that are read by themselves.

    Who answers the same questions twice within days gives the same answers, so what some groups of one round differ
    from a group of the other follows: that is nobody, or enough people. Exactly the same people may be asked again.
    """
    for other in others:
        pairs = [(pool, other) for pool in _with_whole(asked)] + [(pool, asked) for pool in _with_whole(other)]
        if any(0 < _least_apart(pool, parts) < minimums.complement for pool, parts in pairs):
            return no(
                _(
                    "Almost the same people are asked the same questions at this moment. Beside each other the two "
                    "results would tell what a few of them answered. Wait until that round is closed, or ask others."
                )
            )
    return YES


def _with_whole(pools: Pools) -> list[frozenset[object]]:
    return [*pools, frozenset[object]().union(*pools)]


def _least_apart(pool: frozenset[object], parts: Pools) -> int:
    """By how many people the pool differs from the parts that together come closest to it; 0 where none comes close."""
    close = [part for part in parts if 2 * len(part & pool) > len(part)]
    return len(pool ^ frozenset[object]().union(*close)) if close else 0


def may_go_to(round: Round, state: RoundState) -> Verdict:
    """Say whether the round can go to this state from its own."""
    if state in ROUND_STATES[RoundState(round.state)]:
        return YES
    said = {
        RoundState.DRAFT: _("This round has not been opened yet."),
        RoundState.CLOSED: _("This round is over."),
        RoundState.STOPPED: _("This round was stopped."),
    }
    return no(said.get(RoundState(round.state), _("This round is open already.")))


def may_extend(round: Round) -> Verdict:
    """An open round can last longer; once it is closing, everybody was told that it is over."""
    return YES if round.state == RoundState.OPEN else no(_("Only a round that is open can last longer."))


def may_remind(round: Round) -> Verdict:
    """Everybody gets the same words, at most once a week."""
    if round.state != RoundState.OPEN:
        return no(_("Only for a round that is open people can be reminded."))
    if round.reminded_on is not None and clock.today() - round.reminded_on < BETWEEN_REMINDERS:
        return no(_("Everybody was reminded less than a week ago."))
    return YES


def takes_answers(round: Round) -> bool:
    """Whether answers are taken now."""
    return round.state in TAKING


def may_set_minimums(person: Person) -> Verdict:
    """Learning advisers, directors and administrators say from how many answers something is shown."""
    if has_role(person, *FOR_ALL, Role.ADMINISTRATOR):
        return YES
    return no(_("Only a learning adviser, a director or an administrator can change this."))


def may_end_series(person: Person, series: Series) -> Verdict:
    """Who made it, and who may ask the whole organisation; for teams their leader or coach."""
    if series.made_by == person.pk or has_role(person, *FOR_ALL):
        return YES
    teams = [UUID(team) for team in series.plan.get("teams") or ()]
    if teams and guides(person, teams):
        return YES
    return no(_("Only who asks this round can change it."))


def guides(person: Person, teams: Sequence[UUID]) -> bool:
    """Whether somebody leads or coaches each of these teams."""
    held = Membership.objects.filter(person=person, team__in=teams, until=None, role__in=FOR_A_TEAM)
    return set(held.values_list("team_id", flat=True)) == set(teams)


def teams_of(round: Round) -> list[UUID]:
    """The teams that are report groups of the round."""
    found = Group.objects.filter(round=round, team__isnull=False).values_list("team_id", flat=True)
    return [key for key in found if key is not None]
