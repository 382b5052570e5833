"""Declarations of Bram's that two colleagues saw, made by the real actions."""

from datetime import date

from drieslag.development.competence import actions
from drieslag.development.competence.models import Declaration, ReservedTask, View
from tests.factories.world import World


def declared(
    world: World, *, can: str, until: date, task: ReservedTask | None = None, theme: str = "", views: int = 2
) -> Declaration:
    """Declare it, and let so many colleagues say that they saw it."""
    made = actions.declare(
        by=world.bram, can=can, because="Want ik deed het een jaar.", until_on=until, task=task, theme=theme
    )
    for colleague in (world.anna, world.carla)[:views]:
        seen(world, made, colleague_name=colleague.name)
    return made


def seen(world: World, declaration: Declaration, *, colleague_name: str) -> View:
    """Let a colleague say to have seen it."""
    colleague = next(one for one in (world.anna, world.carla) if one.name == colleague_name)
    view = actions.ask_view(by=world.bram, declaration=declaration, colleague=colleague)
    actions.open_declaration(by=colleague, view=view)
    return actions.give_view(by=colleague, view=view, words="Ik zag het in het overleg.")
