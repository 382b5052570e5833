"""A room to test in: a meeting that runs with a small format, and the seats of those in it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from drieslag.core import clock
from drieslag.kernel import script
from drieslag.kernel.format import (
    Format,
    Keeps,
    Option,
    Origin,
    OriginKind,
    Readers,
    Role,
    Scale,
    Showing,
    Step,
    StepKind,
    Text,
)
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.library import formats
from drieslag.people.models import Person
from tests.factories.world import World

T = Text("tekst", "text")
ASK = Text("Wat zie je?", "What do you see?")


def a_step(key: str, kind: StepKind, showing: Showing = Showing.OPEN, **more: object) -> Step:
    plain = Step(key=key, kind=kind, title=T, say=T, minutes=5, ask=ASK, showing=showing)
    return replace(plain, **more)  # type: ignore[arg-type]


SCALE = Scale(key="calm", title=T, low=0, high=10, low_word=T, high_word=T)
OPTIONS = (Option("yes", T), Option("no", T))
STEPS = (
    a_step("weather", StepKind.CHECK_IN, scales=(SCALE,), max_length=40),
    a_step("cards", StepKind.COLLECT, max_each=3, max_length=200),
    a_step("closed", StepKind.COLLECT, Showing.HIDDEN),
    a_step("turns", StepKind.ROUND, speaks="turns", max_each=1),
    a_step("dots", StepKind.VOTE, source="cards", dots=3),
    a_step("choice", StepKind.VOTE, options=OPTIONS),
    a_step("pick", StepKind.DRAW, source="cards"),
    a_step("groups", StepKind.GROUPS, group_size=2),
    a_step("rating", StepKind.RATE, scales=(SCALE,)),
    a_step("tries", StepKind.DECIDE, due_within_days=14, max_all=2),
    a_step("insights", StepKind.HARVEST, max_each=2),
    a_step("talk", StepKind.TALK),
)


def a_format(*steps: Step, keeps: Keeps = Keeps.ALL, readers: Readers = Readers.TEAM) -> Format:
    """Return a format of these steps, or of one of each sort."""
    chosen = steps or STEPS
    return Format(
        code="W99",
        slug="proef",
        version=1,
        name=T,
        purpose=T,
        origin=Origin(OriginKind.FIELD, Text("", ""), T),
        minutes=sum(step.minutes for step in chosen),
        group_min=2,
        group_max=20,
        steps=chosen,
        roles=(Role("facilitator", T, T), Role("presenter", T, T), Role("participant", T, T)),
        keeps=keeps,
        readers=readers,
    )


@dataclass
class Hall:
    """A meeting with everybody's seat, by first name."""

    meeting: Meeting
    seats: dict[str, Participant] = field(default_factory=dict)

    @property
    def anna(self) -> Participant:
        """The facilitator."""
        return self.seats["anna"]

    @property
    def bram(self) -> Participant:
        """Somebody who takes part."""
        return self.seats["bram"]

    @property
    def lea(self) -> Participant:
        """Somebody else who takes part."""
        return self.seats["lea"]

    @property
    def state(self) -> script.State:
        """The state as the database has it."""
        return queries.state_of(Meeting.objects.get(pk=self.meeting.pk))

    def go_to(self, step: str) -> None:
        """Let Anna press next until the meeting is in this step."""
        keys = [one.key for one in queries.format_of(self.meeting).steps]
        while self.state.step != step:
            here = self.state.step
            actions.move(by=self.anna, meeting=self.meeting, from_step=here, to_step=keys[keys.index(here) + 1])

    def fresh(self) -> Meeting:
        """Return the meeting's row as it is now."""
        return Meeting.objects.select_related("team", "facilitator").get(pk=self.meeting.pk)


def put_in_library(found: Format) -> None:
    """Let the library hold this format too, in this test process only."""
    known = dict(formats.load_all())
    known[found.code] = found
    formats.SHELF.known = known


def planned(world: World, format_: Format | None = None, **more: object) -> Meeting:
    """Plan a meeting in a quarter of an hour, of the team, led by Anna."""
    put_in_library(format_ or a_format())
    given: dict[str, object] = {
        "by": world.anna,
        "team": world.team,
        "format_code": "W99",
        "planned_at": clock.now() + timedelta(minutes=10),
        "facilitator": world.anna,
        "title": "De wachtlijst",
    }
    return actions.plan(**(given | more))  # type: ignore[arg-type]


def a_hall(world: World, format_: Format | None = None, *, more: list[Person] | None = None) -> Hall:
    """Start a meeting with Anna, Bram and Lea, and whoever is given besides."""
    hall = Hall(actions.start(by=world.anna, meeting=planned(world, format_)))
    people = {"anna": world.anna, "bram": world.bram, "lea": world.lea}
    for name, person in people.items():
        hall.seats[name] = actions.enter(by=person, meeting=hall.meeting)
    for number, person in enumerate(more or []):
        hall.seats[f"more{number}"] = actions.enter(by=person, meeting=hall.meeting)
    return hall
