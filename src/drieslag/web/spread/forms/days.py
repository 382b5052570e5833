"""Days, as the forms of this area ask them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock

LONGEST = timedelta(days=366)


class Day(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")}
        super().__init__(**options, error_messages=wrong)


def coming(day: date) -> date:
    """Return the day. Raises ValidationError when it has passed, or lies beyond a year."""
    if day < clock.today():
        raise forms.ValidationError(_("This day has passed. Choose a day to come."))
    return near(day)


def near(day: date) -> date:
    """Return the day. Raises ValidationError when it lies more than a year from here."""
    if abs(day - clock.today()) > LONGEST:
        raise forms.ValidationError(_("Choose a day within a year."))
    return day
