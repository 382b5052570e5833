"""From the journal to what stands of each thread.

`fold` reads the statements of threads, insights, try-outs and effects in order: what was taken back is gone, what was
moved to another thread counts there. A journal holds keys and enumerated values and its actors may be gone, so nothing
here knows a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from drieslag.kernel.cycle import Facts
from drieslag.kernel.loops import Loop

type Value = str | int | bool | None
LEVELS = ("single", "double", "triple")


@dataclass(frozen=True, slots=True)
class Event:
    """A statement without its actor."""

    at: datetime
    verb: str
    kind: str
    key: str
    context: Mapping[str, Value] = field(default_factory=dict)

    def says(self, name: str) -> str:
        """Return a key in the context, or nothing."""
        value = self.context.get(name)
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class _Thread:
    asked_at: datetime
    edited_at: datetime | None = None
    handed_at: datetime | None = None
    shared_at: datetime | None = None
    state: str = "open"
    tough: bool = False


@dataclass(slots=True)
class _Try:
    thread: str
    begun_at: datetime
    due_on: date | None
    ended_at: datetime | None = None


@dataclass(slots=True)
class _Story:
    """All that stands so far. Things know their thread by its key; nothing holds another."""

    threads: dict[str, _Thread] = field(default_factory=dict)
    explorations: dict[tuple[str, str], datetime] = field(default_factory=dict)  # (meeting, thread)
    insights: dict[str, tuple[str, int, datetime]] = field(default_factory=dict)
    tries: dict[str, _Try] = field(default_factory=dict)
    effects: dict[str, tuple[str, datetime]] = field(default_factory=dict)


def fold(events: Iterable[Event], nameless: Mapping[str, datetime] | None = None) -> dict[str, Loop]:
    """Return what stands of each thread after these statements, which come in order.

    `nameless` has the days of questions that were brought in without a name: the journal says nothing of their asking.
    """
    story = _Story({key: _Thread(at) for key, at in (nameless or {}).items()})
    for event in events:
        _WRITE.get(event.kind, _nothing)(story, event)
    return {key: _loop(story, key) for key, thread in story.threads.items() if thread.state not in {"gone", "joined"}}


def _nothing(_story: _Story, _event: Event) -> None:
    """What else the journal tells is not about loops."""


_STATES = {
    "shared": "closed",
    "paused": "aside",
    "withdrew": "gone",
    "merged": "joined",
    "resumed": "open",
    "took_over": "open",
}


def _of_thread(story: _Story, event: Event) -> None:
    if event.verb == "asked":
        story.threads[event.key] = _Thread(event.at)
    thread = story.threads.get(event.key)
    if thread is None:
        return
    thread.state = _STATES.get(event.verb, thread.state)
    thread.tough = bool(event.context.get("tough", thread.tough))
    match event.verb:
        case "edited":
            thread.edited_at = event.at
        case "took_over":
            thread.handed_at = event.at
        case "explored":
            story.explorations[event.says("meeting"), event.key] = event.at
        case "shared":
            thread.shared_at = event.at
        case "split":
            story.threads[event.says("into")] = _Thread(thread.asked_at, tough=thread.tough)


def _of_exploration(story: _Story, event: Event) -> None:
    """It was moved: `was` is the thread that it belonged to."""
    at = story.explorations.pop((event.key, event.says("was")), None)
    if at is not None:
        story.explorations[event.key, event.says("thread")] = at


def _of_insight(story: _Story, event: Event) -> None:
    match event.verb:
        case "learned":
            story.insights[event.key] = (event.says("thread"), LEVELS.index(event.says("level")), event.at)
        case "withdrew":
            story.insights.pop(event.key, None)
        case "changed":
            _was, level, at = story.insights[event.key]
            story.insights[event.key] = (event.says("thread"), level, at)


def _of_try(story: _Story, event: Event) -> None:
    if event.verb == "tried":
        story.tries[event.key] = _Try(event.says("thread"), event.at, _day(event.says("due")))
        return
    found = story.tries.get(event.key)
    if found is None:
        return
    found.due_on = _day(event.says("due")) or found.due_on
    found.thread = event.says("thread") or found.thread
    match event.verb:
        case "noted":
            story.effects[event.says("effect")] = (event.key, event.at)
            if event.says("state"):
                found.ended_at = None if event.says("state") == "running" else event.at
        case "resumed":
            found.ended_at = None
        case "changed" if event.says("state") == "stopped":
            found.ended_at = event.at


def _of_effect(story: _Story, event: Event) -> None:
    if event.verb != "withdrew":
        return
    key, _at = story.effects.pop(event.key, ("", None))
    if key and event.says("state") == "running":
        story.tries[key].ended_at = None


_WRITE = {
    "thread": _of_thread,
    "exploration": _of_exploration,
    "insight": _of_insight,
    "try_out": _of_try,
    "effect": _of_effect,
}


def _loop(story: _Story, key: str) -> Loop:
    thread = story.threads[key]
    explored = [at for (_meeting, of), at in story.explorations.items() if of == key]
    seen = [(level, at) for of, level, at in story.insights.values() if of == key]
    tries = {name: each for name, each in story.tries.items() if each.thread == key}
    looked = [at for name, at in story.effects.values() if name in tries]
    ended = [each.ended_at for each in tries.values() if each.ended_at]
    running = [each for each in tries.values() if each.ended_at is None]
    begun = [each.begun_at for each in tries.values()]
    told = [at for at in (thread.asked_at, thread.shared_at, thread.edited_at, thread.handed_at) if at]
    levels = [level for level, _at in seen]
    facts = Facts(
        asked_at=thread.asked_at,
        explored_at=min(explored, default=None),
        insight_at=min((at for _level, at in seen), default=None),
        tried_at=min(begun, default=None),
        looked_back_at=min(looked, default=None),
        shared_at=thread.shared_at,
        last_moved_at=max([*told, *explored, *(at for _level, at in seen), *looked, *begun, *ended]),
        tries=len(tries),
        running=len(running),
        due_on=min((each.due_on for each in running if each.due_on), default=None),
    )
    return Loop(facts, thread.tough, thread.state == "aside", (levels.count(0), levels.count(1), levels.count(2)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
