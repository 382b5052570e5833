"""Mirrors for the tests: Anna asks, others answer in their browsers."""

from collections.abc import Mapping
from typing import Any

from drieslag.people.models import Person
from drieslag.surveys.actions import mirror
from drieslag.surveys.actions.answers import hand_in_named
from drieslag.surveys.enums import Relation
from drieslag.surveys.models import Group, Invitee, Round
from tests.factories.world import World, make_person
from tests.surveys.asking import ENDS, answer

CODE = "I12"
ITEMS = (
    "asks", "choice", "plain", "listens", "help", "speaks", "feedback", "tries", "mistake", "agreed", "initiative",
    "limits",
)  # fmt: skip


def given(value: int, **more: object) -> dict[str, object]:
    """The same answer everywhere, and whatever else is said."""
    return {item: str(value) for item in ITEMS} | more


def people(world: World, count: int, what: str = "Mens") -> list[Person]:
    """Make so many more people, in no team."""
    return [make_person(world.organisation, f"{what} {number}") for number in range(count)]


def drafted(
    world: World, by: Person | None = None, *, codes: Mapping[Relation, int] | None = None, **asked: list[Person]
) -> Round:
    """Begin a mirror; `asked` names people by relation."""
    who = {person.pk: Relation(relation) for relation, found in asked.items() for person in found}
    return mirror.ask_for_mirror(by=by or world.anna, instrument_code=CODE, people=who, codes=codes, closes_at=ENDS)


def opened(world: World, by: Person | None = None, **asked: Any) -> Round:
    """Begin a mirror and ask."""
    found = drafted(world, by, **asked)
    return mirror.open_mirror(by=by or world.anna, round_id=found.pk)


def of(found: Round, relation: Relation) -> list[Invitee]:
    """Who is asked in a relation."""
    rows = Invitee.objects.filter(round=found, group__relation=relation).order_by("pk")
    return list(rows.select_related("group", "group__keyed_in"))


def group_of(found: Round, relation: Relation | str) -> Group:
    """The group of a relation; of all others together for the empty one."""
    if not relation:
        return Group.objects.get(round=found, relation="", parent__isnull=False)
    return Group.objects.get(round=found, relation=relation)


def answered(found: Round, relation: Relation, values: list[int], **more: object) -> None:
    """Let as many of a relation as there are values hand in, all the same answer each."""
    for invitee, value in zip(of(found, relation), values, strict=False):
        answer(invitee, given(value, **more))


def told(found: Round, person: Person, value: int, **more: object) -> None:
    """Let somebody answer under the own name."""
    hand_in_named(by=person, round_id=found.pk, answers=given(value, **more))
