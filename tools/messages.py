"""Messages: `compile` puts the Dutch catalogue together and compiles it, `check` fails on what is
missing, fuzzy or unused, `list` prints what has no Dutch yet.

Code and templates carry English; `locale/parts/<area>.po` carries the Dutch of one area each. From the parts the whole
catalogue is made, with the places where each message stands. Babel does it, so no gettext of the system is needed.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message, extract, mofile, pofile
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "drieslag"
LOCALE = SOURCE / "locale"
PARTS = LOCALE / "parts"
WHOLE = LOCALE / "nl" / "LC_MESSAGES" / "django.po"
PLURALS = "nplurals=2; plural=(n != 1);"
KEYWORDS = {
    **extract.DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def main(what: str) -> int:
    if what == "list":
        return show_missing()
    used, problems = extracted(), []
    dutch = joined(problems)
    if what == "compile":  # whatever is not right yet: pages must come, and `check` says it
        write(used, dutch)
        return 0
    problems += compared(used, dutch)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    write(used, dutch)
    return 0


def extracted() -> Catalog:
    """Every message in code and templates."""
    if not settings.configured:
        settings.configure()
    catalog = Catalog(locale="nl", project="Drieslag", charset="utf-8")
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    for path in sorted(files):
        place = str(path.relative_to(ROOT))
        text = path.read_text(encoding="utf-8")
        source = text if path.suffix == ".py" else _flat(templatize(text, origin=place))
        found = extract.extract("python", BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=("Translators",))
        for line, message, comments, context in found:
            catalog.add(message, locations=[(place, line)], context=context, auto_comments=comments)
    return catalog


def _flat(templatized: str) -> str:
    """Takes away the template's indentation, over which Python's own reader stumbles."""
    return "\n".join(line.lstrip() for line in templatized.split("\n"))


def joined(problems: list[str]) -> Catalog:
    """The Dutch of all parts. One message may stand in two parts only with the same Dutch."""
    whole = Catalog(locale="nl", project="Drieslag", charset="utf-8")
    for part in sorted(PARTS.glob("*.po")):
        with part.open("rb") as file:
            for message in pofile.read_po(file, locale="nl"):
                if not message.id:
                    continue
                before = whole.get(message.id, message.context)
                if before is not None and before.string != message.string and any(_strings(message)):
                    problems.append(f"{part.name}: two Dutch texts for {_name(message)!r}")
                elif before is None or not any(_strings(before)):
                    whole.add(message.id, message.string, context=message.context, flags=message.flags & {"fuzzy"})
    return whole


def compared(used: Catalog, dutch: Catalog) -> list[str]:
    problems = []
    for message in used:
        found = dutch.get(message.id, message.context) if message.id else None
        place = ":".join(str(part) for part in message.locations[0]) if message.locations else "?"
        if message.id and (found is None or not all(_strings(found))):
            problems.append(f"{place}: no Dutch for {_name(message)!r}")
        elif found is not None and found.pluralizable != message.pluralizable:
            problems.append(
                f"{place}: the Dutch needs {'a plural' if message.pluralizable else 'no plural'}: {_name(message)!r}"
            )
        elif found is not None and found.fuzzy:
            problems.append(f"{place}: the Dutch is marked fuzzy for {_name(message)!r}")
        elif found is not None:
            problems += [f"{place}: {error}" for error in _placeholders(message, found)]
    for message in dutch:
        if message.id and used.get(message.id, message.context) is None:
            problems.append(f"locale/parts: not used any more: {_name(message)!r}")
    return problems


def _placeholders(message: Message, dutch: Message) -> list[str]:
    """Babel's own checkers: named placeholders must be the same on both sides."""
    message = Message(message.id, dutch.string, flags=message.flags, context=message.context)
    message.flags.discard("fuzzy")
    return [str(error) for error in message.check()]


def write(used: Catalog, dutch: Catalog) -> None:
    whole = Catalog(
        locale="nl", charset="utf-8", fuzzy=False, header_comment="# Made by tools/messages.py from locale/parts."
    )
    for message in used:
        found = dutch.get(message.id, message.context) if message.id else None
        if found is not None:
            places = sorted({(place, 0) for place, _line in message.locations})
            whole.add(found.id, found.string, locations=places, context=message.context)
    WHOLE.parent.mkdir(parents=True, exist_ok=True)
    with WHOLE.open("wb") as file:
        pofile.write_po(file, whole, width=120, sort_output=True, include_lineno=False, omit_header=False)
    _steady_header()
    with WHOLE.with_suffix(".mo").open("wb") as file:
        mofile.write_mo(file, whole)


def _steady_header() -> None:
    """Takes the dates out of the header, so that the same messages give the same file."""
    lines = WHOLE.read_text(encoding="utf-8").splitlines(keepends=True)
    spare = ("-Date:", "Generated-By:", "Project-Id", "Report-Msgid", "-Translator:", "-Team:")
    kept = [line for line in lines if not any(word in line for word in spare) or not line.startswith('"')]
    WHOLE.write_text("".join(kept), encoding="utf-8")


def show_missing() -> int:
    """Prints what has no Dutch yet, as entries to fill in."""
    dutch = joined([])
    missing = Catalog(locale="nl")
    for message in extracted():
        found = dutch.get(message.id, message.context) if message.id else None
        if message.id and (found is None or not all(_strings(found))):
            missing.add(message.id, locations=message.locations, context=message.context)
    pofile.write_po(sys.stdout.buffer, missing, width=120, omit_header=True)
    return 0


def _strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def _name(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
