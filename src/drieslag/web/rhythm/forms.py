"""What is asked about a rhythm: few things, each with a good answer filled in already."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from drieslag.core import clock
from drieslag.kernel.cadence import starts_at
from drieslag.learning.rhythm.enums import Kind, Shape, Unit
from drieslag.learning.rhythm.models import LEAST_MINUTES, MOST_MINUTES, NAME_MAX, PLACE_MAX
from drieslag.learning.rhythm.terms import Terms, nth_of
from drieslag.people.models import Person
from drieslag.web.components.forms import Words

WEEKS = (1, 2, 3, 4, 6, 8, 12)
MONTHS = (1, 2, 3, 6, 12)
WEEKS_OF_MONTHS = {1: 4, 2: 9, 3: 13, 6: 26, 12: 52}
WRONG_DAY = _("Write the date like this: 24-11-2026.")
WRONG_TIME = _("Choose a time, like 10.15.")


def _day(label: Any, **options: Any) -> forms.DateField:
    errors = {"required": _("Choose a day."), "invalid": WRONG_DAY}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=errors, **options)


def _time(label: Any) -> forms.TimeField:
    errors = {"required": WRONG_TIME, "invalid": WRONG_TIME}
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages=errors
    )


class MoveForm(forms.Form):
    """To when, and for one time or from then on."""

    ONCE, ALL = "once", "all"

    day = _day(_("Day"))
    at = _time(_("Time"))
    scope = forms.ChoiceField(
        label=_("For which moments?"),
        widget=forms.RadioSelect,
        initial=ONCE,
        choices=((ONCE, _("Only this time")), (ALL, _("From then on"))),
    )

    def clean(self) -> dict[str, Any]:
        """Put day and time together, on the clock in the Netherlands."""
        given = super().clean() or self.cleaned_data
        if "day" in given and "at" in given:
            if given["day"].year > clock.today().year + 1:
                raise forms.ValidationError(_("Choose a moment within a year."))
            given["to"] = starts_at(given["day"], given["at"])
        return given


def _often() -> list[tuple[str, Any]]:
    weeks = [
        (f"w{n}", ngettext_lazy("Every week", "Every %(count)d weeks", n) % {"count": n} if n > 1 else _("Every week"))
        for n in WEEKS
    ]
    months = [
        (
            f"m{n}",
            ngettext_lazy("Every month", "Every %(count)d months", n) % {"count": n} if n > 1 else _("Every month"),
        )
        for n in MONTHS
    ]
    return [*weeks, *months]


class AgreementForm(forms.Form):
    """One thing to come back to."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.Select)
    name = Words(
        limit=NAME_MAX,
        required=False,
        label=_("A name of your own"),
        help_text=_("Only if you call it something else."),
    )
    shape = forms.ChoiceField(
        label=_("How do you plan it?"),
        widget=forms.RadioSelect,
        choices=(
            (Shape.RECURS, _("On a fixed day: the moments are in the calendar at once")),
            (Shape.AT_LEAST, _("At least every so often: you choose a day each time")),
        ),
    )
    often = forms.ChoiceField(label=_("How often?"), choices=_often, widget=forms.Select)
    starts_on = _day(
        _("First time"), help_text=_("The weekday follows from this. By the month also which of the month.")
    )
    at = _time(_("Time"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    format_code = forms.ChoiceField(label=_("Format"), required=False, widget=forms.Select)
    place = Words(limit=PLACE_MAX, required=False, label=_("Place"), help_text=_("A room, or how to join from afar."))
    holder = forms.ChoiceField(label=_("Who sees to it that it goes on?"), required=False, widget=forms.Select)
    until = _day(_("Last day"), required=False, help_text=_("Empty: it goes on until you change it."))

    def __init__(
        self,
        data: QueryDict | None,
        *,
        terms: Terms,
        members: list[Person],
        formats: list[tuple[str, str]],
        more: dict[str, object],
    ) -> None:
        super().__init__(data, initial={**initial_of(terms), **more})
        self.terms_before, self.members = terms, {str(each.pk): each for each in members}
        known = {code for code, _name in formats}
        kept = [(terms.format_code, terms.format_code)] if terms.format_code and terms.format_code not in known else []
        self._choices("format_code", [("", _("No format")), *kept, *formats])
        self._choices(
            "holder", [("", _("Nobody in particular")), *((key, each.name) for key, each in self.members.items())]
        )

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def terms(self) -> Terms:
        """Return what was agreed on. While the day and how often stay, so does which weekday of the month it is."""
        given = self.cleaned_data
        unit, number = Unit.WEEK if given["often"].startswith("w") else Unit.MONTH, int(given["often"][1:])
        day: date = given["starts_on"]
        terms = replace(
            self.terms_before,
            kind=given["kind"],
            name=given["name"],
            shape=given["shape"],
            minutes=given["minutes"],
            starts_on=day,
            at=given["at"],
            until=given["until"],
            format_code=given["format_code"],
            place=given["place"],
            holder=UUID(given["holder"]) if given["holder"] else None,
        )
        if terms.shape == Shape.AT_LEAST:
            weeks = number if unit == Unit.WEEK else WEEKS_OF_MONTHS[number]
            return replace(terms, at_least_weeks=weeks)
        if (
            day == self.terms_before.starts_on
            and unit == self.terms_before.unit
            and self.terms_before.weekday is not None
        ):
            return replace(terms, every=number)
        nth = nth_of(day) if unit == Unit.MONTH else None
        return replace(terms, every=number, unit=unit, weekday=day.weekday(), nth=nth)


def initial_of(terms: Terms) -> dict[str, Any]:
    """Return terms as the form shows them."""
    number, letter = (terms.at_least_weeks or terms.every), "m" if terms.unit == Unit.MONTH else "w"
    known = MONTHS if letter == "m" else WEEKS
    nearest = min(known, key=lambda each: abs(each - number))
    return {
        "kind": terms.kind,
        "name": terms.name,
        "shape": terms.shape,
        "often": f"{letter}{nearest}",
        "starts_on": terms.starts_on,
        "at": terms.at,
        "minutes": terms.minutes,
        "format_code": terms.format_code,
        "place": terms.place,
        "holder": str(terms.holder or ""),
        "until": terms.until,
    }


class BeginningForm(forms.Form):
    """The rhythm that is offered: what of it, and when the weekly hour is."""

    kinds = forms.MultipleChoiceField(
        label=_("What do you come back to?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    day = _day(_("First day"), help_text=_("The weekday on which you come together each week."))
    at = _time(_("Time"))

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class HoursForm(forms.Form):
    """How much somebody of this team works."""

    hours = forms.IntegerField(
        label=_("Hours of work in a week"),
        help_text=_("What most in this team work. It says nothing about anybody."),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class CapForm(forms.Form):
    """How much of working time defaults may ask."""

    percent = forms.IntegerField(
        label=_("Percent of working time for learning"),
        help_text=_("What is offered to teams stays within it. A team may choose more."),
        min_value=1,
        max_value=50,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
