"""Words for what spread names: ways of learning and months."""

from datetime import date

from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.kernel.format import Preference

PREFERENCES: dict[Preference, str | Promise] = {
    Preference.COPYING: _("Watching how others do it"),
    Preference.PARTICIPATING: _("Talking it over together"),
    Preference.ACQUIRING: _("Knowing more about it"),
    Preference.PRACTISING: _("Practising in safety"),
    Preference.DISCOVERING: _("Finding out for yourself"),
}
SHORT: dict[Preference, str | Promise] = {
    Preference.COPYING: _("watching"),
    Preference.PARTICIPATING: _("talking together"),
    Preference.ACQUIRING: _("knowledge"),
    Preference.PRACTISING: _("practising"),
    Preference.DISCOVERING: _("finding out"),
}


def month_year(day: date) -> str:
    """Return the month as one says it: november 2026."""
    return written(day, "F Y")


def short_month(day: date) -> str:
    """Return the month as it stands above a column: nov, and jan 27 where a year begins."""
    return written(day, "b y" if day.month == 1 else "b")
