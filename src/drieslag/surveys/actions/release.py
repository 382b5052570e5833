"""Letting a result go to the municipality: a frozen copy of the whole, made and checked here, and nowhere else."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import ItemKind
from drieslag.people.models import Person
from drieslag.people.queries import Me, of_person
from drieslag.surveys.findings import Finding, flat
from drieslag.surveys.models import Group, Record, ReleasedResult
from drieslag.surveys.queries.results import get_asked, result_of
from drieslag.surveys.rules.results import ClosedRound, may_release, may_see

TITLE_MAX = 140


def release(*, by: Person, round_id: UUID, title: str, groups: Collection[UUID] = ()) -> ReleasedResult:
    """Let the whole of a round go, with the means of `groups` where they were chosen. Raises NotFound and Refused.

    Every figure of a round may be shown beside every other (they were frozen so), and so may any part of them.
    """
    words = " ".join(title.split())
    if not 0 < len(words) <= TITLE_MAX:
        raise Refused(_("Write a title that tells what this is."))
    with transaction.atomic():
        me, asked = of_person(by), get_asked(round_id)
        require(may_release(me, asked))
        made = ReleasedResult.objects.create(
            organisation_id=asked.round.organisation_id,
            round=asked.round,
            title=words,
            made_by=by.pk,
            released_at=clock.now(),
            result=copy_of(me, asked, groups),
        )
        record(verb=Verb.SHARED, object_kind="round", object_id=asked.round.pk, by=by.pk)
    return made


def withdraw(*, by: Person, key: UUID) -> UUID:
    """Take a copy back: it is deleted. Returns the key of the round that it was of."""
    with transaction.atomic():
        found = ReleasedResult.objects.select_for_update().filter(pk=key).first()
        if found is None:
            raise NotFound
        asked = get_asked(found.round_id)
        require(may_release(of_person(by), asked))
        record(verb=Verb.WITHDREW, object_kind="round", object_id=asked.round.pk, by=by.pk)
        found.delete()
        return asked.round.pk


def copy_of(me: Me, asked: ClosedRound, groups: Collection[UUID] = ()) -> dict[str, Any]:
    """Return what would go: the figures of the whole as they are shown, rounded, and of teams only the chosen means.

    Raises Refused for a team that may not be shown.
    """
    require(may_release(me, asked))
    result = result_of(me, asked, asked.whole)
    chosen = [group for group in asked.counting if group.pk in set(groups)]
    for group in chosen:
        require(may_see(me, asked, group))
    means = _means(chosen)
    assert asked.round.closed_at is not None
    return {
        "instrument": {
            "code": result.instrument.code,
            "nl": result.instrument.name.nl,
            "en": result.instrument.name.en,
        },
        "closed_on": asked.round.closed_at.date().isoformat(),
        "answers": result.answers,
        "size": result.size,
        "told": result.tells_turnout,
        "figures": [_figure(each, means) for each in flat(result.sections)],
        "caveat": {"nl": result.instrument.caveat.nl, "en": result.instrument.caveat.en},
    }


def _means(groups: Collection[Group]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the shown means of the teams that were chosen, by what they are of; teams by name."""
    names = {group.pk: group.name for group in groups}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in Record.objects.filter(group__in=names, mean__isnull=False).order_by("group__name", "pk"):
        found.setdefault((row.about, row.of), []).append({"name": names[row.group_id], "mean": round(row.mean or 0, 1)})
    return found


def _figure(found: Finding, teams: dict[tuple[str, str], list[dict[str, Any]]]) -> dict[str, Any]:
    row = found.record
    return {
        "about": found.about.value,
        "of": found.of,
        "name": {"nl": found.name.nl, "en": found.name.en},
        "bounds": list(found.bounds),
        "options": [{"key": o.key, "nl": o.name.nl, "en": o.name.en} for o in found.item.options] if found.item else [],
        "kind": found.item.kind.value if found.item else ItemKind.SCALE.value,
        "withheld": row.withheld if row else "too_few",
        "n": row.n if row else None,
        "mean": _rounded(row.mean if row else None),
        "low": _rounded(row.low if row else None),
        "high": _rounded(row.high if row else None),
        "counts": row.counts if row else None,
        "one_class": row.one_class if row else "",
        "teams": teams.get((found.about.value, found.of), []),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
