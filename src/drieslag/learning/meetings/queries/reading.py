"""What every part of a running meeting's page begins with, read once: the script, its state, the seats, the cards.

It holds cards that nobody may see yet, so it goes from query to query and never to a template.
"""

from dataclasses import dataclass, field
from operator import attrgetter

from drieslag.kernel import script
from drieslag.kernel.format import Format, Step, StepKind
from drieslag.kernel.script import State
from drieslag.learning.meetings.models import Contribution, Meeting, Participant
from drieslag.learning.meetings.pinned import format_of, history


@dataclass(frozen=True)
class Reading:
    """A meeting as it was read for one page."""

    meeting: Meeting
    format: Format
    state: State
    seats: tuple[Participant, ...] = field(repr=False)
    cards: tuple[Contribution, ...] = field(repr=False)

    @property
    def step(self) -> Step | None:
        """The step that runs; None before the beginning."""
        return self.format.step(self.state.step) if self.state.step else None

    def reached(self, *kinds: StepKind) -> bool:
        """Whether there was a step of one of these kinds yet: what only such a step makes is not asked for before."""
        return any(step.kind in kinds and step.key in self.state.reached for step in self.format.steps)


def read(meeting: Meeting) -> Reading:
    """Read a meeting (three queries)."""
    plain = format_of(meeting)
    state = script.fold(plain, history(meeting))
    return Reading(
        meeting=meeting,
        format=script.as_it_runs(plain, state),
        state=state,
        seats=tuple(sorted(meeting.seats.select_related("person"), key=attrgetter("pk"))),
        cards=tuple(Contribution.objects.filter(meeting=meeting).order_by("pk")),
    )
