"""The board of a team: its threads in groups, and how many of the loops are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from drieslag.core import clock
from drieslag.kernel.cycle import Facts, Group, NextStep, loop_figures, weeks_to_round
from drieslag.kernel.format import Phase
from drieslag.learning.threads.enums import Origin
from drieslag.learning.threads.models import Thread
from drieslag.learning.threads.queries import BoardRow
from drieslag.web.board.presenters.loom import Place, cells, glyph
from drieslag.web.components.dates import long_day, past_day, short_day
from drieslag.web.components.drawings import loops
from drieslag.web.components.drawings import phase as phase_sign

SHOWN = {Group.MOVING: 60, Group.STILL: 30, Group.TOUGH: 30, Group.ROUND: 12, Group.ASIDE: 12}
WORDS_OF_ATTEMPTS = 5
SEARCH_FROM = 30
NEXT = {
    NextStep.EXPLORE: gettext_lazy("next: look at it together"),
    NextStep.FIND_INSIGHT: gettext_lazy("next: what do we see now?"),
    NextStep.TRY: gettext_lazy("next: try something small"),
    NextStep.LOOK_BACK: gettext_lazy("next: look back"),
    NextStep.SHARE: gettext_lazy("next: share it"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thread, ready for the loom and for a phone: the template of a board prints rows and composes none."""

    url: str
    title: str
    line: str
    loom: SafeString
    strand: SafeString


@dataclass(frozen=True, slots=True)
class Section:
    """A group of threads; `more` are not shown."""

    group: Group
    title: str
    rows: tuple[Row, ...]
    more: int
    newer: int = 0
    older: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page prints."""

    sections: tuple[Section, ...]
    aside: Section | None
    figures: str
    figures_why: str
    search: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the team never asked anything."""
        return not self.sections and self.aside is None


def board(rows: Iterable[BoardRow], *, everything: bool = False, text: str = "", page: int = 1) -> Board:
    """Return the board; with `everything` nothing is left out, with `text` only what has all its words in the title,
    and of what is round the page that is asked for.
    """
    grouped: dict[Group, list[BoardRow]] = {group: [] for group in SHOWN}
    facts, count, words = [], 0, text.casefold().split()
    for row in rows:
        count += 1
        if not row.thread.tough or row.group is Group.ROUND:
            facts.append(row.facts)
        if not words or all(word in row.title.casefold() for word in words):
            grouped[row.group].append(row)
    sections = [_section(group, found, everything, page) for group, found in grouped.items() if found]
    figures, why = figures_of(facts)
    return Board(
        tuple(each for each in sections if each.group is not Group.ASIDE),
        next((each for each in sections if each.group is Group.ASIDE), None),
        figures,
        why,
        search=count > SEARCH_FROM or bool(text),
    )


def figures_of(facts: Iterable[Facts]) -> tuple[str, str]:
    """Return the sentence of closed loops, and what that means."""
    figures = loop_figures(facts)
    said = ngettext(
        "%(closed)d of %(count)d question is round", "%(closed)d of %(count)d questions are round", figures.asked
    ) % {"closed": figures.closed, "count": figures.asked}
    why = gettext("Tried out, looked back on and shared.")
    if figures.median_weeks is None:
        return said, why
    weeks = ngettext("Mostly within %(count)d week.", "Mostly within %(count)d weeks.", figures.median_weeks)
    return said, f"{why} {weeks % {'count': figures.median_weeks}}"


def when_now(facts: Facts, phase: Phase, weeks_still: int, group: Group) -> str:
    """Return what stands at the knot where a thread is now."""
    if group is Group.STILL:
        return ngettext("%(count)d week still", "%(count)d weeks still", weeks_still) % {"count": weeks_still}
    if phase is Phase.TRY_OUT and facts.running and facts.due_on:
        if facts.due_on <= clock.today():
            return gettext("look back now")
        return gettext("until %(day)s") % {"day": short_day(facts.due_on)}
    return past_day(facts.reached_at(phase) or facts.asked_at) if group is not Group.ROUND else _shared_when(facts)


def thread_url(key: UUID) -> str:
    """Return the address of a thread, without asking the resolver a thousand times."""
    before, after = _around("board:thread")
    return f"{before}{key}{after}"


def _section(group: Group, rows: list[BoardRow], everything: bool, page: int) -> Section:
    if everything or group is not Group.ROUND:
        shown = rows if everything else rows[: SHOWN[group]]
        return Section(group, _title(group), tuple(map(_row, shown)), len(rows) - len(shown))
    size = SHOWN[group]
    last = max(-(-len(rows) // size), 1)
    at = min(max(page, 1), last)
    shown = rows[(at - 1) * size : at * size]
    return Section(group, _title(group), tuple(map(_row, shown)), 0, at - 1, at + 1 if at < last else 0)


def _title(group: Group) -> str:
    return {
        Group.MOVING: gettext("Moving"),
        Group.STILL: gettext("Lying still"),
        Group.TOUGH: gettext("Tough issue"),
        Group.ROUND: pgettext("a group of questions", "Round"),
        Group.ASIDE: gettext("Laid aside"),
    }[group]


def _row(row: BoardRow) -> Row:
    when = when_now(row.facts, row.phase, row.weeks_still, row.group)
    place = Place(row.phase, row.group, when)
    url, title, line = thread_url(row.thread.pk), row.title, " · ".join(_line(row))
    level = loops(row.level) if row.level else ""
    loom = format_html(
        '<tr><th scope="row"><a href="{}">{}</a><small>{}{}{}</small></th>{}</tr>',
        url, title, line, " · " if level else "", level, cells(row.facts, place),
    )  # fmt: skip
    strand = format_html(
        '<article class="ds-strand"><a href="{}">{}</a>{}<p class="row between">{}{}</p>'
        '<p class="soft small">{}</p></article>',
        url, title, glyph(row.facts, place), phase_sign(row.phase, f"· {when}"), level, line,
    )  # fmt: skip
    return Row(url, title, line, loom, strand)


def _line(row: BoardRow) -> Iterable[str]:
    yield asked_by(row.asked_by, row.thread)
    weeks = weeks_to_round(row.facts)
    if row.group is Group.ROUND and weeks:
        yield ngettext("round in %(count)d week", "round in %(count)d weeks", weeks) % {"count": weeks}
    elif row.group is Group.STILL:
        yield ngettext(
            "nothing happened for %(count)d week", "nothing happened for %(count)d weeks", row.weeks_still
        ) % {"count": row.weeks_still}
    else:
        yield gettext("since %(day)s") % {"day": past_day(row.facts.asked_at)}
    if row.facts.tries > 1:
        yield _attempt(row.facts.tries)
    if row.group is Group.MOVING and row.weeks_still > 0:
        yield ngettext("quiet for %(count)d week", "quiet for %(count)d weeks", row.weeks_still) % {
            "count": row.weeks_still
        }
    if row.group is not Group.ASIDE and row.next_step in NEXT:
        yield str(NEXT[row.next_step])


def asked_by(name: str, thread: Thread) -> str:
    """Return who asked, by first name, and where a question came from when not from one's own work."""
    if thread.handed_at is not None:
        return gettext("from another team")
    source = "" if thread.origin == Origin.PERSON else str(Origin(thread.origin).label)
    if name:
        first = name.split(maxsplit=1)[0]
        return f"{first}, {source}" if source else first
    return source or gettext("without a name")


def _attempt(number: int) -> str:
    words = (gettext("second try"), gettext("third try"), gettext("fourth try"), gettext("fifth try"))
    return words[number - 2] if number <= WORDS_OF_ATTEMPTS else gettext("try %(number)d") % {"number": number}


def _shared_when(facts: Facts) -> str:
    return long_day(facts.shared_at) if facts.shared_at else ""


@cache
def _around(name: str) -> tuple[str, str]:
    """Return what stands before and after the key in an address."""
    nobody = UUID(int=0)
    before, after = reverse(name, args=[nobody]).split(str(nobody))
    return before, after
