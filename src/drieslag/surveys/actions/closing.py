# ruff: noqa: A002 — `round` is the word of the trade
"""Closing a round: a day for late answers, then everything at once, and nothing left of who was asked."""

import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction

from drieslag.core import clock
from drieslag.core.doors import close_doors
from drieslag.core.verdict import Refused
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Instrument, ItemKind, Mode
from drieslag.live.topics import announce
from drieslag.privacy.anonymous import actions as anonymous
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.enums import RoundState as KeyState
from drieslag.privacy.anonymous.seal import shuffled
from drieslag.surveys import freezing
from drieslag.surveys.actions.grouping import merge, minimum_of
from drieslag.surveys.checking import Answers, answered, checked, kept
from drieslag.surveys.enums import NAMED_RELATIONS, RoundKind, RoundState
from drieslag.surveys.models import ClosedAnswer, ClosedText, Expectation, Group, NamedAnswer, Round
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.rounds import instrument_of, is_lost, late_until, signing

RAW_KEPT = timedelta(days=183)  # half a year
BATCH = 1_000

type Responses = dict[UUID, list[Answers]]
log = structlog.get_logger()


def begin_closing(*, round_id: UUID) -> Round:
    """Give no more tokens once the end has come; unspent ones are taken for another day. Twice changes nothing."""
    with transaction.atomic():
        found = _locked(round_id)
        if found.state != RoundState.OPEN or found.closes_at > clock.now():
            return found
        for key in signing(found).filter(state=KeyState.OPEN):
            anonymous.begin_closing(round_id=key.pk)
        _put(found, RoundState.LATE)
        _tell(found)
    return found


def close_round(*, round_id: UUID) -> Round:
    """Open the boxes when the day for late answers is over, and write all that will ever be known of them, at once.

    A round whose keys are gone is stopped: it has to be asked again. Twice changes nothing.
    """
    with transaction.atomic():
        found = _locked(round_id)
        if found.state != RoundState.LATE or not _is_over(found):
            return found
        if is_lost(found):
            put_away(found, lost=True)
            return found
        _close(found)
    return found


def put_away(round: Round, *, lost: bool = False) -> None:
    """Stop a locked round: boxes are emptied unread, keys and invitations go."""
    for scope in round.groups.order_by("pk").values_list("pk", flat=True):
        anonymous.close_scope(purpose=Purpose.SURVEY, scope=scope)
    NamedAnswer.objects.filter(round=round).delete()
    Expectation.objects.filter(round=round).delete()  # nothing comes that it could lie beside
    _uninvite(round)
    round.state, round.lost = RoundState.STOPPED, lost
    round.save(update_fields=["state", "lost"])
    if lost:
        record(verb=Verb.CANCELLED, object_kind="round", object_id=round.pk, by=None)
        _tell(round)


def erase_raw() -> int:
    """Erase the answers themselves, half a year after closing; the frozen records stay. Returns how many rounds."""
    old = Round.objects.filter(state=RoundState.CLOSED, closed_at__lt=clock.now() - RAW_KEPT, raw_erased_at=None)
    keys = list(old.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            found = _locked(key)
            for model in (ClosedAnswer, ClosedText, NamedAnswer, Expectation):
                model._default_manager.filter(round=found).delete()
            found.raw_erased_at = clock.now()
            found.save(update_fields=["raw_erased_at"])
    return len(keys)


def note_enough() -> int:
    """Note once a day, for each group of an open round, whether enough people answered. Returns how many changed.

    The kernel's `enough` and no number: a number that grows tells who just answered.
    """
    changed = 0
    for group in Group.objects.filter(round__state__in=[RoundState.OPEN, RoundState.LATE]).select_related("round"):
        enough = _has_enough(group, minimum_of(group.round))
        asked = group.members or group.keyed_in_id  # the whole has a box of its own when it takes in small teams
        if asked and enough is not None and enough != group.enough:
            changed += Group.objects.filter(pk=group.pk).update(enough=enough)
    return changed


def _has_enough(group: Group, minimum: int) -> bool | None:
    if group.round.mode != Mode.ANONYMOUS:
        named = NamedAnswer.objects.filter(group=group, handed_in_at__isnull=False)
        return named.count() >= minimum
    box = store.shut_box(Purpose.SURVEY, group.keyed_in_id) if group.keyed_in_id else None
    return store.has_slips(box, minimum) if box is not None else None


def _is_over(round: Round) -> bool:
    ends = [late_until(round), *signing(round).filter(takes_until__isnull=False).values_list("takes_until", flat=True)]
    return max(end for end in ends if end is not None) < clock.now()


def _close(round: Round) -> None:
    instrument = instrument_of(round)
    groups = list(round.groups.order_by("pk"))
    anonymously, named = _open_boxes(round, instrument), _named(round, instrument)
    ends = _counted(round, groups, anonymously, named)
    _write(round, instrument, _together(ends, anonymously))
    responses = _together(ends, anonymously, named)
    _note(groups, ends, responses)
    freezing.freeze(
        round=round,
        instrument=instrument,
        groups=groups,
        responses={key: shuffled(found) for key, found in responses.items()},
    )
    for key in signing(round):
        anonymous.close_round(round_id=key.pk)
    NamedAnswer.objects.filter(round=round, handed_in_at=None).delete()  # drafts
    _uninvite(round)
    round.state, round.closed_at = RoundState.CLOSED, clock.now()
    round.save(update_fields=["state", "closed_at"])
    record(verb=Verb.CLOSED, object_kind="round", object_id=round.pk, by=None)
    _tell(round)


def _open_boxes(round: Round, instrument: Instrument) -> Responses:
    """What lay in each box, by the group whose key it has."""
    found: Responses = {}
    for scope in signing(round).order_by("scope").values_list("scope", flat=True):
        box = store.shut_box(Purpose.SURVEY, scope)
        if box is not None:
            read = (_read(instrument, content.text) for content in anonymous.open_slips(box_id=box.pk))
            found[scope] = [answers for answers in read if answers]
    return found


def _read(instrument: Instrument, text: str) -> Answers:
    """Every slip was checked before it was sealed; one that cannot be read must not keep all others shut."""
    try:
        return answered(instrument, text, complete=False)
    except Refused:
        log.warning("survey.unreadable")
        return {}


def _named(round: Round, instrument: Instrument) -> Responses:
    found: Responses = defaultdict(list)
    for row in NamedAnswer.objects.filter(round=round, handed_in_at__isnull=False):
        found[row.group_id].append(checked(instrument, json.loads(row.answers), complete=False))
    return found


def _counted(
    round: Round, groups: Sequence[Group], anonymously: Responses, named: Responses
) -> dict[UUID, UUID | None]:
    """With which group each is read; who answers a mirror under the own name stands apart."""
    apart = [group for group in groups if group.relation in NAMED_RELATIONS]
    pooled = [group for group in groups if group not in apart]
    counts = {group.pk: len(anonymously.get(group.pk, ())) + len(named.get(group.pk, ())) for group in pooled}
    into = merge(pooled, counts, minimum_of(round))
    ends = {group.pk: into[group.keyed_in_id or group.pk] for group in pooled}
    return ends | {group.pk: group.pk for group in apart}


def _together(ends: Mapping[UUID, UUID | None], *responses: Responses) -> Responses:
    """The responses by the group in which they are counted. Those of a round with too few in all go unread."""
    found: Responses = defaultdict(list)
    for each in responses:
        for group, answers in each.items():
            if (end := ends[group]) is not None:
                found[end] += answers
    return dict(found)


def _write(round: Round, instrument: Instrument, responses: Responses) -> None:
    """Write what was handed in without a name, in new order over the whole round; words apart from all else, and only
    where they may be read at all: by the members of the team that they are of, and in a mirror those of all relations
    together, so that no relation's are few.
    """
    texts = {item.key for item in instrument.items if item.kind is ItemKind.TEXT}
    from_here = minimums().open_text
    rows: list[ClosedAnswer] = []
    words: list[ClosedText] = []
    everybody = sum(map(len, responses.values()))
    whole = round.groups.get(parent=None).pk if round.kind == RoundKind.MIRROR else None
    of_team = set(round.groups.filter(team__isnull=False).values_list("pk", flat=True))
    for group, found in responses.items():
        where = {"organisation_id": round.organisation_id, "round": round, "group_id": group}
        for answers in found:
            plain = {key: answer for key, answer in answers.items() if key not in texts}
            rows.append(ClosedAnswer(id=uuid.uuid4(), answers=kept(plain), **where))
            if (whole or group in of_team) and (everybody if whole else len(found)) >= from_here:
                words += [
                    ClosedText(
                        id=uuid.uuid4(), item=key, text=str(answers[key]), **where | {"group_id": whole or group}
                    )
                    for key in texts & answers.keys()
                ]
    ClosedAnswer.objects.bulk_create(shuffled(rows), batch_size=BATCH)
    ClosedText.objects.bulk_create(shuffled(words), batch_size=BATCH)


def _note(groups: Sequence[Group], ends: Mapping[UUID, UUID | None], responses: Responses) -> None:
    """Write with whom each group is read, and for those that count by themselves how many answered of how many."""
    size: dict[UUID, int] = defaultdict(int)
    for group in groups:
        group.counted_in_id = ends[group.pk]
        if group.counted_in_id is not None:
            size[group.counted_in_id] += group.members
    for group in groups:
        counts = group.counted_in_id == group.pk
        group.answers = len(responses.get(group.pk, ())) if counts else None
        group.size = size[group.pk] if counts else None
    Group.objects.bulk_update(groups, ["counted_in", "answers", "size"], batch_size=BATCH)


def _uninvite(round: Round) -> None:
    for key in round.invitees.filter(person=None).values_list("pk", flat=True):
        close_doors(key)
    round.invitees.all().delete()


def _locked(round_id: UUID) -> Round:
    return Round.objects.select_for_update(of=("self",)).get(pk=round_id)


def _put(round: Round, state: RoundState) -> None:
    round.state = state
    round.save(update_fields=["state"])


def _tell(round: Round) -> None:
    for group in round.groups.filter(team__isnull=False).order_by("team"):
        announce(f"team:{group.team_id}")
