"""A small format that loads, to spoil in one place at a time."""

from drieslag.kernel.format import Format
from drieslag.library import formats

SMALL = """\
schema: 1
code: X01
slug: klein
version: 1
name: {nl: Klein, en: Small}
purpose: {nl: Iets kleins doen, en: Do something small}
origin:
  kind: field
  field: {nl: Uit de praktijk, en: From practice}
minutes: 20
group_min: 3
group_max: 6
roles:
  - key: facilitator
    name: {nl: Begeleider, en: Facilitator}
    task: {nl: Leidt, en: Leads}
steps:
  - key: write
    kind: collect
    title: {nl: Schrijven, en: Write}
    say: {nl: We schrijven, en: We write}
    ask: {nl: Wat zie je, en: What do you see}
    minutes: 10
  - key: questions
    kind: ask
    title: {nl: Vragen, en: Questions}
    say: {nl: We vragen, en: We ask}
    ask: {nl: Wat vraag je, en: What do you ask}
    minutes: 10
    guard: {open_questions: true}
"""


def spoiled(old: str, new: str) -> str:
    """Return the small format with one place changed; the place must be there exactly once."""
    assert SMALL.count(old) == 1, f"{old!r} stands there {SMALL.count(old)} times"
    return SMALL.replace(old, new)


def good(text: str) -> Format:
    """Return the format, or fail with what is wrong."""
    found = formats.load(text, file="x.yaml")
    assert isinstance(found, Format), "\n".join(problem.sentence("en") for problem in found)
    return found


def told(text: str, language: str = "nl") -> list[str]:
    """Return the sentences about what is wrong; none when the format loads."""
    found = formats.load(text, file="x.yaml")
    return [problem.sentence(language) for problem in found] if isinstance(found, list) else []
