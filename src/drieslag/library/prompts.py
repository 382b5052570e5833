"""The door of the library to prompts: sentences to reflect by, one file an occasion."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.prompting import Occasion, Prompt, Prompts
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import many, must, one_of, open_page, shape
from drieslag.library.schema import key, text

PROMPT = {"key": must(key), "text": must(text)}
PROMPTS = {
    "occasion": must(one_of(Occasion)),
    "name": must(text),
    "prompts": must(many(shape(Prompt, PROMPT))),
}
read_prompts = shape(Prompts, PROMPTS)


def load(content: str, *, file: str) -> Prompts | list[Problem]:
    """Return the prompts that a file holds, or everything that is wrong with it."""
    page = Page(file)
    try:
        root = open_page(content, page)
        lift(root)
        return page.problems or read_prompts(root)
    except Unreadable:
        return page.problems


@cache
def all_prompts() -> Mapping[Occasion, Prompts]:
    """Return the program's prompts, in the order of the occasions. Raises BrokenLibrary."""
    folder = files("drieslag.library").joinpath("prompts")
    found: dict[Occasion, Prompts] = {}
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if not item.name.endswith(".yaml"):
            continue
        loaded = load(item.read_text("utf-8"), file=item.name)
        if isinstance(loaded, list):
            raise BrokenLibrary(loaded)
        found[loaded.occasion] = loaded
    return MappingProxyType({occasion: found[occasion] for occasion in Occasion if occasion in found})


@cache
def _by_key() -> Mapping[str, Prompt]:
    return MappingProxyType({prompt.key: prompt for each in all_prompts().values() for prompt in each.prompts})


def find(wanted: str) -> Prompt | None:
    """Return the prompt with this key, if there is one: a note may be older than the file."""
    return _by_key().get(wanted)
