"""How a week and a quarter are called."""

from datetime import date

from django.utils.translation import gettext as _

from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.looking import MONTHS


def span_name(span: Span, begins_on: date) -> str:
    """Return “week 47 of 2026” or “fourth quarter of 2026”."""
    if span is Span.WEEK:
        year, week, _day = begins_on.isocalendar()
        return _("Week %(week)d of %(year)d") % {"week": week, "year": year}
    names = (
        _("First quarter of %(year)d"),
        _("Second quarter of %(year)d"),
        _("Third quarter of %(year)d"),
        _("Fourth quarter of %(year)d"),
    )
    return names[(begins_on.month - 1) // MONTHS] % {"year": begins_on.year}
