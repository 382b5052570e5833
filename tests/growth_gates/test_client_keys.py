"""The key that a page gives its form makes one row of a double press, and gives nobody the row of another."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest

from drieslag.core import clock
from drieslag.core.models import TenantModel
from drieslag.core.verdict import NotFound
from drieslag.development.budgets.enums import Kind as BudgetKind
from drieslag.development.competence import actions as competence
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.enums import MomentKind
from drieslag.development.frameworks.actions import writing as frameworks
from drieslag.development.offerings import actions as offerings
from drieslag.development.offerings.enums import Kind
from drieslag.development.plans import actions as plans
from drieslag.development.registers import actions as registers
from drieslag.development.registers.noted import Told
from drieslag.learning.formats import actions as formats
from drieslag.learning.groundwork import actions as groundwork
from drieslag.learning.groundwork.enums import Side, Theme
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.spread import actions as spread
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Seen
from drieslag.surveys.actions import mirror
from tests.budgets.things import ask, make_adviser, make_budget
from tests.competence.showing import declaration
from tests.factories.world import World
from tests.mirror.mirrors import CODE
from tests.offerings.things import draft, make_offering, make_trainer
from tests.registers.conftest import FIRST
from tests.rhythm.making import NOW, weekly
from tests.spread.things import make_offer, make_thread, make_try_out
from tests.talks.talking import asked

pytestmark = [pytest.mark.django_db]

Makes = Callable[[UUID], TenantModel]
Case = Callable[[World], tuple[Makes, Makes]]  # how somebody makes it, and how another does, or under something else


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def _declare(world: World) -> tuple[Makes, Makes]:
    return lambda key: declaration(world, key=key), lambda key: declaration(world, by=world.carla, key=key)


def _moment(world: World) -> tuple[Makes, Makes]:
    said, kind = Said(task="Een gesprek openen"), MomentKind.OBSERVATION
    return (
        lambda key: competence.make_moment(by=world.bram, kind=kind, said=said, key=key),
        lambda key: competence.make_moment(by=world.anna, kind=kind, said=said, key=key),
    )


def _offering(world: World) -> tuple[Makes, Makes]:
    tess, other = make_trainer(world), make_trainer(world, "Sam de Boer")
    return (
        lambda key: offerings.offer(by=tess, kind=Kind.TRAINING, draft=draft(), key=key),
        lambda key: offerings.offer(by=other, kind=Kind.TRAINING, draft=draft(), key=key),
    )


def _material(world: World) -> tuple[Makes, Makes]:
    tess = make_trainer(world)
    first, second = make_offering(world, tess), make_offering(world, tess)
    return (
        lambda key: offerings.add_material(by=tess, offering=first, title="Film", text="Kijk eens", key=key),
        lambda key: offerings.add_material(by=tess, offering=second, title="Film", text="Kijk eens", key=key),
    )


def _request(world: World) -> tuple[Makes, Makes]:
    budget = make_budget(world, make_adviser(world), BudgetKind.TEAM)
    return lambda key: ask(world, budget, key=key), lambda key: ask(world, budget, by=world.anna, key=key)


def _activity(world: World) -> tuple[Makes, Makes]:
    first, second = (plans.add_goal(by=world.bram, text="Vragen", for_residents="Rust") for _ in range(2))
    return (
        lambda key: plans.add_activity(by=world.bram, goal_id=first.pk, text="Meekijken", key=key),
        lambda key: plans.add_activity(by=world.bram, goal_id=second.pk, text="Meekijken", key=key),
    )


def _series(world: World) -> tuple[Makes, Makes]:
    told = Told("Intervisie 2025", "intervision")
    first = registers.begin_file(by=world.bram, code="SKJ-JGP", first=FIRST)
    second = registers.begin_file(by=world.bram, code="SKJ-JGP", first=FIRST.replace(year=FIRST.year - 1))
    return (
        lambda key: registers.begin_series(by=world.bram, file_id=first.pk, told=told, key=key),
        lambda key: registers.begin_series(by=world.bram, file_id=second.pk, told=told, key=key),
    )


def _framework(world: World) -> tuple[Makes, Makes]:
    first, other = make_adviser(world), make_adviser(world, "Fen Bos")
    return (
        lambda key: frameworks.begin(by=first, name="Onze thema's", key=key),
        lambda key: frameworks.begin(by=other, name="Onze thema's", key=key),
    )


def _format(world: World) -> tuple[Makes, Makes]:
    return (
        lambda key: formats.new_format(by=world.bram, team=world.team, name="Terugblik", key=key),
        lambda key: formats.new_format(by=world.anna, team=world.team, name="Terugblik", key=key),
    )


def _room(world: World) -> tuple[Makes, Makes]:
    given = {"theme": next(iter(Theme)), "title": "Bellen", "thought": "Mag niet", "found": "Mag wel"}
    return (
        lambda key: groundwork.note_room(by=world.bram, team=world.team, key=key, **given),  # type: ignore[arg-type]
        lambda key: groundwork.note_room(by=world.anna, team=world.team, key=key, **given),  # type: ignore[arg-type]
    )


def _lesson(world: World) -> tuple[Makes, Makes]:
    given = {"happened": "Te laat", "made_possible": "Druk", "next_time": "Bellen", "level": Level.DOUBLE}
    return (
        lambda key: groundwork.note_lesson(by=world.bram, team=world.team, key=key, **given),  # type: ignore[arg-type]
        lambda key: groundwork.note_lesson(
            by=world.carla, team=world.other_team, key=key, **given  # type: ignore[arg-type]
        ),
    )  # fmt: skip


def _line(world: World) -> tuple[Makes, Makes]:
    first, second = (groundwork.begin_change(by=world.bram, team=world.team, title="Anders") for _ in range(2))
    return (
        lambda key: groundwork.add_line(by=world.bram, change=first, side=next(iter(Side)), text="Lijst", key=key),
        lambda key: groundwork.add_line(by=world.bram, change=second, side=next(iter(Side)), text="Lijst", key=key),
    )


def _hand_over(world: World) -> tuple[Makes, Makes]:
    first, second = make_thread(world), make_thread(world, "Een tweede")
    return (
        lambda key: threads.hand_over(by=world.bram, thread=first, to_team=world.other_team, key=key),
        lambda key: threads.hand_over(by=world.bram, thread=second, to_team=world.other_team, key=key),
    )


def _effect(world: World) -> tuple[Makes, Makes]:
    first, second = make_try_out(world, seen=None), make_try_out(world, seen=None)
    return (
        lambda key: threads.note_effect(by=world.bram, try_out=first, seen=Seen.YES, key=key),
        lambda key: threads.note_effect(by=world.bram, try_out=second, seen=Seen.YES, key=key),
    )


def _offer(world: World) -> tuple[Makes, Makes]:
    first, second = make_try_out(world), make_try_out(world)
    return lambda key: make_offer(world, first, key=key), lambda key: make_offer(world, second, key=key)


def _theme(world: World) -> tuple[Makes, Makes]:
    first, other = make_adviser(world), make_adviser(world, "Fen Bos")
    given = {"title": "Stilte", "question": "Wat doet stilte?", "month": clock.today()}
    return (
        lambda key: spread.make_theme(by=first, key=key, **given),  # type: ignore[arg-type]
        lambda key: spread.make_theme(by=other, key=key, **given),  # type: ignore[arg-type]
    )


def _agreement(world: World) -> tuple[Makes, Makes]:
    terms = weekly()
    return (
        lambda key: rhythm.agree(by=world.bram, team=world.team, terms=terms, key=key),
        lambda key: rhythm.agree(by=world.carla, team=world.other_team, terms=terms, key=key),
    )


def _mirror(world: World) -> tuple[Makes, Makes]:
    return (
        lambda key: mirror.make_mirror(by=world.bram, instrument_code=CODE, key=key),
        lambda key: mirror.make_mirror(by=world.anna, instrument_code=CODE, key=key),
    )


REFUSED: list[Case] = [
    _declare, _moment, _offering, _material, _request, _activity, _series, _framework, _format, _room, _lesson,
    _line, _hand_over, _effect, _offer, _theme, _agreement, _mirror,
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.__name__[1:])
def test_another_does_not_get_a_row_by_its_key(world: World, case: Case) -> None:
    mine, others = case(world)
    key = uuid4()
    assert mine(key).pk == mine(key).pk == key
    with pytest.raises(NotFound):
        others(key)


def test_a_talk_with_another_is_another_talk(world: World) -> None:
    key = uuid4()
    assert asked(world, key=key).pk == asked(world, key=key).pk == key
    other = asked(world, other=world.carla, key=key)
    theirs = asked(world, by=world.carla, owner=world.carla, other=world.lea, key=key)
    assert other.other == world.carla.pk
    assert theirs.owner == world.carla.pk
    assert len({key, other.pk, theirs.pk}) == 3


def test_a_budget_of_another_is_another_budget(world: World) -> None:
    adviser, key = make_adviser(world), uuid4()
    assert make_budget(world, adviser, key=key).pk == make_budget(world, adviser, key=key).pk == key
    other = make_budget(world, make_adviser(world, "Fen Bos"), owner=world.anna, key=key)
    assert (other.owner, other.pk != key) == (world.anna.pk, True)
