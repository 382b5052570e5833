"""What a well-formed file can still get wrong: minutes, sources, guards, and keys that a kind of step does not know."""

from collections.abc import Iterable, Iterator

from drieslag.kernel.format import Format, OriginKind, Role, Showing, Step, StepKind, Text
from drieslag.library import words

type Finding = tuple[str, Text]

MOST_STEPS = 60
SLACK = 5  # minutes that the steps may differ from the whole
JAR = "jar"
KEPT_KEY = "review"  # a meeting may put its own step of this name first
OPEN_SPEAKERS = frozenset({"all", "turns", "nobody"})
WRITTEN = frozenset({"compose", "collect", "round", "ask", "harvest"})
# Which kinds know a key. A key that is not here fits every kind.
BELONGS = {
    "fields": frozenset({"compose", "collect", "round", "harvest"}),
    "scales": frozenset({"check_in", "rate"}),
    "options": frozenset({"vote"}),
    "dots": frozenset({"vote"}),
    "source": frozenset({"vote", "draw"}),
    "group_size": frozenset({"groups"}),
    "max_words": frozenset({"compose", "collect", "harvest"}),
    "due_within_days": frozenset({"decide"}),
}
NEEDS = {
    "ask": frozenset(
        {"review", "check_in", "compose", "collect", "round", "ask", "vote", "decide", "harvest"},
    ),
    "scales": frozenset({"rate"}),
    "source": frozenset({"draw"}),
    "group_size": frozenset({"groups"}),
}
MAY_BE = {
    Showing.HIDDEN: frozenset({"check_in", "compose", "collect", "vote", "rate", "harvest"}),
    Showing.ANONYMOUS: frozenset({"check_in", "collect", "vote", "rate"}),
}


def check(format_: Format, purposes: frozenset[str]) -> Iterator[Finding]:
    """Yield what does not make sense, as (key, message). `purposes` are the known kinds of question."""
    yield from check_whole(format_)
    yield from check_origin(format_)
    yield from check_keys("roles", [role.key for role in format_.roles])
    yield from check_keys("steps", [step.key for step in format_.steps])
    yield from check_keys("materials", [material.key for material in format_.materials])
    for at, purpose in enumerate(format_.purposes, start=1):
        if purpose not in purposes:
            yield f"purposes[{at}]", words.unknown(purpose, purposes)
    for at, step in enumerate(format_.steps):
        for key, message in check_step(format_, at, step):
            yield f"steps[{at + 1}].{key}", message


def check_whole(format_: Format) -> Iterator[Finding]:
    total = sum(step.minutes for step in format_.steps)
    slack = 0 if format_.exact else SLACK
    if abs(total - format_.minutes) > slack:
        yield "minutes", words.minutes_do_not_fit(total, format_.minutes, slack)
    if format_.group_min > format_.group_max:
        yield "group_min", words.GROUP_TURNED
    numbers = [step.sitting for step in format_.steps]
    if (any(numbers) and sorted({*numbers}) != [*range(1, max(numbers) + 1)]) or numbers != sorted(numbers):
        yield "steps", words.SITTINGS
    if sum(step.key != KEPT_KEY for step in format_.steps) > MOST_STEPS:
        yield "steps", words.too_many(MOST_STEPS)
    if "facilitator" not in {role.key for role in format_.roles}:
        yield "roles", words.NO_FACILITATOR


def check_origin(format_: Format) -> Iterator[Finding]:
    origin = format_.origin
    if origin.kind is not OriginKind.FIELD and not (origin.said.nl and origin.sources):
        yield "origin.said", words.SAID_NEEDED
    if origin.kind is not OriginKind.SOURCE and not origin.field.nl:
        yield "origin.field", words.FIELD_NEEDED


def check_keys(where: str, keys: Iterable[str]) -> Iterator[Finding]:
    """Yield the second use of a key; `where` is the list that they stand in."""
    seen: set[str] = set()
    for at, key in enumerate(keys, start=1):
        if key in seen:
            yield f"{where}[{at}].key", words.twice(key)
        seen.add(key)


def check_step(format_: Format, at: int, step: Step) -> Iterator[Finding]:
    yield from check_kind(step)
    yield from check_showing(step)
    if step.key == KEPT_KEY and step.kind is not StepKind.REVIEW:
        yield "key", words.KEPT_KEY
    yield from check_speaks(step, format_.roles)
    after = [later for later in format_.steps[at + 1 :] if later.sitting == step.sitting]
    yield from check_guard(step, {later.key for later in after})
    before = [early for early in format_.steps[:at] if early.sitting == step.sitting]
    yield from check_source(step, {early.key for early in before if early.kind in WRITTEN})
    for name in ("fields", "scales", "options"):
        yield from check_keys(name, [item.key for item in getattr(step, name)])
    for number, scale in enumerate(step.scales, start=1):
        if scale.low >= scale.high:
            yield f"scales[{number}].low", words.SCALE_TURNED
    if step.quiet_seconds > step.minutes * 60:
        yield "quiet_seconds", words.QUIET_TOO_LONG


def check_kind(step: Step) -> Iterator[Finding]:
    """Yield keys that this kind does not know, and keys that it cannot do without."""
    default = Step(step.key, step.kind, step.title, step.say, step.minutes)
    for key, kinds in BELONGS.items():
        if step.kind not in kinds and getattr(step, key) != getattr(default, key):
            yield key, words.not_for_kind(key, step.kind, kinds)
    for key, kinds in NEEDS.items():
        if step.kind in kinds and getattr(step, key) == getattr(default, key):
            yield key, words.kind_needs(key, step.kind)


def check_showing(step: Step) -> Iterator[Finding]:
    kinds = MAY_BE.get(step.showing)
    if kinds is not None and step.kind not in kinds:
        yield "showing", words.not_for_kind(step.showing, step.kind, kinds)


def check_speaks(step: Step, roles: tuple[Role, ...]) -> Iterator[Finding]:
    known = OPEN_SPEAKERS | {role.key for role in roles}
    if step.speaks not in known:
        yield "speaks", words.unknown(step.speaks, known)


def check_guard(step: Step, later: set[str]) -> Iterator[Finding]:
    if step.kind is StepKind.ASK and not step.guard.open_questions:
        yield "guard.open_questions", words.CLOSED_QUESTIONS
    if step.guard.advice_held_until and step.guard.advice_held_until not in later:
        yield "guard.advice_held_until", words.ADVICE_NEVER


def check_source(step: Step, earlier: set[str]) -> Iterator[Finding]:
    known = earlier | {JAR} if step.kind is StepKind.DRAW else earlier
    if step.source and step.source not in known:
        yield "source", words.SOURCE_EARLIER
    if step.kind is StepKind.VOTE and bool(step.source) == bool(step.options):
        yield "source", words.SOURCE_OR_OPTIONS
    if len(step.options) == 1:
        yield "options", words.TWO_OPTIONS
