"""A questionnaire with every kind of item, and people who answer it in their browsers."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from drieslag.core import clock
from drieslag.kernel.format import Option, Text
from drieslag.kernel.instrument import (
    Condition,
    Instrument,
    Item,
    ItemKind,
    Licence,
    Mode,
    Page,
    Point,
    ResponseScale,
    Scale,
    Use,
)
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from drieslag.privacy.anonymous import crypto
from drieslag.privacy.anonymous.actions import Receipt
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.models import Box
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.privacy.consents import RULES_VERSION
from drieslag.privacy.models import Consent, ConsentBody, ConsentScope
from drieslag.surveys.actions import closing, rounds
from drieslag.surveys.models import Group, Invitee, Round
from tests.factories.world import World, make_person
from tests.privacy.anonymous.people import Browser
from tests.support.roles import with_role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CODE = "T-01"
ENDS = NOW + timedelta(days=7)
MAKE_KEY = crypto.generate
KEYS = 4


@cache
def _key(number: int) -> crypto.SigningKey:
    return MAKE_KEY()


def key_number(number: int) -> crypto.SigningKey:
    """One of a few keys for the first rounds of a test, a fresh one after them: a key is used once."""
    return _key(number) if number < KEYS else MAKE_KEY()


def both(words: str) -> Text:
    """The same words in both languages."""
    return Text(words, words)


def sample() -> Instrument:
    """Return the questionnaire."""
    points = tuple(Point(value, both(f"point {value}")) for value in range(1, 6))
    options = tuple(Option(key, both(key)) for key in ("a", "b", "c"))
    first = (
        Item("calm", ItemKind.SCALE, both("I have calm in my work"), answers="agree", required=True),
        Item("hurry", ItemKind.SCALE, both("I am always in a hurry"), answers="agree", reverse=True),
        Item("where", ItemKind.CHOICE, both("Where do you work most?"), options=options),
        Item("what", ItemKind.CHOICES, both("What helps?"), options=options, most=2),
    )
    second = (
        Item("order", ItemKind.RANK, both("What comes first?"), options=options),
        Item("years", ItemKind.NUMBER, both("How many years?"), high=50),
        Item(
            "mood",
            ItemKind.SLIDER,
            both("How is it going?"),
            high=100,
            step=10,
            low_word=both("bad"),
            high_word=both("well"),
        ),
        Item("why", ItemKind.TEXT, both("Why there?"), when=Condition("where", ("a",)), max_length=80),
        Item("words", ItemKind.TEXT, both("What would you like to say?"), max_length=200),
    )
    return Instrument(
        code=CODE,
        slug="proef",
        version=1,
        name=both("Proef"),
        purpose=both("To try it"),
        intro=both("A few questions."),
        minutes=3,
        licence=Licence.OWN,
        sources=("Ours",),
        uses=(Use.TEAM,),
        pages=(Page(both("One"), first), Page(both("Two"), second)),
        modes=tuple(Mode),
        responses=(ResponseScale("agree", points),),
        scales=(Scale("rest", both("Rest"), items=("calm", "hurry")),),
    )


def a_round(world: World, by: Person | None = None, **given: Any) -> Round:
    """Make a round; of Anna's own team, without names, unless something else is asked."""
    asked: dict[str, Any] = {
        "instrument_code": CODE,
        "title": "Hoe is het bij ons?",
        "mode": Mode.ANONYMOUS,
        "teams": [world.team.pk],
        "closes_at": ENDS,
    }
    return rounds.make_round(by=by or world.anna, **asked | given)


def opened(world: World, by: Person | None = None, **given: Any) -> Round:
    """Make a round and open it."""
    made = a_round(world, by, **given)
    return rounds.open_round(by=by or world.anna, round_id=made.pk)


def team_of(world: World, name: str, size: int) -> Team:
    """Make a team with so many people."""
    team = Team.objects.create(organisation=world.organisation, name=name)
    for number in range(size):
        make_person(world.organisation, f"{name} {number}", team)
    return team


def learning_adviser(world: World) -> Person:
    """Somebody who may ask everybody."""
    return with_role(world, "Iris Adviseur", Role.LEARNING_ADVISER)


def consent(world: World, scope: ConsentScope = ConsentScope.CONFIDENTIAL_ROUNDS) -> None:
    """The works council agreed."""
    Consent.objects.create(
        organisation=world.organisation, scope=scope, body=ConsentBody.WORKS_COUNCIL, rules_version=RULES_VERSION,
        given_on=clock.today(), document="besluit",
    )  # fmt: skip


def key_of(group: Group) -> KeyRound:
    """The signing key with which a group is asked."""
    return KeyRound.objects.get(purpose=Purpose.SURVEY, scope=group.keyed_in_id or group.pk)


def box_of(group: Group) -> Box:
    """The box in which a group's answers go."""
    return Box.objects.get(purpose=Purpose.SURVEY, scope=group.keyed_in_id or group.pk)


def answers(calm: int = 4, **more: object) -> dict[str, object]:
    """What somebody fills in."""
    return {"calm": str(calm), **more}


def answer(invitee: Invitee, given: Mapping[str, object] | None = None) -> Browser:
    """Let somebody fetch the token and hand in."""
    browser = Browser(invitee.person or invitee.pk)
    browser.fetch_token(key_of(invitee.group))
    hand_in(browser, invitee.group, given)
    return browser


def hand_in(browser: Browser, group: Group, given: Mapping[str, object] | None = None) -> Receipt:
    """Hand in with a token that was fetched."""
    text = json.dumps(given or answers(), sort_keys=True)
    return browser.hand_in(key_of(group), box_of(group), text, secrets.token_bytes(32))


def invitees(found: Round, *names: str) -> list[Invitee]:
    """Everybody who is asked, or those of the groups with these names."""
    rows = Invitee.objects.filter(round=found).select_related("group", "group__keyed_in").order_by("pk")
    return [row for row in rows if not names or row.group.name in names]


def group(found: Round, name: str) -> Group:
    """A report group by its name."""
    return Group.objects.get(round=found, name=name)


def close(found: Round) -> Round:
    """Let the end come, and the day for late answers, and close."""
    with clock.frozen(found.closes_at + timedelta(minutes=5)):
        closing.begin_closing(round_id=found.pk)
    with clock.frozen(found.closes_at + timedelta(days=1, minutes=10)):
        return closing.close_round(round_id=found.pk)


def holders(found: Round) -> list[UUID]:
    """Whoever may hold a token: people, and codes."""
    return [row.person or row.pk for row in invitees(found)]
