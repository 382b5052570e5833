"""A report as rows for the page and as a document for paper and sheet; one reading serves all three."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.learning.meetings.queries import ReportPage
from drieslag.web.meetings import words
from drieslag.web.meetings.presenters import tallies
from drieslag.web.meetings.presenters.formats import say
from drieslag.web.meetings.presenters.items import by_field
from drieslag.web.printing.pdf import Document, Section

MINUTE = 60
LEVELS = {
    "single": lambda: _("single loop: we act differently"),
    "double": lambda: _("double loop: we think differently"),
    "triple": lambda: _("triple loop: we stand for something else"),
}
SEEN = {"yes": lambda: _("It worked"), "bit": lambda: _("A bit"), "no": lambda: _("It did not work")}


@dataclass(frozen=True)
class StepPart:
    """What was written in a step."""

    title: str
    boxes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    tally: tallies.Tally | None


@dataclass(frozen=True)
class Page:
    """The report's page."""

    name: str
    subtitle: str
    facts: tuple[str, ...]
    insights: tuple[tuple[str, str], ...]
    try_outs: tuple[tuple[str, str], ...]
    effects: tuple[tuple[str, str], ...]
    steps: tuple[StepPart, ...]
    times: tuple[tuple[str, str, str], ...]
    readers: str | Promise


def page(report: ReportPage) -> Page:
    """Return the rows."""
    return Page(
        name=say(report.format.name),
        subtitle=_subtitle(report),
        facts=_facts(report),
        insights=tuple((one["text"], LEVELS[one["level"]]()) for one in report.insights) + _inside(report, "harvest"),
        try_outs=tuple((one.text, _beside(one.owner, one.due_on, one.expectation)) for one in report.try_outs)
        + _inside(report, "decide"),
        effects=tuple((one.get("what", "") or one["text"], _seen(one)) for one in report.effects),
        steps=tuple(_steps(report)),
        times=tuple(_times(report)),
        readers=words.READERS[report.format.readers],
    )


def _subtitle(report: ReportPage) -> str:
    at = (report.meeting.started_at or report.meeting.planned_at).astimezone(clock.AMSTERDAM)
    return f"{report.meeting.team.name}, {date_format(at, 'DATE_FORMAT')}"


def _facts(report: ReportPage) -> tuple[str, ...]:
    people = ngettext("%(n)s person took part", "%(n)s people took part", report.people) % {"n": report.people}
    minutes = _("%(used)s minutes used of %(planned)s") % {
        "used": round(report.used_seconds / MINUTE),
        "planned": round(report.planned_seconds / MINUTE),
    }
    facilitator = report.meeting.facilitator
    led = (_("%(name)s facilitated") % {"name": facilitator.first_name},) if facilitator else ()
    return (*led, people, minutes)


def _seen(one: Mapping[str, str]) -> str:
    """Say what was seen of a try-out, and what surprised."""
    return " · ".join(part for part in (SEEN[one["seen"]](), one["text"]) if part)


def _inside(report: ReportPage, kind: str) -> tuple[tuple[str, str], ...]:
    """Return outcomes that stay with the participants: insights of a harvest, or what was agreed."""
    keys = {step.key for step in report.format.steps if step.kind.value == kind}
    return tuple((one["text"], _inside_words(one["what"])) for one in report.inside if one["step"] in keys)


def _inside_words(what: str) -> str:
    return LEVELS[what]() if what in LEVELS else ""


def _beside(owner: str, due_on: str, expectation: str) -> str:
    looked = _("looking back on %(day)s") % {"day": date_format(date.fromisoformat(due_on), "MONTH_DAY_FORMAT")}
    expected = _("expected: %(what)s") % {"what": expectation} if expectation else ""
    return " · ".join(part for part in (owner or _("all of us"), looked, expected) if part)


def _steps(report: ReportPage) -> Iterable[StepPart]:
    outcomes = {"decide", "harvest", "review"}
    by_key = {step.key: step for step in report.format.steps}
    for row in report.steps:
        step = by_key[row.key]
        if step.kind.value in outcomes or not (row.items or row.tally):
            continue
        boxes = tuple(
            (name, tuple((one.text, one.author) for one in own if one.text)) for name, own in by_field(row.items, step)
        )
        yield StepPart(say(row.title), tuple(box for box in boxes if box[1]), _tally(row.tally, step))


def _tally(data: Mapping[str, object], step: object) -> tallies.Tally | None:
    from drieslag.kernel.format import Step

    assert isinstance(step, Step)
    return tallies.from_data(data, step) if data else None


def _times(report: ReportPage) -> Iterable[tuple[str, str, str]]:
    for row in report.steps:
        used = str(round(row.used_seconds / MINUTE)) if row.reached else _("skipped")
        yield say(row.title), str(round(row.planned_seconds / MINUTE)), used


def document(report: ReportPage) -> Document:
    """Return the report as plain data for paper."""
    rows = page(report)
    sections = [
        Section(_("What we learned"), rows.insights, empty=_("No insight was written down.")),
        Section(_("What we try"), rows.try_outs, empty=_("Nothing was agreed on.")),
    ]
    if rows.effects:
        sections.append(Section(_("What earlier agreements brought"), rows.effects))
    sections += [_written(part) for part in rows.steps]
    sections.append(Section(_("Time"), table=((_("Step"), _("Planned"), _("Used")), *rows.times)))
    made = time_format(clock.now().astimezone(clock.AMSTERDAM).time(), "TIME_FORMAT")
    foot = f"Drieslag · {rows.readers} · {date_format(clock.today(), 'DATE_FORMAT')} {made}"
    return Document((get_language() or "nl")[:2], rows.name, rows.subtitle, rows.facts, tuple(sections), foot)


def _written(part: StepPart) -> Section:
    lines = [
        (text, " · ".join(word for word in (name, author) if word)) for name, own in part.boxes for text, author in own
    ]
    if part.tally:
        lines += [(str(name), str(count)) for name, count in part.tally.options]
        lines += [(scale.title, scale.sentence) for scale in part.tally.scales]
        lines += [(part.tally.withheld, "")] if part.tally.withheld else []
    return Section(part.title, tuple(lines))
