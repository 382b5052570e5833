"""A note as the pages print it, and the question above an empty one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.plans import queries as plans
from drieslag.development.reflections.enums import AboutKind, Span
from drieslag.development.reflections.marks import About, Marks
from drieslag.development.reflections.models import LookBack, Reflection
from drieslag.development.reflections.naming import span_name
from drieslag.development.reflections.telling import beginning
from drieslag.kernel.prompting import Occasion, choose
from drieslag.library import prompts
from drieslag.people.models import Person
from drieslag.web.components.dates import week_day

OTHER_QUESTION: Final = {"another", "without"}
MORE: Final = ("known", "tags", "goal", "occasion")


@dataclass(frozen=True, slots=True)
class Question:
    """The question above the paper; without a key there is none."""

    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A note in the list."""

    key: UUID
    day: str
    words: str
    tags: tuple[str, ...]
    shared: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands beside the words of a note."""

    day: str
    question: str
    about: str
    goal: str
    tags: tuple[str, ...]


def question(data: QueryDict, lately: Sequence[str], occasion: Occasion) -> Question:
    """Return the question that comes now: the one on the screen, the next one, or none, as was pressed."""
    if data.get("do") == "without":
        return Question()
    now, wanted = data.get("prompt", ""), data.get("occasion", "")
    offered = prompts.all_prompts()[Occasion(wanted) if wanted in set(Occasion) else occasion]
    if data.get("do") == "another" or not data:
        return _as_question(choose(offered.prompts, lately, after=now).key)
    return _as_question(now)


def _as_question(key: str) -> Question:
    found = prompts.find(key)
    return Question(key, found.text.get(get_language() or "")) if found else Question()


def asked_before(marks: Marks) -> Question:
    """Return the question to which a note was the answer."""
    return _as_question(marks.prompt)


def draft(said: str) -> str:
    """Return the name of the draft on the device: one for each thing that one writes about."""
    return f"reflection:new:{said}" if said else "reflection:new"


def shows_more(form: Form) -> bool:
    """Return whether something is chosen or wrong under “more”, so that it stands open."""
    return any(form.errors.get(name) for name in MORE) or bool(form["known"].value() or form["tags"].value())


def goals_with(offered: list[tuple[UUID, str]], person: Person, chosen: UUID | None) -> list[tuple[UUID, str]]:
    """Return the goals on offer with the one that was chosen, which may be ended by now."""
    if chosen is None or chosen in {key for key, _text in offered}:
        return offered
    return [*offered, *plans.words_of(person, {chosen}).items()]


def cards(notes: Iterable[Reflection], shared: Mapping[UUID, Sequence[str]]) -> list[Card]:
    """Return the rows of the list."""
    return [
        Card(note.pk, week_day(note.written_on), beginning(note.text), note.marks.tags, with_whom(shared.get(note.pk)))
        for note in notes
    ]


def with_whom(names: Sequence[str] | None) -> str:
    """Return “shared with Els”, or nothing where it is shared with nobody."""
    return _("Shared with %(names)s") % {"names": ", ".join(names)} if names else ""


def about_words(about: About) -> str:
    """Return what a note is about, in words."""
    if about.kind is AboutKind.MEETING:
        return _("After the meeting “%(title)s”") % {"title": about.words} if about.words else _("After a meeting")
    if about.kind is AboutKind.OFFERING:
        return _("After “%(title)s”") % {"title": about.words}
    return _("After trying out “%(what)s”") % {"what": about.words}


def shown(note: Reflection, goals: Mapping[UUID, str]) -> Shown:
    """Return what stands beside one note."""
    marks = note.marks
    return Shown(
        day=week_day(note.written_on),
        question=_as_question(marks.prompt).text,
        about=about_words(marks.about) if marks.about else "",
        goal=goals.get(marks.goal, "") if marks.goal else "",
        tags=marks.tags,
    )


def backs(rows: Iterable[LookBack]) -> list[tuple[UUID, str]]:
    """Return the look backs of which something was kept, by name."""
    return [(row.pk, span_name(Span(row.span), row.begins_on)) for row in rows]
