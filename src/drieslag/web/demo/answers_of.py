"""What made-up people answer: neither all alike nor at random.

Everybody has a mood of their own that lasts from round to round, and leaves something out now and then. The same
person in the same round always answers the same, whatever day the demo is made on.
"""

import json
import random
from collections.abc import Mapping
from typing import Any

from drieslag.kernel.instrument import Instrument, Item, ItemKind

SKIPPED = 0.02  # which part of the questions that may be left out is left out
USUAL = 3.6
SPREAD = 0.45  # how much people differ from each other
MOMENT = 0.55  # how much somebody differs from themselves

type Told = Mapping[str, Any]


def answers(instrument: Instrument, told: Told, *, who: str, where: str, at: str) -> dict[str, Any]:
    """Return the answers of somebody (`who`) of a team (`where`) in a round (`at`), as `told` of that round."""
    chance = random.Random(f"{at} {who}")  # noqa: S311 — made-up answers, no secret
    mood = random.Random(who).gauss(0, 1)  # noqa: S311
    team: Told = told.get("teams", {}).get(where, {})
    found: dict[str, Any] = {}
    for item in instrument.items:
        given = _answer(instrument, item, told, team, chance, mood)
        if item.required or chance.random() >= team.get("skipped", SKIPPED):
            found[item.key] = given
    return {key: given for key, given in found.items() if given not in (None, [])}


def as_text(given: Mapping[str, Any]) -> str:
    """Return answers as a page sends them."""
    return json.dumps(given, ensure_ascii=False)


def _answer(  # noqa: PLR0917 — what somebody is asked, what is told of it, and who they are
    instrument: Instrument, item: Item, told: Told, team: Told, chance: random.Random, mood: float
) -> Any:
    if item.kind is ItemKind.SCALE:
        return _point(instrument, item, told, team, chance, mood)
    shares = told.get("shares", {}).get(item.key, {})
    if item.kind is ItemKind.CHOICE and shares:
        return chance.choices(list(shares), list(shares.values()))[0]
    if item.kind is ItemKind.CHOICES:
        return [key for key, share in shares.items() if chance.random() < share]
    return None


def _point(  # noqa: PLR0917
    instrument: Instrument, item: Item, told: Told, team: Told, chance: random.Random, mood: float
) -> int:
    """Return a point of the scale; a question that counts the other way round is answered the other way round."""
    low, high = instrument.bounds(item)
    middle: float = team.get("about", told.get("about", USUAL))
    middle += told.get("items", {}).get(item.key, 0) + team.get("items", {}).get(item.key, 0)
    wanted = middle + mood * team.get("spread", SPREAD) + chance.gauss(0, team.get("moment", MOMENT))
    found: int = min(max(round(wanted), low), high)
    return low + high - found if item.reverse else found
