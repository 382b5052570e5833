"""A talk about how Bram grows, with Anna: planned, prepared by both, agreed and not yet confirmed; and a deck of the
organisation's own.

Everybody but the two finds nothing at any of the talk's addresses, whatever their role. The deck's are for advisers.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.talks import actions
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import TalkKind, Who
from drieslag.development.talks.models import Talk
from drieslag.development.talks.piles import cards_of_deck
from drieslag.development.talks.written import Words
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import make_person

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make the talks, and say where they stand in addresses."""
    talk = _asked(stage)
    actions.accept(by=stage.world.anna, talk=talk)
    actions.prepare(by=stage.world.bram, talk=talk, answers={"does": "Wachten tot het stil is."})
    actions.lay_open(by=stage.world.bram, talk=talk)
    actions.prepare(by=stage.world.anna, talk=talk, answers={"saw": "Bram wachtte tien tellen."})
    lines = [Line(Who.OWNER, "Twee stiltes in een gesprek."), Line(Who.OTHER, "Een keer meekijken.")]
    actions.write_agreements(by=stage.world.bram, talk=talk, lines=lines)
    adviser = make_person(stage.world.organisation, "Fem van de Vragen")
    OrganisationRole.objects.create(organisation=stage.world.organisation, person=adviser, role=Role.LEARNING_ADVISER)
    questions = [Words("Wat ging beter dan je dacht?"), Words("Waar heb je me bij nodig?")]
    deck = actions.make_deck(by=adviser, name="Goed gesprek", source="Van onszelf", cards=questions)
    of_deck = ("about", "card", "edit", "export", "lines", "removal", "sheet", "withdrawal")
    stage.keys |= {f"talks:deck_{name}.key": deck.pk for name in of_deck}
    stage.keys |= {
        "talks.card": cards_of_deck(deck)[0].pk,
        "talks.key": talk.pk,
        "talks:answer.key": _asked(stage).pk,
        "talks:with.person": stage.world.more[0].pk,
    }


def _asked(stage: "Stage") -> Talk:
    return actions.ask_for_talk(
        by=stage.world.bram,
        owner=stage.world.bram,
        other=stage.world.anna,
        kind=TalkKind.COACHING,
        planned_at=clock.now() + timedelta(days=5),
        about="Hoe ik stilte laat vallen.",
    )
