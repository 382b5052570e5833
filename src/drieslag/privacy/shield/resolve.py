"""From possible findings that overlap to findings in order that do not."""

from dataclasses import replace

from drieslag.privacy.shield.finding import Kind, Mark

_PEOPLE = (Kind.NAME, Kind.INITIALS)


def settle(marks: list[Mark], text: str) -> list[Mark]:
    """Keep the highest rank (then the longest) of what overlaps; two findings of people grow together, so no half name stays."""
    kept: list[Mark] = []
    taken: dict[int, int] = {}  # character -> index in kept: texts are short, and this is linear
    for mark in sorted(marks, key=lambda m: (-m.rank, m.start - m.end, m.start)):
        tidy = _trim(mark, text)
        if tidy is None:
            continue
        hit = sorted({taken[at] for at in range(tidy.start, tidy.end) if at in taken})
        if not hit:
            _take(kept, taken, tidy, len(kept))
        elif len(hit) == 1 and tidy.kind in _PEOPLE and kept[hit[0]].kind in _PEOPLE:
            winner = kept[hit[0]]
            grown = replace(winner, start=min(winner.start, tidy.start), end=max(winner.end, tidy.end))
            _take(kept, taken, grown, hit[0])
    return sorted(kept, key=lambda m: m.start)


def _take(kept: list[Mark], taken: dict[int, int], mark: Mark, index: int) -> None:
    if index == len(kept):
        kept.append(mark)
    else:
        kept[index] = mark
    taken.update(dict.fromkeys(range(mark.start, mark.end), index))


def _trim(mark: Mark, text: str) -> Mark | None:
    """Without white space and punctuation at its ends."""
    start, end = mark.start, mark.end
    while start < end and (text[start].isspace() or text[start] in "\"'“”‘’„,;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"“”‘’„,;:'):
        end -= 1
    return replace(mark, start=start, end=end) if end > start else None
