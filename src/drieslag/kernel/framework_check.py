"""What a framework can get wrong: doubled keys and names, unknown roles and goals, circles, and what is still empty."""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from drieslag.kernel import framework_words as words
from drieslag.kernel.format import Text
from drieslag.kernel.framework_parts import Framework, LearningLine, LineStep, Standing

type Finding = tuple[str, Text]

LONGEST = {
    "name": 120,
    "purpose": 1_000,
    "source": 1_000,
    "meaning": 600,
    "level": 600,
    "text": 300,
    "choice": 60,
    "link": 300,
}
MOST = {"roles": 30, "themes": 100, "goals": 400, "lines": 60, "steps": 60, "after": 20}
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
FORMAT = re.compile(r"[A-Z][A-Za-z0-9-]{1,15}")
LINK = re.compile(r"https?://[^\s<>\"]+")
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # control signs, but for a new line


def check(framework: Framework) -> list[Finding]:
    """Return everything that does not make sense, as (path, message). A path such as `themes[2].goals[1].roles[1]`
    counts from one.
    """
    return list(_check(framework))


def _check(framework: Framework) -> Iterator[Finding]:
    yield from needed("name", framework.name, LONGEST["name"], one_line=True)
    yield from needed("purpose", framework.purpose, LONGEST["purpose"])
    yield from wording("source", Text(framework.source, framework.source), LONGEST["source"], one_line=True)
    for name, found, empty in (
        ("roles", framework.roles, words.NO_ROLES),
        ("themes", framework.themes, words.NO_THEMES),
        ("lines", framework.lines, None),
    ):
        if empty and not found:
            yield name, empty
        yield from numbers(name, found, MOST[name])
    yield from check_roles(framework)
    yield from check_themes(framework)
    yield from check_goals(framework)
    yield from check_lines(framework)


def check_roles(framework: Framework) -> Iterator[Finding]:
    yield from check_keys([(f"roles[{at}]", role.key) for at, role in enumerate(framework.roles, start=1)])
    yield from check_names([(f"roles[{at}].name", role.name) for at, role in enumerate(framework.roles, start=1)])
    for at, role in enumerate(framework.roles, start=1):
        yield from needed(f"roles[{at}].name", role.name, LONGEST["name"], one_line=True)
        yield from wording(f"roles[{at}].meaning", role.meaning, LONGEST["meaning"])


def check_themes(framework: Framework) -> Iterator[Finding]:
    themes = [(f"themes[{at}]", theme) for at, theme in enumerate(framework.themes, start=1)]
    yield from check_keys([(where, theme.key) for where, theme in themes])
    yield from check_names([(f"{where}.name", theme.name) for where, theme in themes])
    for where, theme in themes:
        yield from needed(f"{where}.name", theme.name, LONGEST["name"], one_line=True)
        yield from needed(f"{where}.meaning", theme.meaning, LONGEST["meaning"])
        for standing in Standing:
            level = theme.levels.get(standing, Text("", ""))
            yield from needed(f"{where}.levels.{standing.value}", level, LONGEST["level"])


def check_goals(framework: Framework) -> Iterator[Finding]:
    roles = {role.key for role in framework.roles}
    goals = [
        (f"themes[{theme_at}].goals[{at}]", goal)
        for theme_at, theme in enumerate(framework.themes, start=1)
        for at, goal in enumerate(theme.goals, start=1)
    ]
    yield from numbers("themes", goals, MOST["goals"])
    yield from check_keys([(where, goal.key) for where, goal in goals])
    for at, theme in enumerate(framework.themes, start=1):
        yield from check_names([(f"themes[{at}].goals[{n}].text", g.text) for n, g in enumerate(theme.goals, start=1)])
    known = {goal.key: goal for _, goal in goals}
    for where, goal in goals:
        yield from needed(f"{where}.text", goal.text, LONGEST["text"], one_line=True)
        if not goal.roles:
            yield f"{where}.roles", words.NEEDS_ROLE
        yield from references(f"{where}.roles", goal.roles, roles, words.unknown_role)
        yield from references(f"{where}.after", goal.after, known, words.unknown_goal)
        yield from numbers(f"{where}.after", goal.after, MOST["after"])
    places = {goal.key: where for where, goal in goals}
    for circle in circles({goal.key: goal.after for _, goal in goals}):
        yield f"{places[circle[0]]}.after", words.circle([known[key].text for key in circle])


def check_lines(framework: Framework) -> Iterator[Finding]:
    lines = [(f"lines[{at}]", line) for at, line in enumerate(framework.lines, start=1)]
    yield from check_keys([(where, line.key) for where, line in lines])
    yield from check_names([(f"{where}.name", line.name) for where, line in lines])
    roles = {role.key: role for role in framework.roles}
    for where, line in lines:
        yield from needed(f"{where}.name", line.name, LONGEST["name"], one_line=True)
        if line.role not in roles:
            yield f"{where}.role", words.unknown_role(line.role)
        if not line.steps:
            yield f"{where}.steps", words.NO_STEPS
        yield from numbers(f"{where}.steps", line.steps, MOST["steps"])
        yield from check_steps(framework, where, line)


def check_steps(framework: Framework, where: str, line: LearningLine) -> Iterator[Finding]:
    places = [(f"{where}.steps[{at}]", step) for at, step in enumerate(line.steps, start=1)]
    yield from check_keys([(place, step.key) for place, step in places])
    yield from check_names([(f"{place}.text", step.text) for place, step in places])
    goals = {goal.key: goal for goal in framework.goals}
    steps = {step.key: step for step in line.steps}
    role = {role.key: role for role in framework.roles}.get(line.role)
    for place, step in places:
        yield from check_step(place, step)
        yield from references(f"{place}.goals", step.goals, goals, words.unknown_goal)
        yield from references(f"{place}.after", step.after, steps, words.unknown_step)
        for at, key in enumerate(step.goals, start=1):
            if role and key in goals and line.role not in goals[key].roles:
                yield f"{place}.goals[{at}]", words.not_of_role(goals[key].text, role.name)
        if step.choice and sum(step.choice == other.choice for other in line.steps) == 1:
            yield f"{place}.choice", words.ONE_CHOICE
    yield from check_order(dict(reversed([(step.key, place) for place, step in places])), steps)


def check_order(places: Mapping[str, str], steps: Mapping[str, LineStep]) -> Iterator[Finding]:
    """Of a choice one takes one step. So whoever comes after one of them comes after the choice, and none of them comes
    after another.
    """
    node = {key: f"\n{step.choice}" if step.choice else key for key, step in steps.items()}
    after: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for key, step in steps.items():
        after.setdefault(node[key], []).extend(node[other] for other in step.after if other in node)
        if step.after:
            first.setdefault(node[key], key)
    for circle in circles(after):
        within = len(circle) == 1 and first[circle[0]] not in steps[first[circle[0]]].after
        names = [steps[first[one]].text for one in circle]
        yield f"{places[first[circle[0]]]}.after", words.CHOICE_AFTER if within else words.circle(names)


def check_step(where: str, step: LineStep) -> Iterator[Finding]:
    yield from needed(f"{where}.text", step.text, LONGEST["text"], one_line=True)
    yield from wording(f"{where}.choice", Text(step.choice, step.choice), LONGEST["choice"], one_line=True)
    yield from numbers(f"{where}.after", step.after, MOST["after"])
    if step.format and not FORMAT.fullmatch(step.format):
        yield f"{where}.format", words.NEEDS_FORMAT
    if step.link and (len(step.link) > LONGEST["link"] or not LINK.fullmatch(step.link)):
        yield f"{where}.link", words.NEEDS_LINK


def needed(where: str, text: Text, most: int, *, one_line: bool = False) -> Iterator[Finding]:
    if not (text.nl.strip() and text.en.strip()):
        yield where, words.NEEDS_TEXT
    yield from wording(where, text, most, one_line=one_line)


def wording(where: str, text: Text, most: int, *, one_line: bool = False) -> Iterator[Finding]:
    """Yield at most one thing that is wrong with how a text is written."""
    both = text.nl + text.en
    if max(len(text.nl), len(text.en)) > most:
        yield where, words.too_long(most)
    elif UNSEEN.search(both):
        yield where, words.UNSEEN
    elif one_line and "\n" in both:
        yield where, words.ONE_LINE


def numbers(where: str, found: Sequence[object], most: int) -> Iterator[Finding]:
    if len(found) > most:
        yield where, words.too_many(most)


def check_keys(found: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for where, key in found:
        if not KEY.fullmatch(key):
            yield f"{where}.key", words.BAD_KEY
        elif key in seen:
            yield f"{where}.key", words.twice_key(key)
        seen.add(key)


def check_names(found: Iterable[tuple[str, Text]]) -> Iterator[Finding]:
    """Two names that differ only in capitals or spaces are the same name, in either language."""
    seen: set[tuple[str, str]] = set()
    for where, name in found:
        said = {(language, alike(name.get(language))) for language in ("nl", "en") if name.get(language).strip()}
        if said & seen:
            yield where, words.twice_name(name)
        seen |= said


def alike(name: str) -> str:
    """Return the name as it is compared."""
    return " ".join(name.split()).casefold()


def references(
    where: str, keys: Sequence[str], known: Collection[str], unknown: Callable[[str], Text]
) -> Iterator[Finding]:
    for at, key in enumerate(keys, start=1):
        if key not in known:
            yield f"{where}[{at}]", unknown(key)
        elif key in keys[: at - 1]:
            yield f"{where}[{at}]", words.twice_key(key)


def circles(after: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return circles, so that whatever waits for itself stands in at least one: each begins at the first of them, and
    goes on to what that one comes after.
    """
    named: set[str] = set()
    found = []
    for key in after:
        circle = [] if key in named else shortest_circle(key, after)
        named.update(circle)
        found += [circle] if circle else []
    return found


def shortest_circle(start: str, after: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the way from `start` back to it, without the last; nothing when there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting and start not in came_from:
        here = waiting.popleft()
        for there in after.get(here, ()):
            if there not in came_from and there in after:
                came_from[there] = here
                waiting.append(there)
    if start not in came_from:
        return []
    way = [came_from[start]]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
