"""Small formats to run the engine on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from drieslag.kernel.format import Format, Origin, OriginKind, Scale, Showing, Step, StepKind, Text

T = Text("tekst", "text")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNA, BRAM, CEES = (UUID(int=number) for number in (1, 2, 3))
WORRY = Scale(key="calm", title=T, low=0, high=10, low_word=T, high_word=T)


def at(seconds: float) -> datetime:
    """Return the moment so many seconds after the start."""
    return START + timedelta(seconds=seconds)


def a_step(key: str, kind: StepKind = StepKind.COLLECT, minutes: int = 5, showing: Showing = Showing.OPEN) -> Step:
    """Return a step with nothing special."""
    return Step(key=key, kind=kind, title=T, say=T, minutes=minutes, showing=showing)


def a_format(*steps: Step) -> Format:
    """Return a format of these steps, or of one of each sort."""
    steps = steps or (
        a_step("collect"),
        a_step("hidden", showing=Showing.HIDDEN),
        a_step("slips", showing=Showing.ANONYMOUS),
        replace(a_step("round", StepKind.ROUND), speaks="turns"),
        a_step("draw", StepKind.DRAW),
        a_step("groups", StepKind.GROUPS),
        replace(a_step("rate", StepKind.RATE), scales=(WORRY,)),
    )
    return Format(
        code="X01",
        slug="x",
        version=1,
        name=T,
        purpose=T,
        origin=Origin(kind=OriginKind.FIELD, said=T, field=T),
        minutes=sum(step.minutes for step in steps),
        group_min=2,
        group_max=12,
        steps=steps,
        roles=(),
    )
