"""Sentences from which a simulated past is put together; they say nothing of anybody."""

import json
from functools import cache

from drieslag.kernel.format import Format
from drieslag.library import formats

FIRST = ("Aisha", "Bert", "Chantal", "Dilan", "Erik", "Fenna", "Gökhan", "Hind", "Ingrid", "Jamal", "Kim", "Ludo")
LAST = (
    "Jansen",
    "Yılmaz",
    "de Vries",
    "Benali",
    "Kowalska",
    "Pinas",
    "Bos",
    "Mulder",
    "Aydın",
    "Smit",
    "Tjon",
    "Haddad",
)
QUESTIONS = (
    "Hoe begin ik over iets wat moeilijk ligt?",
    "Wanneer laat ik los en wanneer houd ik vast?",
    "Hoe krijg ik iedereen om dezelfde tafel?",
    "Wat doe ik als een afspraak steeds niet doorgaat?",
    "Hoe blijf ik nieuwsgierig bij iemand die ik al lang ken?",
    "Hoe zeg ik nee zonder de deur dicht te doen?",
)
STORIES = (
    "Ik merk dat ik steeds hetzelfde doe, en dat er weinig verandert.",
    "Het ging goed tot er een derde bij kwam. Toen praatte ik alleen nog met die.",
    "Achteraf wist ik precies wat ik had willen vragen.",
    "",
)
INSIGHTS = (
    "Ik zocht een oplossing, en de ander zocht gezelschap.",
    "We doen dit uit gewoonte. Niemand heeft erom gevraagd.",
    "Wat ik niet durf te vragen, durft de ander niet te zeggen.",
)
TRY_OUTS = (
    "Ik begin elk gesprek met de vraag wat er deze week lukte.",
    "We bellen eerst en schrijven dan pas.",
    "Ik neem een collega mee naar het eerste bezoek.",
)
EXPECTATIONS = ("Het gesprek gaat dan minder over problemen.", "We hoeven minder terug te komen.", "")
EFFECTS = ("Twee van de drie keer ging het anders.", "Er kwam meer op tafel dan anders.", "Ik vergat het vaak.", "")


@cache
def script(found: Format) -> str:
    """Return the script that a meeting with this format would have pinned."""
    return formats.dump(found)


@cache
def report(found: Format) -> str:
    """Return the frozen part of a report in which nothing special happened."""
    steps = [
        {
            "key": step.key,
            "title": {"nl": step.title.nl, "en": step.title.en},
            "planned": step.minutes * 60,
            "added": 0,
            "used": step.minutes * 60,
            "reached": True,
        }
        for step in found.steps
    ]
    outcomes: dict[str, list[str]] = {"insights": [], "try_outs": [], "effects": [], "inside": []}
    return json.dumps({"version": 1, "steps": steps, "tallies": {}, "outcomes": outcomes}, ensure_ascii=False)
