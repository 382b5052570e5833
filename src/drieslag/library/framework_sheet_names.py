"""Names in a framework's workbook: which key each has, and what a reference by name means."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from drieslag.kernel.framework import alike
from drieslag.library import framework_sheet_words as words
from drieslag.library.framework_sheet_columns import WITHIN
from drieslag.library.framework_sheet_rows import Row

MOST_NAMED = 50  # in one cell
LONGEST_KEY = 36  # and a number behind it

type Known = Mapping[str, str]  # from a name as it is compared to a key


def tell_doubles(rows: Iterable[Row], field: str) -> None:
    """Note each row whose name stood in an earlier row, in either language."""
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        name = row.text(field)
        said = [(at, alike(name.get(at))) for at in ("nl", "en") if name.get(at)]
        other = next((seen[one] for one in said if one in seen), "")
        if other:
            row.note(field, words.twice(row.plain(field) or name.nl, other))
        for one in said:
            seen.setdefault(one, row.place(field))


def keys_of(
    rows: list[Row], names: list[str], known: Sequence[Known], taken: Iterable[str], *, field: str
) -> list[str]:
    """Return a key for each row: the one that stands there, else the one that `known` had for its name, else a new one
    that is in nobody's use. So what hangs on a key goes on meaning the same.
    """
    given = written_keys(rows, field)
    used = {key for key in given if key}
    for at, (name, earlier) in enumerate(zip(names, known, strict=True)):
        key = earlier.get(alike(name), "")
        if not given[at] and key and key not in used:
            given[at] = key
            used.add(key)
    used.update(taken)
    for at, name in enumerate(names):
        given[at] = given[at] or new_key(name, used)
        used.add(given[at])
    return given


def written_keys(rows: Iterable[Row], field: str) -> list[str]:
    seen: dict[str, str] = {}
    found = []
    for row in rows:
        key = row.plain(field)
        if key and key in seen:
            row.note(field, words.key_twice(key, seen[key]))
        seen.setdefault(key, row.place(field))
        found.append(key)
    return found


def new_key(name: str, used: Iterable[str]) -> str:
    """Return a key like the name, that is not among those in use."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    made = made if made[:1].isalpha() else f"k_{made}".rstrip("_")
    stem = made[:LONGEST_KEY].rstrip("_") if len(made) <= LONGEST_KEY else made[:LONGEST_KEY].rpartition("_")[0]
    stem = stem or made[:LONGEST_KEY]
    key, number = stem, 2
    while key in used:
        key, number = f"{stem}_{number}", number + 1
    return key


def index(rows: Iterable[Row], field: str, keys: Iterable[str]) -> dict[str, str]:
    """Return the keys by name; what is written in the first column goes before the second language, and what stands
    higher before what stands lower.
    """
    found: dict[str, str] = {}
    pairs = [(row, key) for row, key in zip(rows, keys, strict=True)]
    for row, key in pairs:
        found.setdefault(alike(row.plain(field)), key)
    for row, key in pairs:
        for language in ("nl", "en"):
            found.setdefault(alike(row.text(field).get(language)), key)
    found.pop("", None)
    return found


def listed(row: Row, field: str, between: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the names in a cell: one a line, or with signs of `between` between them where a line is no name."""
    found: list[str] = []
    for line in row.plain(field).split("\n"):
        found += [line] if is_known(line) else re.split(f"[{between}]", line)
    names = [name.strip() for name in found if name.strip()]
    if len(names) > MOST_NAMED:
        row.note(field, words.TOO_MANY_NAMES)
    return names[:MOST_NAMED]


def goal_called(name: str, goals: Mapping[str, Mapping[str, str]], themes: Known) -> set[str]:
    """Return the keys that a reference to a goal may mean. `goals` are keys by name and then by theme; before the name
    may stand that of the theme.
    """
    found = set(goals.get(alike(name), {}).values())
    parts = name.split(WITHIN.strip())
    for at in range(1, len(parts)):
        theme, goal = (alike(WITHIN.strip().join(some)) for some in (parts[:at], parts[at:]))
        within = goals.get(goal, {}).get(themes.get(theme, "-"))
        found |= {within} if within and not found else set()
    return found
