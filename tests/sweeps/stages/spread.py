"""One of each thing that the pages of spread are about: Bram's team offers, Carla's takes over, Bram has a plan."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.kernel.format import Preference
from drieslag.learning.spread import actions
from drieslag.learning.spread.enums import NoteKind, OfferKind, Week
from drieslag.learning.spread.models import Offer
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin, Seen, TryOutKind

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make them, and say where they stand in addresses."""
    offer = _offers(stage)
    _themes(stage)
    _trainings(stage)
    stage.keys["spread.key"] = offer.pk


def _offers(stage: "Stage") -> Offer:
    world = stage.world
    soon = clock.today() + timedelta(days=30)
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wie belt er eerst?")
    tried = threads.add_try_out(
        by=world.bram, team=world.team, thread=thread, kind=TryOutKind.EXPERIMENT, text="Eerst bellen.",
        owner=world.bram, due_on=soon,
    )  # fmt: skip
    threads.note_effect(by=world.bram, try_out=tried, seen=Seen.YES)
    offer = actions.offer(
        by=world.bram, source=tried, kind=OfferKind.WORKS, title="Eerst bellen", what="Bel voor je schrijft.",
        came="Minder misverstand.",
    )  # fmt: skip
    ambassador = actions.name_ambassador(by=world.lea, offer=offer, person=world.bram, until=soon)
    adoption = actions.adopt(
        by=world.carla, offer=offer, team=world.other_team, text="Wij bellen ook.", differently="", due_on=soon
    )
    actions.tell_what_was_seen(by=world.carla, adoption=adoption, seen=Seen.BIT, told="Soms.")
    other = actions.offer(
        by=world.bram, source=tried, kind=OfferKind.DID_NOT, title="Eerst mailen", what="Mail.", came="Niets."
    )
    stage.keys["spread:take_over.key"] = other.pk
    stage.keys |= {"spread:offer_thread.key": thread.pk, "spread:offer_try_out.key": tried.pk}
    stage.keys |= dict.fromkeys(("spread:answer.key", "spread:stage.key"), ambassador.pk)
    stage.keys |= dict.fromkeys(("spread:adoption.key", "spread:untold.key"), adoption.pk)
    return offer


def _themes(stage: "Stage") -> None:
    world = stage.world
    theme = actions.make_theme(by=world.lea, title="Rouw", question="Wat zeg je?", month=clock.today())
    activity = actions.add_activity(
        by=world.bram, theme=theme, title="Meekijken", on=clock.today(), place="De Linde",
        preference=Preference.COPYING,
    )  # fmt: skip
    note = actions.add_note(by=world.bram, theme=theme, kind=NoteKind.QUESTION, text="Mag je huilen?")
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Hoe lang rouwt iemand?")
    link = actions.link_thread(by=world.bram, theme=theme, thread=thread, title="Hoe lang duurt rouw?")
    pages = ("theme", "theme_edit", "activities", "notes", "theme_link", "closure", "reopening")
    stage.keys |= {f"spread:{page}.key": theme.pk for page in pages}
    stage.keys |= {
        "spread:notes.kind": NoteKind.QUESTION.value,
        "spread:activity_end.key": activity.pk,
        "spread:note_end.key": note.pk,
        "spread:link_end.key": link.pk,
    }


def _trainings(stage: "Stage") -> None:
    world = stage.world
    training = actions.add_training(by=world.bram, title="Schaalvragen", on=clock.today() - timedelta(days=14))
    plan = actions.make_plan(by=world.bram, training=training, what="Een schaalvraag", with_whom="", when="")
    share = actions.share_plan(by=world.bram, plan=plan, reader=world.carla)
    for page in ("training", "training_edit", "question", "plan_new"):
        stage.keys[f"spread:{page}.key"] = training.pk
    for page in ("plan", "plan_edit", "erasure", "look", "shares", "share_end"):
        stage.keys[f"spread:{page}.key"] = plan.pk
    stage.keys |= {
        "spread:look.week": int(Week.TWO),
        "spread:share_end.person": world.carla.pk,
        "spread:shared.key": share.pk,
    }
