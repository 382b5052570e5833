"""What the newer addresses of the board are about: an offer, a split, a join, something shared."""

from datetime import timedelta

from drieslag.core import clock
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Origin, Seen, TryOutKind
from drieslag.learning.threads.models import Thread
from tests.sweeps.stage import Stage


def add(stage: Stage) -> None:
    """Make one of each. Bram brings them in; the other team is offered one."""
    world = stage.world

    def ask(title: str) -> Thread:
        return actions.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title=title)

    offered, first, joined, into = (ask(f"Vraag {number}") for number in range(4))
    offer = actions.hand_over(by=world.bram, thread=offered, to_team=world.other_team)
    second = actions.split_thread(by=world.bram, thread=first, title="De tweede")
    actions.join_threads(by=world.bram, thread=joined, into=into)
    tried = actions.add_try_out(
        by=world.bram, team=world.team, thread=into, kind=TryOutKind.EXPERIMENT, text="Eerst bellen",
        owner=world.bram, due_on=clock.today() + timedelta(days=14),
    )  # fmt: skip
    actions.note_effect(by=world.bram, try_out=tried, seen=Seen.NO)
    actions.share_result(by=world.bram, try_out=tried, tried="Eerst bellen", learned="Bel niet", seen=Seen.NO)
    stage.keys |= {
        "board:split_undoing.key": second.pk,
        "board:parting.key": joined.pk,
        "board:follow_up.key": tried.pk,
        "board:share.key": tried.pk,
        "board:unshare.key": tried.pk,
        "board:take_over.key": stage.keys["try_out"],
    }
    stage.keys |= {f"board:{name}.key": offer.pk for name in ("offer", "acceptance", "giving_back", "recall")}
