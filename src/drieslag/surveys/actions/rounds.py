# ruff: noqa: A002 — `round` is the word of the trade
"""Making a round, opening it, and what its maker does with it while it is open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Instrument, Mode
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.library.instruments import dump
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team
from drieslag.surveys.actions import closing
from drieslag.surveys.actions.grouping import make_groups, minimum_of, refresh_groups
from drieslag.surveys.actions.opening import INLINE, keyed_groups, make_keys, put
from drieslag.surveys.enums import Asked, RoundKind, RoundState
from drieslag.surveys.models import TITLE_MAX, Invitee, Minimum, Round, Series
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.instruments import find
from drieslag.surveys.queries.rounds import asked_at_once, pools
from drieslag.surveys.rules.instruments import may_be_asked
from drieslag.surveys.rules.rounds import (
    LONGEST,
    may_ask,
    may_ask_beside,
    may_extend,
    may_go_to,
    may_manage,
    may_remind,
    may_set_minimums,
    may_use_mode,
    teams_of,
)

MAX_BIGINT = 2**63 - 1
CODES_MAX = 500
FIRST_DAYS_MAX = 90


def make_round(
    *,
    by: Person,
    instrument_code: str,
    title: str,
    mode: str,
    teams: Collection[UUID] | None,
    persons: Sequence[UUID] = (),
    closes_at: datetime,
    team_first_days: int = 7,
    reader_role: str = "",
    reader: UUID | None = None,
    series: Series | None = None,
    codes: int = 0,
    key: UUID | None = None,
) -> Round:
    """Make a round that is not open yet, with its groups as they are now. Without `teams` and `persons` it asks the
    whole organisation. Raises Refused and NotFound.
    """
    asked = _asked(teams, persons)
    words = within(title, TITLE_MAX)
    instrument = find(instrument_code)
    _check_numbers(closes_at, team_first_days, codes)
    if codes and mode != Mode.ANONYMOUS:
        raise Refused(_("Who comes with a code has no name here. Ask it anonymously, or leave the codes out."))
    with transaction.atomic():
        require(may_ask(by, asked, teams or (), mode))
        _check(instrument, mode, reader_role, reader)
        _find_teams(teams or ())
        if known := earlier(Round, key, kind=RoundKind.SURVEY, made_by=by.pk):
            return known
        made = Round.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            series=series,
            asked=asked,
            instrument_code=instrument.code,
            instrument_version=instrument.version,
            instrument=dump(instrument),
            title=words,
            mode=mode,
            reader_role=reader_role if mode == Mode.CONFIDENTIAL else "",
            reader=reader if mode == Mode.OPEN else None,
            made_by=by.pk,
            made_at=clock.now(),
            closes_at=closes_at,
            team_first_days=team_first_days,
        )
        make_groups(made, teams=teams or (), persons=persons, codes=codes)
        if not made.invitees.exists():
            raise Refused(_("Nobody would be asked. Choose a team with members, or people."))
        record(verb=Verb.PLANNED, object_kind="round", object_id=made.pk, by=by.pk)
    return made


def open_round(*, by: Person, round_id: UUID) -> Round:
    """Ask it of everybody who is in its groups now. With many groups a job makes their keys first; it goes on where it
    stopped. Raises Refused when too few people are asked for something anonymous.
    """
    with transaction.atomic():
        found = locked(round_id)
        require(may_manage(by, found))
        require(may_go_to(found, RoundState.PREPARING))
        _check(find(found.instrument_code), found.mode, found.reader_role, found.reader)
        if found.closes_at <= clock.now():
            raise Refused(_("That moment is over. Choose a later one to close."))
        if found.kind == RoundKind.SURVEY:
            refresh_groups(found)
        if not found.invitees.exists():
            raise Refused(_("Nobody would be asked. Choose a team with members, or people."))
        _require_enough(found)
        if found.kind == RoundKind.SURVEY:
            _require_apart(found)
        put(found, RoundState.PREPARING)
        if len(keyed_groups(found)) <= INLINE:
            make_keys(found, by=by)
    return found


def stop_round(*, by: Person, round_id: UUID) -> Round:
    """Stop a round: what was handed in is destroyed unread, and nobody is asked any more. Twice changes nothing."""
    with transaction.atomic():
        found = locked(round_id)
        require(may_manage(by, found))
        if found.state == RoundState.STOPPED:
            return found
        require(may_go_to(found, RoundState.STOPPED))
        closing.put_away(found)
        record(verb=Verb.CANCELLED, object_kind="round", object_id=found.pk, by=by.pk)
        tell_teams(found)
    return found


def extend_round(*, by: Person, round_id: UUID, closes_at: datetime) -> Round:
    """Let an open round last longer; never shorter, since people count on the day that they were told."""
    with transaction.atomic():
        found = locked(round_id)
        require(may_manage(by, found))
        require(may_extend(found))
        if closes_at <= found.closes_at:
            raise Refused(_("A round can last longer, not shorter: people count on the day that you named."))
        _check_numbers(closes_at, 0, 0)
        found.closes_at = closes_at
        found.save(update_fields=["closes_at"])
        record(verb=Verb.EXTENDED, object_kind="round", object_id=found.pk, by=by.pk)
        tell_teams(found)
    return found


def remind(*, by: Person, round_id: UUID) -> Round:
    """Note that everybody is reminded today; the mails go to all, in the same words, whoever answered."""
    with transaction.atomic():
        found = locked(round_id)
        require(may_manage(by, found))
        require(may_remind(found))
        found.reminded_on = clock.today()
        found.save(update_fields=["reminded_on"])
    return found


def mark_told(*, invitees: Collection[UUID]) -> int:
    """Note to whom the invitation was mailed. Returns how many."""
    return Invitee.objects.filter(pk__in=invitees, told=False).update(told=True)


def set_minimums(*, by: Person, mean: int, distribution: int, relation: int) -> Minimum:
    """Show figures from more answers on than the program asks. Never from fewer than is promised now."""
    with transaction.atomic():
        require(may_set_minimums(by))
        now = minimums()
        if mean < now.mean or distribution < now.distribution or relation < now.relation:
            raise Refused(_("These numbers can go up, not down: people answered because of them."))
        row, _made = Minimum.objects.update_or_create(
            organisation_id=by.organisation_id,
            defaults={"mean": mean, "distribution": distribution, "relation": relation},
        )
    return row


def locked(round_id: UUID) -> Round:
    """Return the round as it is now, locked until the transaction ends. Raises NotFound."""
    found = Round.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
    if found is None:
        raise NotFound
    return found


def tell_teams(round: Round) -> None:
    """Let open pages of the teams that are asked know."""
    for team in sorted(teams_of(round)):
        announce(f"team:{team}")


def _asked(teams: Collection[UUID] | None, persons: Sequence[UUID]) -> Asked:
    if teams:
        return Asked.TEAMS
    return Asked.PEOPLE if persons or teams is not None else Asked.ORGANISATION


def _check(instrument: Instrument, mode: str, reader_role: str, reader: UUID | None) -> None:
    require(may_be_asked(instrument))
    require(may_use_mode(instrument, mode, reader_role=reader_role, reader=reader))
    if mode == Mode.OPEN and reader and not Person.objects.filter(pk=reader, left_on=None).exists():
        raise NotFound


def _find_teams(teams: Collection[UUID]) -> None:
    if Team.objects.filter(pk__in=teams, closed_on=None).count() != len(set(teams)):
        raise NotFound


def _check_numbers(closes_at: datetime, team_first_days: int, codes: int) -> None:
    if closes_at <= clock.now():
        raise Refused(_("That moment is over. Choose a later one to close."))
    if closes_at > clock.now() + LONGEST:
        said = ngettext("A round lasts at most %(days)d day.", "A round lasts at most %(days)d days.", LONGEST.days)
        raise Refused(said % {"days": LONGEST.days})
    if not 0 <= team_first_days <= FIRST_DAYS_MAX or not 0 <= codes <= CODES_MAX:
        raise Refused(_("That number is too large."))


def _require_apart(round: Round) -> None:
    """Two that are opened at once wait for each other here, or neither would see the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [round.organisation_id.int & MAX_BIGINT])
    require(may_ask_beside(pools(round), asked_at_once(round), minimums=minimums()))


def _require_enough(round: Round) -> None:
    if round.mode == Mode.ANONYMOUS and not keyed_groups(round):
        minimum = minimum_of(round)
        said = ngettext(
            "With fewer than %(minimum)d person nobody is anonymous. Ask more people, or talk about it together.",
            "With fewer than %(minimum)d people nobody is anonymous. Ask more people, or talk about it together.",
            minimum,
        )
        raise Refused(said % {"minimum": minimum})
