"""Offering something: what, when, where, for whom; what goes with it; what a trainer gives."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.development.offerings import models
from drieslag.development.offerings.actions import Draft, When
from drieslag.development.offerings.enums import Kind, Where
from drieslag.development.offerings.models import Moment, Offering
from drieslag.kernel.framework import Framework
from drieslag.people.models import Person
from drieslag.web.components.forms import Words

ROWS_MORE = 2
MOST_BREAK = 480
NO_DAY = _("Choose a day.")
WRONG_DAY = _("Write the date like this: 24-11-2026.")
WRONG_TIME = _("Choose a time, like 10.15.")
WHAT_FOR = {
    Kind.TRAINING: _("For instance: asking on when somebody says little."),
    Kind.ACTIVITY: _("For instance: looking at a case with the domain holder."),
    Kind.VISIT: _("For instance: how we do the first talk at home."),
}


class MomentForm(forms.Form):
    """One day. A row that stays empty counts for nothing."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": NO_DAY, "invalid": WRONG_DAY},
    )
    begins = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": WRONG_TIME, "invalid": WRONG_TIME},
    )
    ends = forms.TimeField(
        label=_("Ends at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": WRONG_TIME, "invalid": WRONG_TIME},
    )
    pause = forms.IntegerField(
        label=_("Breaks, in minutes"),
        required=False,
        min_value=0,
        max_value=MOST_BREAK,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a number of minutes."), "max_value": _("Write a number of minutes.")},
    )

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning."""
        given = super().clean() or {}
        if "begins" in given and "ends" in given and given["ends"] <= given["begins"]:
            self.add_error("ends", _("The end lies after the beginning, on the same day."))
        return given

    def when(self) -> When:
        """Return the day as the action takes it."""
        given = self.cleaned_data
        return When(
            _at(given["day"], given["begins"]), _at(given["day"], given["ends"]), given.get("pause") or 0
        )  # fmt: skip


def _at(day: Any, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.AMSTERDAM)


Moments = formset_factory(
    MomentForm, extra=0, min_num=1, validate_min=True, max_num=models.MOST_MOMENTS, absolute_max=models.MOST_MOMENTS
)


def moments_form(data: Mapping[str, Any] | None, known: Iterable[Moment] = ()) -> "BaseFormSet[MomentForm]":
    """Return the rows of days: those that there are, and a few empty ones."""
    rows: list[dict[str, object]] = [
        {
            "day": one.starts_at.astimezone(clock.AMSTERDAM).date(),
            "begins": one.starts_at.astimezone(clock.AMSTERDAM).time(),
            "ends": one.ends_at.astimezone(clock.AMSTERDAM).time(),
            "pause": one.break_minutes or None,
        }
        for one in known
    ]
    made = Moments(
        data,
        initial=rows or None,
        prefix="when",
        error_messages={"missing_management_form": str(NO_DAY), "too_few_forms": str(NO_DAY)},
    )
    made.extra = ROWS_MORE
    return made


def whens(found: "BaseFormSet[MomentForm]") -> Iterator[When]:
    """Return the days that were filled in."""
    return (form.when() for form in found.forms if form.has_changed() or form.initial)


class OfferingForm(forms.Form):
    """What is offered."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(
        limit=models.TITLE_MAX,
        label=_("How do you call it?"),
        error_messages={"required": _("Give it a name by which others find it.")},
    )
    what_for = Words(
        limit=models.WORDS_MAX,
        rows=3,
        label=_("What does one learn by it, and for which resident's good?"),
        error_messages={"required": _("Write what it is for.")},
    )
    theme = forms.ChoiceField(label=_("Which development theme does it fit?"), required=False)
    where = forms.ChoiceField(
        label=_("Where?"), widget=forms.RadioSelect, choices=Where.choices, initial=Where.ON_THE_SPOT
    )
    place = Words(limit=models.LINE_MAX, label=_("Which place?"), required=False)
    link = forms.URLField(
        label=_("A link"),
        required=False,
        max_length=models.LINK_MAX,
        assume_scheme="https",
        help_text=_("Where you meet online, or of an e-learning elsewhere."),
        error_messages={"invalid": _("Begin the address with https://.")},
    )
    is_live = forms.BooleanField(
        label=_("Everybody hears and sees each other live"),
        required=False,
        initial=True,
        help_text=_("Some registers count an online meeting only then."),
    )
    seats = forms.IntegerField(
        label=_("How many seats?"),
        required=False,
        min_value=1,
        max_value=models.MOST_SEATS,
        help_text=_("Leave it empty if everybody fits."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Write a number from 1 to 500.")),
    )
    ask = Words(
        limit=models.LINE_MAX,
        label=_("What do you ask of who comes?"),
        required=False,
        help_text=_("For instance: bring a question of your own."),
    )
    host = forms.ChoiceField(label=_("Who gives it?"))
    other = forms.ChoiceField(label=_("Together with"), required=False)

    def __init__(
        self, *args: Any, kind: Kind, me: Person, people: Iterable[Person], themes: Iterable[Framework], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in (me, *people)}
        named = sorted(((key, one.name) for key, one in self.people.items()), key=lambda pair: pair[1])
        self._choose("host", named)
        self._choose("other", [("", _("Nobody else")), *named])
        self.fields["host"].initial = str(me.pk)
        self.fields["what_for"].help_text = str(WHAT_FOR[kind])
        offered = _themes(themes)
        self._choose("theme", [("", _("None in particular")), *offered])
        self.asks_theme = bool(offered)
        if kind is Kind.VISIT:
            for name in ("link", "is_live", "where"):
                del self.fields[name]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_link(self) -> str:
        """Only an address that is encrypted on its way."""
        link = str(self.cleaned_data["link"])
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Begin the address with https://."))
        return link

    def draft(self, moments: Iterable[When]) -> Draft:
        """Return what was filled in, as the action takes it."""
        given = self.cleaned_data
        hosts = dict.fromkeys(key for key in (given["host"], given["other"]) if key)
        return Draft(
            title=given["title"],
            what_for=given["what_for"],
            moments=tuple(moments),
            ask=given["ask"],
            where=Where(given.get("where") or Where.ON_THE_SPOT),
            place=given["place"],
            link=given.get("link", ""),
            is_live=given.get("is_live", True),
            seats=given["seats"],
            theme=_theme_of(given["theme"]),
            hosts=tuple(self.people[key] for key in hosts),
        )

    @staticmethod
    def kept(offering: Offering, hosts: list[Any]) -> dict[str, object]:
        """Return what is filled in when an offering is changed."""
        names = ("title", "what_for", "where", "place", "link", "is_live", "seats", "ask")
        return {
            **{name: getattr(offering, name) for name in names},
            "theme": "|".join((offering.theme_code, str(offering.theme_version), offering.theme_key))
            if offering.theme_code
            else "",
            "host": str(hosts[0]) if hosts else "",
            "other": str(hosts[1]) if len(hosts) > 1 else "",
        }


def _themes(frameworks: Iterable[Framework]) -> list[tuple[str, Any]]:
    """Return the themes; under the name of their framework where there is more than one, since a copied framework has
    the same themes.
    """
    language = get_language() or "nl"
    groups: list[tuple[str, Any]] = [
        (
            framework.name.get(language),
            [(f"{framework.code}|{framework.version}|{one.key}", one.name.get(language)) for one in framework.themes],
        )
        for framework in frameworks
        if framework.themes
    ]
    return groups if len(groups) > 1 else [each for _name, rows in groups for each in rows]


def _theme_of(text: str) -> tuple[str, int, str] | None:
    if not text:
        return None
    code, version, key = text.split("|")
    return code, int(version), key


class MaterialForm(forms.Form):
    """A link or a short text."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(
        limit=models.TITLE_MAX, label=_("What is it?"), error_messages={"required": _("Give it a name.")}
    )  # fmt: skip
    goal = Words(limit=models.LINE_MAX, label=_("For which goal?"), required=False)
    text = Words(limit=models.WORDS_MAX, rows=3, label=_("A short text"), required=False)
    address = Words(limit=models.LINK_MAX, label=_("A link"), required=False)


class BroughtForm(forms.Form):
    """What it brought, for oneself."""

    brought = Words(limit=models.WORDS_MAX, rows=3, label=_("What did it bring you?"), required=False)


class TrainerForm(forms.Form):
    """What a trainer gives, and how often."""

    gives = Words(limit=models.WORDS_MAX, rows=2, label=_("What do you give?"), required=False)
    a_quarter = forms.IntegerField(
        label=_("How many trainings can you give in a quarter?"),
        min_value=0,
        max_value=models.MOST_A_QUARTER,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Write a number from 0 to 90.")
        ),
    )
