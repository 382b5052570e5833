"""Moments, declarations and facts in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.competence.enums import Fact, MomentKind, Standing
from drieslag.development.competence.models import Declaration, Moment, ReservedTask
from drieslag.development.competence.queries import DeclarationRow, Due, Led
from drieslag.development.competence.terms import Term, Three
from drieslag.development.frameworks import queries as frameworks
from drieslag.development.plans import queries as plans
from drieslag.development.plans.themes import ThemeRef
from drieslag.people.models import Person
from drieslag.web.components.dates import long_day


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a list."""

    key: UUID
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """One of the three facts: its word, and whether and until when it holds."""

    word: str
    line: str
    holds: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with the three facts about its reader."""

    key: UUID
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LedLine:
    """One person whom a leader leads, in words."""

    person: UUID
    name: str
    line: str
    deployment: UUID | None
    shown: tuple[tuple[UUID, str, bool], ...]


def capital(words: object) -> str:
    """Return it to begin a sentence with."""
    text = str(words)
    return text[:1].upper() + text[1:]


def moments(rows: Iterable[Moment]) -> list[Line]:
    """Return moments, with what kind each is and when it was tried."""
    return [Line(row.pk, row.task, moment_line(row)) for row in rows]


def moment_line(row: Moment) -> str:
    """Een casus, gedaan op 24 november."""
    kind = capital(MomentKind(row.kind).label)
    tried = _("tried on %(day)s") % {"day": long_day(row.tried_on)} if row.tried_on else _("not tried yet")
    return f"{kind}, {tried}"


def declarations(rows: Iterable[DeclarationRow]) -> list[Line]:
    """Return declarations, with where each is."""
    return [Line(row.declaration.pk, row.declaration.can, standing_line(row.declaration, row.standing)) for row in rows]


def standing_line(declaration: Declaration, standing: Standing) -> str:
    """Staat, tot en met 24 november 2027: a term of months or years always has its year."""
    if standing == Standing.WITHDRAWN:
        return capital(standing.label)
    day = date_format(declaration.until_on, "j F Y")
    if standing == Standing.OVER:
        return _("Its term was over on %(day)s") % {"day": day}
    if standing == Standing.WAITS:
        return _("Waits for two colleagues. Then it holds until %(day)s") % {"day": day}
    return _("%(state)s, until %(day)s") % {"state": capital(standing.label), "day": day}


def due(found: Due) -> list[tuple[str, Line]]:
    """Return what waits, with the page that each leads to."""
    rows = []
    for one in found.renewals:
        line = _("holds until %(day)s") % {"day": long_day(one.until_on)}
        rows.append(("competence:declaration", Line(one.key, _("Look at your declaration again"), line)))
    for view in found.views:
        title = _("%(name)s asks what you saw") % {"name": view.name}
        rows.append(("competence:view", Line(view.key, title, _("for a self-declaration"))))
    for asked in found.feedback:
        title = _("%(name)s asks you to look along") % {"name": asked.name}
        rows.append(("competence:feedback", Line(asked.key, title, _("at something that your colleague tries"))))
    return rows


def goals(person: Person, also: UUID | None = None) -> list[tuple[str, str]]:
    """Return one's own goals to choose from, and the one that was chosen before."""
    found = {str(key): text for key, text in plans.choices(person)}
    if also is not None and str(also) not in found:
        found |= {str(key): text for key, text in plans.words_of(person, [also]).items()}
    return list(found.items())


def themes(person: Person, also: ThemeRef | None = None) -> list[tuple[str, str]]:
    """Return the themes of one's own role to choose from, and the one that was chosen before."""
    language = get_language() or "nl"
    chosen = frameworks.current(person)
    found = {}
    if chosen is not None:
        code = chosen.framework.code
        found = {str(ThemeRef(code, chosen.version, one.key)): one.name.get(language) for one in chosen.themes}
    if also is not None and also.code and str(also) not in found:
        found[str(also)] = theme_name(also)
    return list(found.items())


def theme_of(row: Moment | Declaration) -> ThemeRef:
    """Return the theme that it lies beside."""
    return ThemeRef(row.theme_code, row.theme_version, row.theme_key)


def theme_name(ref: ThemeRef) -> str:
    """Return a theme in the words of the version in which it was chosen; nothing without one."""
    if not ref.code or ref.version is None:
        return ""
    words = frameworks.theme_words(ref.code, ref.version, ref.key)
    return words.name.get(get_language() or "nl") if words else ""


# The three facts


def facts(three: Three) -> list[FactLine]:
    """Return the three, apart."""
    words = (_("Qualified"), _("Competent"), _("Deployable"))
    return [FactLine(word, term_line(term), term is not None) for word, term in zip(words, three.terms, strict=True)]


def term_line(term: Term | None) -> str:
    """Tot en met 24 november 2027, zonder einde, of nu niet."""
    if term is None:
        return _("not now")
    return _("through %(day)s") % {"day": long_day(term.until_on)} if term.until_on else _("without end")


def sentence(three: Three) -> str:
    """Say what the three facts come to now, for the owner."""
    if three.all_hold:
        until = three.until
        if until is None:
            return _("You are qualified, competent and deployable now.")
        return _("You are qualified, competent and deployable now, until %(day)s.") % {"day": long_day(until)}
    words = (_("qualified"), _("competent"), _("deployable"))
    missing = [word for word, term in zip(words, three.terms, strict=True) if term is None]
    if len(missing) == len(words):
        return _("None of the three stands here now.")
    return _("Not all three now. Missing: %(facts)s.") % {"facts": ", ".join(missing)}


def tasks(rows: Iterable[ReservedTask], held: dict[UUID, Three]) -> list[TaskLine]:
    """Return tasks with the sentence about their reader."""
    return [TaskLine(row.pk, row.name, sentence(held[row.pk])) for row in rows]


def fact_word(fact: Fact) -> str:
    """Return the word of a fact, to begin a sentence with."""
    return {Fact.QUALIFIED: _("Qualified"), Fact.COMPETENT: _("Competent")}[fact]


def led(rows: Iterable[Led]) -> list[LedLine]:
    """Return whom a leader leads: deployable or not, and what each showed."""
    return [
        LedLine(
            row.person,
            row.name,
            _("Deployable %(term)s") % {"term": term_line(row.holds)}
            if row.holds
            else _("Not said to be deployable now"),
            next((one.pk for one in row.deployments if one.withdrawn_on is None and _is_ahead(one.until_on)), None),
            tuple(
                (
                    one.key,
                    f"{fact_word(one.fact)}: {term_line(one.holds)}" if one.is_open else fact_word(one.fact),
                    one.is_open,
                )
                for one in row.shown
            ),
        )
        for row in rows
    ]


def _is_ahead(day: date) -> bool:
    return day >= clock.today()
