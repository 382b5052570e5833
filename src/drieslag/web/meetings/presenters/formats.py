"""Formats as rows."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from drieslag.kernel.format import Format, Step, Text
from drieslag.library import formats
from drieslag.web.meetings import words
from drieslag.web.meetings.forms import FindForm

LANGUAGE = "nl"


def say(text: Text) -> str:
    """Return the text in the reader's language."""
    return text.get(get_language() or LANGUAGE)


@dataclass(frozen=True)
class Suggested:
    """One format in the list."""

    slug: str
    code: str
    name: str
    purpose: str
    minutes: int
    group_min: int
    group_max: int
    reasons: tuple[str, ...]
    outside: bool


def suggestions(form: FindForm) -> list[Suggested]:
    """Return what fits what was asked, best first; everything when nothing was asked."""
    found = formats.recommend(**form.wanted())
    return [
        Suggested(
            s.format.slug,
            s.format.code,
            say(s.format.name),
            say(s.format.purpose),
            s.format.minutes,
            s.format.group_min,
            s.format.group_max,
            tuple(say(reason) for reason in s.reasons),
            s.outside,
        )
        for s in found
    ]


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
    )


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
