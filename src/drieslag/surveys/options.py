"""The figures of items that are answered with words: how often each option was chosen, or in which order they stand.

The same two rules as for classes: no option of one or two voices is told, and none follows from the whole minus the
teams.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from drieslag.kernel.disclosure import MINIMUMS, SMALL_CLASS, Minimums, Shown, tally
from drieslag.kernel.instrument import Item, ItemKind

type Counts = list[tuple[list[str], float | None]]  # options and how many chose them; None: all, or nearly all
type Answers = Sequence[object]

NEARLY_ALL: Final = None
FOLD: Final = "\n"  # between the keys of options that are counted together


def chosen(item: Item, answers: Answers) -> Counter[str]:
    """Return how often each option was chosen, all options named."""
    votes: Counter[str] = Counter({option.key: 0 for option in item.options})
    for answer in answers:
        votes.update(key for key in _keys(answer) if key in votes)
    return votes


def counts_of(item: Item, answers: Answers, *, minimums: Minimums = MINIMUMS) -> Counts | None:
    """Return what may be shown of one group's answers to an item with options, or None for nothing."""
    if len(answers) < minimums.distribution:
        return None
    if item.kind is ItemKind.RANK:
        return order_of(item, answers)
    return _tallied(item, chosen(item, answers), len(answers), minimums)


def order_of(item: Item, answers: Answers) -> Counts:
    """Return the options from first to last with their mean place, without it where all agree on one: only the order.

    Raises ZeroDivisionError for no answers.
    """
    keys = [option.key for option in item.options]
    places = {key: [keys_.index(key) + 1 for keys_ in map(_keys, answers) if key in keys_] for key in keys}
    means = {key: sum(row) / len(row) for key, row in places.items() if row}
    telling = all(len(set(row)) > 1 for row in places.values() if row)
    return [([key], round(means[key], 1) if telling else None) for key in sorted(means, key=lambda each: means[each])]


def whole_of(
    item: Item, answers: Sequence[Answers], shown: Sequence[Counts | None], *, minimums: Minimums = MINIMUMS
) -> Counts | None:
    """Return what may be shown of all groups together, beside what is `shown` of each."""
    everyone = [answer for group in answers for answer in group]
    unshown = sum(len(group) for group, counts in zip(answers, shown, strict=True) if counts is None)
    if 0 < unshown < minimums.distribution or len(everyone) < minimums.distribution:
        return None
    if item.kind is ItemKind.RANK:
        order = order_of(item, everyone)
        agreed = any(mean is None for counts in shown if counts is not None for _keys, mean in counts)
        return [(keys, None) for keys, _mean in order] if agreed else order  # or the places agreed on would follow
    votes = [chosen(item, group) for group in answers]
    whole = chosen(item, everyone)
    for _attempt in whole:
        found = _tallied(item, whole, len(everyone), minimums)
        if found is None:
            return None
        loose = _following(item, found, votes, shown, [len(group) for group in answers])
        if not loose:
            return found
        whole = _fold(whole, loose)
    return None


def _tallied(item: Item, votes: Mapping[str, int], voters: int, minimums: Minimums) -> Counts | None:
    """Return votes with the small ones together. Options that (nearly) all chose beside others have no number, or it
    would tell who did not.
    """
    found = tally(votes, voters, minimums=minimums)
    if not isinstance(found, Shown):
        return None
    many = item.kind is ItemKind.CHOICES
    counts: Counts = [
        (key.split(FOLD), NEARLY_ALL if many and voters - count <= SMALL_CLASS else count)
        for key, count in found.value.counts
    ]
    if found.value.rest:
        counts.append(([each for key in found.value.rest for each in key.split(FOLD)], found.value.rest_count))
    return counts


def _fold(votes: Mapping[str, int], loose: list[str]) -> Counter[str]:
    """Return the votes with `loose` and the smallest other option as one."""
    others = sorted((key for key in votes if key not in loose), key=lambda key: votes[key])
    together = [*loose, *others[: 1 if len(loose) == 1 or not others else 0]]
    folded = Counter({key: count for key, count in votes.items() if key not in together})
    folded[FOLD.join(together)] = sum(votes[key] for key in together)
    return folded


def _following(
    item: Item, whole: Counts, votes: Sequence[Mapping[str, int]], shown: Sequence[Counts | None], voters: Sequence[int]
) -> list[str]:
    """Return what stands by itself in the whole and would give one or two voices of the groups that do not tell it; or,
    where one ticks several, how few of those did not tick what (nearly) all did.
    """
    loose = []
    for keys, count in whole:
        untold = [place for place, counts in enumerate(shown) if not _told(keys, counts)]
        if count is None or not untold:
            continue
        left = sum(votes[place][key] for place in untold for key in keys)
        without = sum(voters[place] for place in untold) - left
        single = item.kind is ItemKind.CHOICES and len(keys) == 1
        if 0 < left <= SMALL_CLASS or (single and without <= SMALL_CLASS):
            loose.append(FOLD.join(keys))
    return loose


def _told(keys: Sequence[str], counts: Counts | None) -> bool:
    """Whether a group tells how many chose these options together."""
    inside = [own for own, count in counts or () if count is not None and set(own) <= set(keys)]
    return sorted(each for own in inside for each in own) == sorted(keys)


def _keys(answer: object) -> list[str]:
    if isinstance(answer, str):
        return [answer]
    return [str(each) for each in answer] if isinstance(answer, list | tuple) else []
