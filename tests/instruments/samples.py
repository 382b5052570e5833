"""An instrument with an item of each kind, to test with."""

from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments

ALL_KINDS = """\
schema: 1
code: T01
slug: alle-soorten
version: 1
name: {nl: Alle soorten, en: All kinds}
purpose: {nl: Zien of elke soort vraag werkt., en: See whether each kind of question works.}
intro: {nl: Dit duurt een paar minuten., en: This takes a few minutes.}
minutes: 3
licence: own
sources: [Eigen werk]
uses: [team]
responses:
  - key: agree
    labels:
      - {nl: Helemaal niet waar, en: Not true at all}
      - {nl: Meestal niet waar, en: Mostly not true}
      - {nl: "Soms wel, soms niet", en: "Sometimes, sometimes not"}
      - {nl: Meestal waar, en: Mostly true}
      - {nl: Helemaal waar, en: Quite true}
pages:
  - title: {nl: Eerst dit, en: First this}
    answers: agree
    items:
      - {key: say, text: {nl: Ik kan zeggen dat iets niet gelukt is., en: I can say so.}, required: true}
      - {key: hide, text: {nl: Fouten houden we voor ons., en: We keep mistakes to ourselves.}, reverse: true}
      - key: often
        kind: choice
        text: {nl: Hoe vaak kijken jullie terug?, en: How often do you look back?}
        options:
          - {key: weekly, name: {nl: elke week, en: each week}}
          - {key: never, name: {nl: nooit, en: never}}
  - title: {nl: Dan dit, en: Then this}
    items:
      - key: why
        kind: text
        text: {nl: Wat staat in de weg?, en: What is in the way?}
        when: {item: often, answers: [never]}
      - key: helps
        kind: choices
        text: {nl: Wat helpt?, en: What helps?}
        explanation: {nl: Denk aan vorige maand., en: Think of last month.}
        most: 2
        options:
          - {key: time, name: {nl: tijd, en: time}}
          - {key: coach, name: {nl: een coach, en: a coach}}
          - {key: place, name: {nl: een plek, en: a place}}
      - key: order
        kind: rank
        text: {nl: Wat komt eerst?, en: What comes first?}
        options:
          - {key: rest, name: {nl: rust, en: rest}}
          - {key: courage, name: {nl: lef, en: courage}}
          - {key: skill, name: {nl: kunde, en: skill}}
      - {key: years, kind: number, text: {nl: Hoeveel jaar werk je hier?, en: How many years are you here?}, high: 50}
      - key: busy
        kind: slider
        text: {nl: Hoe druk was het?, en: How busy was it?}
        high: 100
        step: 5
        low_word: {nl: rustig, en: quiet}
        high_word: {nl: te druk, en: too busy}
scales:
  - {key: safety, name: {nl: Veiligheid, en: Safety}, items: [say, hide]}
"""


def all_kinds() -> Instrument:
    """Return it, loaded."""
    found = instruments.load(ALL_KINDS, file="test")
    assert isinstance(found, Instrument), found
    return found
