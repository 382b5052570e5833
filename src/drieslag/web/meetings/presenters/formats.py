"""Formats as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import get_language

from drieslag.kernel.format import Format, MaterialKind, Step, Text, Use
from drieslag.learning.formats.queries import is_own
from drieslag.library import formats
from drieslag.web.meetings import words
from drieslag.web.meetings.forms import FindForm

LANGUAGE = "nl"


def say(text: Text) -> str:
    """Return the text in the reader's language."""
    return text.get(get_language() or LANGUAGE)


@dataclass(frozen=True)
class Suggested:
    """One format in the list, with the variants of it that fit as well."""

    slug: str
    code: str
    name: str
    purpose: str
    minutes: int
    sittings: int
    group_min: int
    group_max: int
    reasons: tuple[str, ...]
    outside: bool
    own: bool
    use: str
    variants: tuple["Suggested", ...] = ()


def suggestions(form: FindForm, known: Mapping[str, Format]) -> list[Suggested]:
    """Return what fits what was asked, best first; everything when nothing was asked. Variants stand under the best
    one of their kin, so that sixty formats read as forty.
    """
    found = formats.recommend(**form.wanted(), among=known.values())
    return grouped([each for each in found if form.names(each.format)], by_base=not form.wanted())


def grouped(found: Iterable[formats.Suggestion], *, by_base: bool) -> list[Suggested]:
    """Return the heads in order of what was found; with `by_base` a base format leads its variants."""
    kin: dict[str, list[formats.Suggestion]] = {}
    for each in found:
        kin.setdefault(each.format.variant_of or each.format.code, []).append(each)
    groups = []
    for members in kin.values():
        if by_base:
            members.sort(key=lambda each: bool(each.format.variant_of))
        head, *rest = (_suggested(each) for each in members)
        tasted = [each for each in rest if each.outside]  # what one would not choose oneself is not hidden in a list
        groups += [replace(head, variants=tuple(each for each in rest if not each.outside)), *tasted]
    return groups


def _suggested(found: formats.Suggestion) -> Suggested:
    format_ = found.format
    return Suggested(
        slug=format_.slug,
        code=format_.code,
        name=say(format_.name),
        purpose=say(format_.purpose),
        minutes=format_.minutes,
        sittings=format_.sittings,
        group_min=format_.group_min,
        group_max=format_.group_max,
        reasons=tuple(say(reason) for reason in found.reasons),
        outside=found.outside,
        own=is_own(format_.code),
        use=format_.use.value,
    )


@dataclass(frozen=True)
class StepRow:
    """One step on a format's page and card."""

    title: str
    minutes: int
    from_minute: int
    kind: str | Promise
    say: str
    ask: str
    prompts: tuple[str, ...]
    silence: str
    tips: tuple[tuple[str, str], ...]
    names: object


@dataclass(frozen=True)
class FormatPage:
    """Everything about one format."""

    name: str
    purpose: str
    rhythm: str
    steps: tuple[StepRow, ...]
    roles: tuple[tuple[str, str, bool], ...]
    conditions: tuple[str, ...]
    preferences: tuple[str | Promise, ...]
    origin: str | Promise
    said: str
    field: str
    sources: tuple[str, ...]
    readers: str | Promise
    keeps_outcomes: bool
    sittings: tuple[tuple[int, int, tuple[StepRow, ...]], ...]  # number, minutes, steps
    course: tuple[tuple[int, str], ...]
    materials: tuple[tuple[str, bool, tuple[str, ...]], ...]  # title, whether cards, items
    functions: tuple[str | Promise, ...]
    untranslated: int
    is_logged: bool
    needs_consent: bool


def format_page(found: Format) -> FormatPage:
    """Return the rows of a format's page."""
    return FormatPage(
        name=say(found.name),
        purpose=say(found.purpose),
        rhythm=say(found.rhythm),
        steps=tuple(_steps(found)),
        roles=tuple((say(role.name), say(role.task), role.rotates) for role in found.roles),
        conditions=tuple(say(condition) for condition in found.conditions),
        preferences=tuple(words.PREFERENCES[p] for p in found.preferences),
        origin=words.ORIGINS[found.origin.kind],
        said=say(found.origin.said),
        field=say(found.origin.field),
        sources=found.origin.sources,
        readers=words.READERS[found.readers],
        keeps_outcomes=found.keeps.value == "outcomes",
        sittings=tuple(_sitting(found, number) for number in range(1, found.sittings + 1)),
        course=tuple((milestone.week, say(milestone.what)) for milestone in found.course),
        materials=tuple(
            (say(one.title), one.kind is MaterialKind.CARDS, tuple(say(item) for item in one.items))
            for one in found.materials
        ),
        functions=tuple(words.FUNCTIONS[function] for function in found.functions),
        untranslated=_untranslated(found),
        is_logged=found.use is Use.LOG,
        needs_consent=found.use is Use.CONSENT,
    )


def _sitting(found: Format, number: int) -> tuple[int, int, tuple[StepRow, ...]]:
    part = found.one_sitting(number) if found.sittings > 1 else found
    return number, part.minutes, tuple(_steps(part))


def _untranslated(found: Format) -> int:
    """Return how many steps an English reader reads in Dutch, because nobody translated them yet."""
    english = (get_language() or LANGUAGE).startswith("en")
    return sum(step.say.nl == step.say.en for step in found.steps) if english else 0


def _steps(found: Format) -> list[StepRow]:
    rows, minute = [], 0
    for step in found.steps:
        rows.append(_step(step, minute))
        minute += step.minutes
    return rows


def _step(step: Step, minute: int) -> StepRow:
    return StepRow(
        title=say(step.title),
        minutes=step.minutes,
        from_minute=minute,
        kind=words.KINDS[step.kind],
        say=say(step.say),
        ask=say(step.ask),
        prompts=tuple(say(prompt) for prompt in step.prompts),
        silence=say(step.silence),
        tips=tuple((say(tip.when), say(tip.say)) for tip in step.tips),
        names=words.say_names(step.kind, step.showing),
    )
