"""Turning what counts into words."""

from datetime import date
from typing import Any

from drieslag.development.registers.queries import EntryRow, FilePage
from drieslag.kernel.registers import Rules
from drieslag.web.registers.words import duration, points, reason_words, row_words, said


def page_words(page: FilePage) -> dict[str, Any]:
    """Return a file as its page says it."""
    rules = page.rules
    rows = [(said(row.category.name), *row_words(row), said(row.category.note)) for row in page.tally.rows]
    return {
        "file": page.file,
        "rules": rules,
        "name": said(rules.name),
        "rows": rows,
        "entries": [entry_words(rules, row) for row in page.entries if row.series is None],
        "series": [(key, told.title, form_name(rules, told.form)) for key, told in page.series],
        "demands": [said(one) for one in rules.demands],
        "unsure": [said(one) for one in rules.unsure],
        "sources": [(source, date.fromisoformat(source.read_on)) for source in rules.sources],
    }


def form_name(rules: Rules, key: str) -> str:
    """Return the name of a form."""
    form = rules.form(key)
    return said(form.name) if form else key


def entry_words(rules: Rules, row: EntryRow) -> dict[str, Any]:
    """Return one activity as a line."""
    noted = row.noted
    net = points(noted.points) if noted.points else duration(noted.net)
    return {
        "key": row.key,
        "title": noted.title,
        "on": noted.finished_on,
        "form": form_name(rules, noted.form),
        "amount": net,
        "people": noted.people,
        "why_not": _why_not(rules, row),
    }


def _why_not(rules: Rules, row: EntryRow) -> str:
    """Say why it does not count, in the register's own words where the file has them."""
    if row.reason is None:
        return ""
    form = rules.form(row.noted.form)
    return said(form.why) if form and form.why and not form.counts else reason_words(row.reason)
