"""Buddies, a request for help to another team, a tally, a shared list of who leaves, something to take part in."""

from datetime import timedelta

from drieslag.core import clock
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.support import actions
from drieslag.learning.support.actions.help import Asking
from drieslag.learning.support.enums import Asked, HelpState, ItemKind, Room
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import TryOutKind
from tests.sweeps.stage import Stage


def add(stage: Stage) -> None:
    """Bram has everything; Carla's team is asked for help; Anna is Bram's buddy."""
    _buddies(stage)
    _help(stage)
    _tally(stage)
    _leaving(stage)
    world = stage.world
    thing = actions.open_undertaking(by=world.bram, team=world.team, title="Samen lezen")
    actions.take_part(by=world.bram, undertaking=thing, minutes_a_week=30, until=clock.today() + timedelta(days=20))
    stage.keys |= {f"support:{name}.key": thing.pk for name in ("part", "part_withdrawal", "undertaking_removal")}


def _buddies(stage: Stage) -> None:
    world = stage.world
    pair = actions.choose_buddies(by=world.bram, team=world.team, others=[world.anna])
    actions.agree(by=world.anna, pair=pair)
    actions.note_talk(by=world.bram, pair=pair)
    actions.wish(by=world.bram, team=world.team, no_buddy=False, across_lead=True)
    names = ("agreement", "refusal", "change", "talk", "talk_withdrawal", "rhythm")
    stage.keys |= {f"support:{name}.key": pair.pk for name in names} | {"support.team": world.team.pk}


def _help(stage: Stage) -> None:
    world = stage.world
    words = Asking(
        "Rust lukt niet.", "Een pauze.", "Hoe maken we tijd?", "De planning.", clock.today() + timedelta(days=40),
        Asked.TEAM, asked_team=world.other_team.pk,
    )  # fmt: skip
    request = actions.write_request(by=world.bram, team=world.team, asking=words)
    actions.bring_to(by=world.bram, request=request, state=HelpState.ASKED)
    first = actions.ask_question(by=world.carla, request=request, text="Wat helpt al?")
    answer = actions.answer(by=world.bram, question=first, text="Buiten lopen.")
    question = actions.ask_question(by=world.carla, request=request, text="En wat nog meer?")
    concept = actions.write_request(by=world.bram, team=world.team, asking=words)
    names = ("request", "request_state", "questions", "advice", "advice_wish", "help_talk", "help_thread")
    stage.keys |= {f"support:{name}.key": request.pk for name in names} | {
        "support:request_edit.key": concept.pk,
        "support:request_removal.key": concept.pk,
        "support:answer.key": question.pk,
        "support:word_withdrawal.key": answer.pk,
    }


def _tally(stage: Stage) -> None:
    world = stage.world
    running = Meeting.objects.get(pk=str(stage.keys["meetings.key"]))
    tally = actions.open_tally(by=world.bram, meeting=running)
    actions.tap(by=world.bram, tally=tally, room=Room.FUTURE)
    actions.give_sliders(by=world.bram, tally=tally, values=dict.fromkeys(Room, 6))
    names = ("tally", "taps", "silence", "sliders", "sliders_withdrawal", "figures")
    stage.keys |= {f"support:{name}.key": tally.pk for name in names}


def _leaving(stage: Stage) -> None:
    """Helped by Anna, not shared with the team: the others may not know of it."""
    world = stage.world
    departure = actions.begin_departure(by=world.bram, team=world.team)
    actions.set_departure(by=world.bram, departure=departure, last_day=None, colleague=world.anna)
    line = actions.add_item(
        by=world.bram, departure=departure, kind=ItemKind.KNOWLEDGE, text="De wijkraad.", passed_to=world.anna
    )
    try_out = threads.add_try_out(
        by=world.bram, team=world.team, kind=TryOutKind.ACTION, text="Vaker bellen.", owner=world.bram,
        due_on=clock.today(),
    )  # fmt: skip
    names = ("departure", "lines", "frame", "sharing", "departure_removal", "departure_try_out")
    stage.keys |= {f"support:{name}.key": departure.pk for name in names}
    stage.keys |= {f"support:{name}.key": line.pk for name in ("line_removal", "passing", "line_insight")}
    stage.keys["support:departure_try_out.try_out"] = try_out.pk
