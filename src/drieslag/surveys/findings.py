"""What a result says: each figure with what stands beside it. Pure; everything is read before."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from drieslag.kernel.change import SMALLEST, Change, change_between
from drieslag.kernel.estimates import Wave
from drieslag.kernel.format import Text
from drieslag.kernel.instrument import NUMERIC, Instrument, Item, ItemKind, Reference, Scale
from drieslag.kernel.series import Signal, signal
from drieslag.surveys import figures
from drieslag.surveys.enums import About
from drieslag.surveys.models import Record

CHANGE_FROM = 6  # answers in both rounds; with fewer no change can be told from chance
TREND_FROM = 3  # rounds
SPREAD_FROM = 5  # teams
POINTS_WIDE = 4.0  # from 1 to 5: the scale on which half a point is the least to speak of


@dataclass(frozen=True)
class Earlier:
    """A figure of the same team and the same question in an earlier round."""

    at: datetime
    mean: float
    n: int
    deviation: float


@dataclass(frozen=True)
class Finding:
    """One item or scale: its record, and what may stand beside it. `record` is None where there is none at all."""

    about: About
    of: str
    name: Text
    bounds: figures.Bounds
    item: Item | None = None
    scale: Scale | None = None
    record: Record | None = None
    whole: Record | None = None
    change: Change | None = None
    since: datetime | None = None
    trend: tuple[Earlier, ...] = ()
    signal: Signal | None = None
    reference: Reference | None = None
    spread: tuple[tuple[float, int], ...] = ()  # rounded means of teams, and how many have each
    parts: tuple["Finding", ...] = ()

    @property
    def has_mean(self) -> bool:
        """Whether a mean is shown."""
        return self.record is not None and self.record.mean is not None


@dataclass(frozen=True)
class Section:
    """Findings that stand together: a scale with its items, or what stood on one page."""

    name: Text
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Beside:
    """Everything read of a round and of those before it, by what it is of."""

    own: Mapping[tuple[str, str], Record]
    whole: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    earlier: Mapping[tuple[str, str], Sequence[Earlier]] = field(default_factory=dict)  # the oldest first
    spread: Mapping[tuple[str, str], Sequence[tuple[float, int]]] = field(default_factory=dict)
    closed_at: datetime | None = None


def sections(instrument: Instrument, beside: Beside) -> tuple[Section, ...]:
    """Return the findings in the order in which they are read: scales with their items, then the other items."""
    found = [_of_scale(instrument, scale, beside) for scale in instrument.scales]
    scaled = {key for scale in instrument.scales for key in scale.items}
    made = [Section(Text("", ""), tuple(found))] if found else []
    for page in instrument.pages:
        loose = [item for item in page.items if item.key not in scaled and item.kind is not ItemKind.TEXT]
        if loose:
            made.append(Section(page.title, tuple(_of_item(instrument, item, beside) for item in loose)))
    return tuple(made)


def flat(made: Sequence[Section]) -> Iterator[Finding]:
    """Give every finding, each scale before its items, and an item of two scales once."""
    told: set[tuple[str, str]] = set()
    for section in made:
        for top in section.findings:
            for each in (top, *top.parts):
                if (each.about, each.of) not in told:
                    told.add((each.about, each.of))
                    yield each


def changed(before: Earlier, record: Record, bounds: figures.Bounds) -> Change | None:
    """Return the change since an earlier round, or None when either has too few answers to tell one."""
    if record.mean is None or record.n is None or min(before.n, record.n) < CHANGE_FROM:
        return None
    now = Wave(record.mean, record.n, math.sqrt(record.variance or 0.0))
    smallest = max(SMALLEST, (bounds[1] - bounds[0]) / POINTS_WIDE * SMALLEST)
    people = max(record.size, before.n, record.n)
    return change_between(Wave(before.mean, before.n, before.deviation), now, population=people, smallest=smallest)


def _of_scale(instrument: Instrument, scale: Scale, beside: Beside) -> Finding:
    parts = tuple(_of_item(instrument, instrument.item(key), beside, part=True) for key in scale.items)
    bounds = figures.scale_bounds(instrument, scale)
    return _beside(Finding(About.SCALE, scale.key, scale.name, bounds, scale=scale, parts=parts), instrument, beside)


def _of_item(instrument: Instrument, item: Item, beside: Beside, *, part: bool = False) -> Finding:
    bounds = figures.item_bounds(instrument, item) if item.kind in NUMERIC else (0.0, 1.0)
    return _beside(Finding(About.ITEM, item.key, item.text, bounds, item=item), instrument, beside, part=part)


def _beside(found: Finding, instrument: Instrument, beside: Beside, *, part: bool = False) -> Finding:
    """Return it with everything that stands beside it. The items of a scale leave time and the other teams to that."""
    place = (found.about.value, found.of)
    record, earlier = beside.own.get(place), tuple(beside.earlier.get(place, ()))
    spread = () if part else tuple(beside.spread.get(place, ()))
    if record is not None and record.mean is not None and earlier:
        found = replace(found, change=changed(earlier[-1], record, found.bounds), since=earlier[-1].at)
    trend = () if part else _trend(earlier, record, beside.closed_at)
    return replace(
        found,
        record=record,
        whole=beside.whole.get(place),
        trend=trend,
        signal=_signal(trend, found.bounds) if trend else None,
        reference=next((each for each in instrument.references if each.of == found.of), None),
        spread=spread if sum(count for _mean, count in spread) >= SPREAD_FROM else (),
    )


def _signal(trend: tuple[Earlier, ...], bounds: figures.Bounds) -> Signal:
    """Return what may be said of the rounds together, at the stated rate of false alarms."""
    waves = [Wave(each.mean, each.n, each.deviation) for each in trend]
    return signal(waves, point=(bounds[1] - bounds[0]) / POINTS_WIDE)


def _trend(earlier: tuple[Earlier, ...], record: Record | None, at: datetime | None) -> tuple[Earlier, ...]:
    """Return the rounds in the order of time, this one last; nothing under three."""
    if record is None or record.mean is None or at is None or len(earlier) + 1 < TREND_FROM:
        return ()
    return (*earlier, Earlier(at, record.mean, record.n or 0, math.sqrt(record.variance or 0.0)))


def by_place(records: Sequence[Record], group: UUID) -> dict[tuple[str, str], Record]:
    """Return the records of one group by what they are of."""
    return {(row.about, row.of): row for row in records if row.group_id == group}
