"""A small instrument that loads, to spoil in one place at a time."""

from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments

SMALL = """\
schema: 1
code: X01
slug: klein
version: 1
name: {nl: Klein, en: Small}
purpose: {nl: Om te oefenen, en: To practise}
intro: {nl: Je kiest wat past, en: Choose what fits}
minutes: 2
licence: own
sources: [Eigen praktijk]
uses: [team]
responses:
  - key: agree
    labels:
      - {nl: oneens, en: disagree}
      - {nl: ertussenin, en: in between}
      - {nl: eens, en: agree}
pages:
  - title: {nl: Eén, en: One}
    answers: agree
    items:
      - {key: calm, text: {nl: Het is hier rustig, en: It is calm here}}
      - {key: haste, text: {nl: Ik heb haast, en: I am in a hurry}, reverse: true}
  - title: {nl: Twee, en: Two}
    items:
      - key: why
        kind: choice
        text: {nl: Waardoor, en: Why}
        options:
          - {key: work, name: {nl: werk, en: work}}
          - {key: home, name: {nl: thuis, en: home}}
      - key: told
        kind: text
        text: {nl: Vertel, en: Tell}
        when: {item: why, answers: [work]}
      - key: hours
        kind: slider
        text: {nl: Hoeveel uur, en: How many hours}
        high: 40
        step: 4
        low_word: {nl: weinig, en: few}
        high_word: {nl: veel, en: many}
scales:
  - key: peace
    name: {nl: Rust, en: Peace}
    items: [calm, haste]
references:
  - of: calm
    n: 40
    year: 2018
    population: {nl: Een peiling, en: A poll}
    source: Een boek
    shares:
      - {answer: 1, count: 10}
      - {answer: 2+3, count: 30}
  - {of: peace, n: 40, year: 2018, population: {nl: P, en: P}, source: Een boek, mean: 2.5, deviation: 0.4}
"""


def spoiled(old: str, new: str) -> str:
    """Return the small instrument with one place changed; the place must be there exactly once."""
    assert SMALL.count(old) == 1, f"{old!r} stands there {SMALL.count(old)} times"
    return SMALL.replace(old, new)


def good(text: str) -> Instrument:
    """Return the instrument, or fail with what is wrong."""
    found = instruments.load(text, file="x.yaml")
    assert isinstance(found, Instrument), "\n".join(problem.sentence("en") for problem in found)
    return found


def told(text: str, language: str = "nl") -> list[str]:
    """Return the sentences about what is wrong; none when the instrument loads."""
    found = instruments.load(text, file="x.yaml")
    return [problem.sentence(language) for problem in found] if isinstance(found, list) else []
