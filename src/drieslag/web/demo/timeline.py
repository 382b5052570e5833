"""What happened when: everything is played in the order of time, with the clock held at its moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from drieslag.core import clock

SATURDAY = 5


@dataclass(order=True)
class Event:
    """Something that happens at a moment; `number` keeps what is written earlier before what is written later."""

    at: datetime
    number: int
    play: Callable[[], object] = field(compare=False)


class Timeline:
    """Collects what happens and plays it. What is played may add what happens later."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.now = clock.now()  # the real one: what is played adds events while the clock is held
        self._events: list[Event] = []
        self._count = 0

    def day(self, ago: int) -> date:
        """Return the day so many days before today, or the Friday before it."""
        found = self.today - timedelta(days=ago)
        return found - timedelta(days=max(0, found.weekday() - SATURDAY + 1))

    def working_day(self, ahead: int) -> date:
        """Return the day so many working days from today; 0 is today, whatever day it is."""
        found = self.today
        while ahead > 0:
            found += timedelta(days=1)
            ahead -= found.weekday() < SATURDAY
        return found

    def moment(self, ago: int, at: str) -> datetime:
        """Return a moment in the past, at this time of the clock in the Netherlands; never later than now."""
        wanted = datetime.combine(self.day(ago), time.fromisoformat(at), clock.AMSTERDAM)
        return min(wanted, self.now - timedelta(minutes=1))

    def add(self, at: datetime, play: Callable[[], object]) -> None:
        """Let something happen at a moment."""
        self._count += 1
        self._events.append(Event(at, self._count, play))

    def play(self) -> Iterator[float]:
        """Play everything, in order, and say after each which part of it is done."""
        done = 0
        while self._events:
            event = min(self._events)
            self._events.remove(event)
            with clock.frozen(event.at):
                event.play()
            done += 1
            yield done / (done + len(self._events))
