"""What may be shown of figures about people. Every aggregate on a page or in an export has passed one of these.

The numbers are those of the table in docs (trust); an organisation may raise them and never lower them. A result is
`Shown` or `Withheld` with its reason, so that no caller can reach a figure without meeting the question.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from enum import StrEnum

from drieslag.kernel.publishing import publishable
from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import Estimate, MergedClass, class_counts, mean_interval, merged_class

__all__ = [
    "MINIMUMS",
    "SMALL_CLASS",
    "ClassCount",
    "Distribution",
    "Mean",
    "Minimums",
    "OneClass",
    "Reason",
    "Shown",
    "Tally",
    "Withheld",
    "beside_earlier",
    "beside_parent",
    "distribution",
    "enough",
    "mean_of",
    "publishable",
    "refusals",
    "tally",
]

SMALL_CLASS = 2  # a class of one or two is never shown by itself


@dataclass(frozen=True)
class Minimums:
    """From how many people a figure is shown. Raises ValueError for a number below the default."""

    mean: int = 5
    distribution: int = 8
    open_text: int = 8
    jar_tally: int = 8
    live_anonymous: int = 8
    relation: int = 4  # a 360, per relation
    resident: int = 5  # residents' feedback, pooled
    team_habit: int = 8  # "most / about half / few" of a team did something that is each one's own
    private_acts: int = 5  # any other figure from people's private acts
    complement: int = 5  # the rest of a parent group, beside a part that is shown
    changed_members: int = 3  # by how many two groups must differ that are both shown

    def __post_init__(self) -> None:
        for field in fields(self):
            floor = field.default
            assert isinstance(floor, int)
            if getattr(self, field.name) < floor:
                raise ValueError(f"{field.name} may be raised and never lowered: at least {floor}")


MINIMUMS = Minimums()


class Reason(StrEnum):
    """Why a figure is not shown; the page words it."""

    TOO_FEW = "too_few"
    TOO_ALIKE = "too_alike"  # no two classes of three or more can be made
    COMPLEMENT = "complement"  # the rest of the group would be given away
    DIFFERENCING = "differencing"  # an earlier figure differs by too few people


@dataclass(frozen=True)
class Shown[T]:
    """A figure that may be seen."""

    value: T


@dataclass(frozen=True)
class Withheld:
    """A figure that stays unseen."""

    reason: Reason


@dataclass(frozen=True)
class OneClass:
    """All that is said when everybody answered alike: in which class."""

    of: MergedClass


@dataclass(frozen=True)
class Mean:
    """A mean to one decimal of `n` of `group_size` people; the interval only where it gives no spread away."""

    value: float
    n: int
    group_size: int
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class ClassCount:
    """How many answered in these neighbouring classes."""

    classes: tuple[MergedClass, ...]
    count: int


@dataclass(frozen=True)
class Distribution:
    """Counts from low to high; together they hold every answer once."""

    counts: tuple[ClassCount, ...]

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(each.count for each in self.counts)


@dataclass(frozen=True)
class Tally:
    """The votes on options; options with too few votes stand together under `rest`."""

    counts: tuple[tuple[str, int], ...]
    rest: tuple[str, ...] = ()
    rest_count: int = 0


def enough(count: int, minimum: int) -> Shown[int] | Withheld:
    """Return the number itself when it reaches the minimum: for texts, tallies and pooled figures."""
    return Shown(count) if count >= minimum else Withheld(Reason.TOO_FEW)


def mean_of(
    values: Sequence[float], group_size: int, scale: AnswerScale, *, minimums: Minimums = MINIMUMS
) -> Shown[Mean] | Shown[OneClass] | Withheld:
    """Return the mean of one figure a person. All equal, or all in one outer class, gives only that class.

    A mean at the end of a scale would tell what everyone answered; an interval under the minimum for distributions
    would tell the spread.
    """
    if len(values) < minimums.mean:
        return Withheld(Reason.TOO_FEW)
    classes = {merged_class(value, scale) for value in values}
    if len(set(values)) == 1 or (len(classes) == 1 and MergedClass.MIDDLE not in classes):
        return Shown(OneClass(classes.pop()))
    full = mean_interval(values, group_size)
    within = _rounded(full, scale) if len(values) >= minimums.distribution else None
    return Shown(Mean(round(full.value, 1), len(values), group_size, within))


def distribution(
    values: Sequence[int], scale: AnswerScale, *, minimums: Minimums = MINIMUMS
) -> Shown[Distribution] | Shown[OneClass] | Withheld:
    """Return the counts of the three merged classes, joined until none holds one or two people."""
    if len(values) < minimums.distribution:
        return Withheld(Reason.TOO_FEW)
    counts = class_counts(values, scale)
    if len(values) in counts:
        return Shown(OneClass(MergedClass(counts.index(len(values)))))
    joined = _joined([ClassCount((each,), counts[each]) for each in MergedClass])
    split = sum(each.count > 0 for each in joined) > 1
    return Shown(Distribution(tuple(joined))) if split else Withheld(Reason.TOO_ALIKE)


def tally(votes: Mapping[str, int], voters: int, *, minimums: Minimums = MINIMUMS) -> Shown[Tally] | Withheld:
    """Return an anonymous vote: options of one or two votes stand together, with ever larger ones until three do.

    Options have no neighbours, so the small ones are each other's. Unanswered options count among the rest only when
    there is a rest, or they would give it away.
    """
    if voters < minimums.live_anonymous:
        return Withheld(Reason.TOO_FEW)
    ascending = sorted(votes, key=lambda key: votes[key])
    if not any(0 < votes[key] <= SMALL_CLASS for key in ascending):
        return Shown(Tally(tuple(votes.items())))
    rest: list[str] = []
    while ascending and (votes[ascending[0]] <= SMALL_CLASS or sum(votes[key] for key in rest) <= SMALL_CLASS):
        rest.append(ascending.pop(0))
    if not ascending:
        return Withheld(Reason.TOO_ALIKE)
    kept = tuple((key, votes[key]) for key in votes if key in ascending)
    return Shown(Tally(kept, tuple(key for key in votes if key in rest), sum(votes[key] for key in rest)))


def beside_parent(part: int, whole: int, *, minimums: Minimums = MINIMUMS) -> Shown[int] | Withheld:
    """Return the part's size when it may be shown beside its parent group: the rest is nobody, or enough people."""
    rest = whole - part
    return Shown(part) if rest == 0 or rest >= minimums.complement else Withheld(Reason.COMPLEMENT)


def refusals[C: Hashable](
    counts: Mapping[C, int],
    unions: Mapping[str, Collection[C]],
    shown: AbstractSet[str],
    *,
    minimum: int = MINIMUMS.mean,
    published: AbstractSet[str] = frozenset(),
) -> dict[str, Reason]:
    """Return why each figure that `publishable` left out is not shown: one reason each.

    TOO_FEW: it sums too few answers. DIFFERENCING: with what is out already it would give people away.
    COMPLEMENT: with what is shown now it would.
    """
    out = {name: unions[name] for name in published}
    reasons: dict[str, Reason] = {}
    for name in (name for name in unions if name not in shown):
        beside = {**out, name: unions[name]}
        if sum(counts[cell] for cell in set(unions[name])) < minimum:
            reasons[name] = Reason.TOO_FEW
        elif out and name not in publishable(counts, beside, minimum=minimum, published=published):
            reasons[name] = Reason.DIFFERENCING
        else:
            reasons[name] = Reason.COMPLEMENT
    return reasons


def beside_earlier[P](
    group: Collection[P], earlier: Iterable[Collection[P]], *, minimums: Minimums = MINIMUMS
) -> Shown[int] | Withheld:
    """Return the group's size when no group that was shown on the same question differs from it by one or two people.

    The very same people may be shown again: what is shown then is the frozen figure of the first time.
    """
    people = frozenset(group)
    differences = (len(people ^ frozenset(other)) for other in earlier)
    if any(0 < differing < minimums.changed_members for differing in differences):
        return Withheld(Reason.DIFFERENCING)
    return Shown(len(people))


def _joined(counts: list[ClassCount]) -> list[ClassCount]:
    """Join each class of one or two with its smaller neighbour, until there is none."""
    while len(counts) > 1:
        small = next((i for i, each in enumerate(counts) if 0 < each.count <= SMALL_CLASS), None)
        if small is None:
            break
        beside = min((i for i in (small - 1, small + 1) if 0 <= i < len(counts)), key=lambda i: counts[i].count)
        first, second = counts[min(small, beside)], counts[max(small, beside)]
        counts[min(small, beside) : max(small, beside) + 1] = [
            ClassCount(first.classes + second.classes, first.count + second.count)
        ]
    return counts


def _rounded(interval: Estimate, scale: AnswerScale) -> tuple[float, float]:
    """Round to one decimal and keep within the scale."""
    return round(max(interval.low, scale.low), 1), round(min(interval.high, scale.high), 1)
