# ruff: noqa: A002 — `round` is the word of the trade
"""Freezing what may be said of a round: one record an item and scale for each report group, written once at closing.

Nothing of it is computed again, and pages read nothing else. The record of the whole is of everybody, also of those who
are counted in no smaller group.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from drieslag.kernel.disclosure import MINIMUMS, Minimums, Reason
from drieslag.kernel.instrument import NUMERIC, Instrument, Item, ItemKind
from drieslag.kernel.scoring import score_all
from drieslag.surveys import figures, options
from drieslag.surveys.enums import NAMED_RELATIONS, About, RoundKind
from drieslag.surveys.figures import BLOCKS, CLASSES, NO_BAR, REASONS, SHOWN, Figures, Floats
from drieslag.surveys.models import Group, Record, Round
from drieslag.surveys.queries.asked import minimums

type Response = Mapping[str, object]
BATCH = 2_000


@dataclass(frozen=True)
class _Cell:
    """A group that counts for itself, with what was answered in it."""

    group: Group
    responses: Sequence[Response]
    size: int


def freeze(
    *, round: Round, instrument: Instrument, groups: Sequence[Group], responses: Mapping[UUID, Sequence[Response]]
) -> None:
    """Write the records of every group that counts for itself, and of the whole. In the caller's transaction.

    `responses` are by the key of the group that they count in. What the group without parent counts for itself is part
    of the whole and has no record of its own. Who answers a mirror under the own name is in no figure at all: whoever
    reads those answers could take them out of it again.
    """
    whole = next(group for group in groups if group.parent_id is None)
    cells = [
        _Cell(group, found := responses.get(group.pk, ()), max(group.size or 0, len(found)))
        for group in groups
        if group.relation not in NAMED_RELATIONS and (group.counted_in_id == group.pk or group.pk in responses)
    ]
    minimums = minimums_of(round)
    rows = [*_numbers(round, instrument, cells, whole, minimums), *_words(round, instrument, cells, whole, minimums)]
    if round.kind == RoundKind.MIRROR:
        _keep_alike(rows, whole)
    Record.objects.bulk_create(rows, batch_size=BATCH)


def minimums_of(round: Round) -> Minimums:
    """Return from how many answers a figure of this round is shown: the organisation may have raised it."""
    found = minimums()
    if round.kind != RoundKind.MIRROR:
        return found
    return _Relations(mean=found.relation, distribution=found.distribution, relation=found.relation)


def _keep_alike(rows: Sequence[Record], whole: Group) -> None:
    """Withhold of everybody together what would tell, beside few others, how people answered of whom only the class is
    told because they answered alike. With the many teams of a survey the rounding hides it; with two relations not.
    """
    alike = {(row.about, row.of) for row in rows if row.one_class and row.group_id != whole.pk}
    for row in rows:
        if row.group_id == whole.pk and (row.about, row.of) in alike and not row.withheld:
            row.n = row.mean = row.variance = row.low = row.high = row.counts = None
            row.one_class, row.withheld = "", Reason.COMPLEMENT


class _Relations(Minimums):
    """The minimums of a mirror: its means stand from the number for relations on (trust.md)."""

    def __post_init__(self) -> None:
        Minimums(distribution=self.distribution, relation=self.relation)
        if self.mean < self.relation:
            raise ValueError("a mean of a mirror stands from the minimum for relations on")


def matrix(instrument: Instrument, responses: Sequence[Response]) -> Floats:
    """Return the numeric answers as (persons, items) in the order of the instrument, NaN where there is none."""
    keys = [item.key for item in instrument.items if item.kind in NUMERIC]
    rows = [[_number(response.get(key)) for key in keys] for response in responses]
    return np.array(rows, dtype=np.float64).reshape(len(responses), len(keys))


def with_scores(instrument: Instrument, answers: Floats) -> Floats:
    """Return the answers with the scores on all scales beside them: the columns of `figures_of`."""
    keys = [item.key for item in instrument.items if item.kind in NUMERIC]
    return np.hstack([answers, score_all(instrument, answers, keys)])


def figures_of(
    instrument: Instrument, answers: Floats, cell: figures.Ints, sizes: Sequence[int], minimums: Minimums = MINIMUMS
) -> Figures:
    """Score, count and withhold: all figures of all cells and of the whole, from (persons, items) answers."""
    bounds = [figures.item_bounds(instrument, item) for item in instrument.items if item.kind in NUMERIC]
    bounds += [figures.scale_bounds(instrument, scale) for scale in instrument.scales]
    return figures.numeric(with_scores(instrument, answers), cell, sizes, bounds, minimums=minimums)


def _numbers(
    round: Round, instrument: Instrument, cells: Sequence[_Cell], whole: Group, minimums: Minimums
) -> Iterator[Record]:
    of = [(About.ITEM, item.key) for item in instrument.items if item.kind in NUMERIC]
    of += [(About.SCALE, scale.key) for scale in instrument.scales]
    if not of or not cells:
        return
    answers = matrix(instrument, [response for cell in cells for response in cell.responses])
    place = np.repeat(np.arange(len(cells)), [len(cell.responses) for cell in cells])
    sizes = [cell.size for cell in cells]
    found = figures_of(instrument, answers, place, sizes, minimums)
    for row, (group, size) in enumerate([*((cell.group, cell.size) for cell in cells), (whole, sum(sizes))]):
        if group.pk == whole.pk and row < len(cells):
            continue
        for column, (about, key) in enumerate(of):
            record = Record(
                organisation_id=round.organisation_id, round=round, group=group, about=about, of=key, size=size
            )
            yield _filled(record, found, row, column)


def _filled(record: Record, found: Figures, row: int, column: int) -> Record:
    if (withheld := int(found.withheld[row, column])) != SHOWN:
        record.withheld = REASONS[withheld]
        return record
    record.n = int(found.n[row, column])
    record.mean, record.variance, record.low, record.high = (
        None if math.isnan(each[row, column]) else float(each[row, column])
        for each in (found.mean, found.variance, found.low, found.high)
    )
    if (alike := int(found.one_class[row, column])) >= 0:
        record.one_class = CLASSES[alike]
    if (way := int(found.blocks[row, column])) != NO_BAR:
        classes = found.classes[row, column]
        record.counts = [
            [[CLASSES[each] for each in block], sum(int(classes[each]) for each in block)] for block in BLOCKS[way]
        ]
    return record


def _words(
    round: Round, instrument: Instrument, cells: Sequence[_Cell], whole: Group, minimums: Minimums
) -> Iterator[Record]:
    for item in instrument.items:
        if item.kind not in {ItemKind.CHOICE, ItemKind.CHOICES, ItemKind.RANK}:
            continue
        answers = [_given(item, cell.responses) for cell in cells]
        shown = [
            None if cell.group.pk == whole.pk else options.counts_of(item, given, minimums=minimums)
            for cell, given in zip(cells, answers, strict=True)
        ]
        together = options.whole_of(item, answers, shown, minimums=minimums)
        rows = [row for row in zip(cells, answers, shown, strict=True) if row[0].group.pk != whole.pk]
        for cell, given, counts in rows:
            few = Reason.TOO_FEW if len(given) < minimums.distribution else Reason.TOO_ALIKE
            yield _worded(Record(round=round, group=cell.group, size=cell.size), item, counts, len(given), few)
        people, size = sum(map(len, answers)), sum(cell.size for cell in cells)
        few = Reason.TOO_FEW if people < minimums.distribution else Reason.COMPLEMENT
        yield _worded(Record(round=round, group=whole, size=size), item, together, people, few)


def _worded(record: Record, item: Item, counts: options.Counts | None, n: int, reason: Reason) -> Record:
    record.organisation_id = record.round.organisation_id
    record.about, record.of = About.ITEM, item.key
    record.counts = None if counts is None else [list(row) for row in counts]
    record.n, record.withheld = (n, "") if counts is not None else (None, reason)
    return record


def _given(item: Item, responses: Sequence[Response]) -> list[object]:
    return [response[item.key] for response in responses if response.get(item.key) not in (None, "", [])]


def _number(answer: object) -> float:
    return float(answer) if isinstance(answer, int | float) and not isinstance(answer, bool) else math.nan
