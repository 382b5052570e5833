"""From possible findings that overlap to findings in order that do not."""

from dataclasses import replace

from drieslag.privacy.shield.finding import Kind, Mark

_PEOPLE = (Kind.NAME, Kind.INITIALS)


def settle(marks: list[Mark], text: str) -> list[Mark]:
    """Keep the highest rank (then the longest) of what overlaps; two findings of people grow together.

    Grown together, no half of a name stays behind.
    """
    kept: list[Mark] = []
    taken: dict[int, int] = {}  # character -> index in kept: texts are short, and this is linear
    for mark in sorted(marks, key=lambda m: (-m.rank, m.start - m.end, m.start)):
        tidy = _trim(mark, text)
        if tidy is None:
            continue
        hit = sorted({taken[at] for at in range(tidy.start, tidy.end) if at in taken})
        if not hit:
            taken.update(dict.fromkeys(range(tidy.start, tidy.end), len(kept)))
            kept.append(tidy)
        elif len(hit) == 1 and tidy.kind in _PEOPLE and kept[hit[0]].kind in _PEOPLE:
            winner = kept[hit[0]]
            kept[hit[0]] = replace(winner, start=min(winner.start, tidy.start), end=max(winner.end, tidy.end))
            taken.update(dict.fromkeys(range(tidy.start, tidy.end), hit[0]))
    return sorted(kept, key=lambda m: m.start)


def _trim(mark: Mark, text: str) -> Mark | None:
    """Without white space and punctuation at its ends."""
    start, end = mark.start, mark.end
    while start < end and (text[start].isspace() or text[start] in "\"'“”‘’„,;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"“”‘’„,;:'):
        end -= 1
    return replace(mark, start=start, end=end) if end > start else None
