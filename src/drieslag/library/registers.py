"""The door of the library to registers: the rules of each, as far as they are published, in versions."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.format import Text
from drieslag.kernel.registers import Category, Certainty, Form, Rules, Source, Unit, check
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import line_of_text, many, matching, may, must, number, one_of, open_page, shape, yes_no
from drieslag.library.schema import code, key, text

MOST_AMOUNT = 9_999_999
MOST_PEOPLE = 200
A_DAY = 24 * 60
DAY = matching(r"\d{4}-\d{2}-\d{2}", Text("Schrijf een datum als 2026-11-24.", "Write a date like 2026-11-24."))

SOURCE = {"title": must(line_of_text), "url": must(line_of_text), "read_on": must(DAY)}
CATEGORY = {
    "key": must(key),
    "name": must(text),
    "unit": must(one_of(Unit)),
    "minimum": may(number(0, MOST_AMOUNT)),
    "cap": may(number(0, MOST_AMOUNT)),
    "note": may(text),
}
FORM = {
    "key": must(key),
    "name": must(text),
    "category": must(key),
    "counts": may(yes_no),
    "alone": may(yes_no),
    "smallest": may(number(2, MOST_PEOPLE)),
    "largest": may(number(2, MOST_PEOPLE)),
    "shortest": may(number(1, A_DAY)),
    "live": may(yes_no),
    "accredited": may(yes_no),
    "why": may(text),
}
RULES = {
    "code": must(code),
    "name": must(text),
    "register": must(line_of_text),
    "version": must(number(1, 999)),
    "valid_from": may(DAY),
    "valid_until": may(DAY),
    "years": must(number(1, 20)),
    "certainty": must(one_of(Certainty)),
    "categories": must(many(shape(Category, CATEGORY))),
    "forms": must(many(shape(Form, FORM))),
    "sources": must(many(shape(Source, SOURCE))),
    "demands": may(many(text)),
    "unsure": may(many(text)),
}
read_rules = shape(Rules, RULES)


def load(content: str, *, file: str) -> Rules | list[Problem]:
    """Return the rules that a file holds, or everything that is wrong with it."""
    page = Page(file)
    try:
        root = open_page(content, page)
        lift(root)
        rules = read_rules(root)
    except Unreadable:
        return page.problems
    for at, message in check(rules):
        page.note(at, message)
    return page.problems or rules


@cache
def all_versions() -> Mapping[tuple[str, int], Rules]:
    """Return the rules of every register in every version. Raises BrokenLibrary."""
    found: dict[tuple[str, int], Rules] = {}
    for item in sorted(files("drieslag.library").joinpath("registers").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            loaded = load(item.read_text("utf-8"), file=item.name)
            if isinstance(loaded, list):
                raise BrokenLibrary(loaded)
            found[loaded.code, loaded.version] = loaded
    return MappingProxyType(found)


def newest() -> tuple[Rules, ...]:
    """Return the newest version of each register, in the order of their codes."""
    last = {rules.code: rules for _key, rules in sorted(all_versions().items())}
    return tuple(last.values())


def find(register: str, version: int) -> Rules | None:
    """Return the rules that a file was begun with; versions that were published stay."""
    return all_versions().get((register, version))
