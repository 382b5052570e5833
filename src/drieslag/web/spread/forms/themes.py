"""A theme, and what people put in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.kernel.format import Preference
from drieslag.learning.spread import models
from drieslag.learning.threads.models import Thread
from drieslag.web.components.forms import Words
from drieslag.web.spread.forms.days import Day, near
from drieslag.web.spread.words import PREFERENCES, month_year

MONTHS_AHEAD = 12
MONTHS_A_YEAR = 12


class ThemeForm(forms.Form):
    """A theme: its name, its question, its month."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(
        limit=models.TITLE_MAX,
        label=_("What is the theme?"),
        error_messages={"required": _("Give the theme a name.")},
    )
    question = Words(
        limit=models.LINE_MAX,
        rows=2,
        label=_("Which question do you look at together?"),
        error_messages={"required": _("Write the question of this month.")},
    )
    month = forms.ChoiceField(label=_("In which month?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        month = self.fields["month"]
        assert isinstance(month, forms.ChoiceField)
        known = self.initial.get("month")
        month.choices = list(months_ahead(date.fromisoformat(known) if known else None))

    def clean_month(self) -> date:
        """Return the first day of the month."""
        return date.fromisoformat(self.cleaned_data["month"])


def months_ahead(also: date | None = None) -> Iterable[tuple[str, str]]:
    """Yield this month and the eleven after it, and before them `also` when it has passed."""
    first = clock.today().replace(day=1)
    if also is not None and also < first:
        yield also.isoformat(), month_year(also)
    for ahead in range(MONTHS_AHEAD):
        years, month = divmod(first.month - 1 + ahead, MONTHS_A_YEAR)
        day = date(first.year + years, month + 1, 1)
        yield day.isoformat(), month_year(day)


class ActivityForm(forms.Form):
    """An activity: what, when, where, by which way of learning."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(
        limit=models.TITLE_MAX,
        label=_("What can one take part in?"),
        error_messages={"required": _("Write what one can take part in.")},
    )
    on = Day(label=_("On which day?"))
    place = Words(
        limit=models.PLACE_MAX,
        label=_("Where, or with which team?"),
        error_messages={"required": _("Write where it is.")},
    )
    preference = forms.ChoiceField(
        label=_("How does one learn there?"),
        widget=forms.RadioSelect,
        choices=[(one.value, PREFERENCES[one]) for one in Preference],
        error_messages={"required": _("Choose one of the five.")},
    )

    def clean_on(self) -> date:
        """Refuse a day more than a year away."""
        return near(self.cleaned_data["on"])


class NoteForm(forms.Form):
    """A question beforehand, with a name or without; or what was learned."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = Words(
        limit=models.NOTE_MAX,
        rows=3,
        label=_("Your question"),
        error_messages={"required": _("Write it in a sentence or two.")},
    )
    named = forms.ChoiceField(
        label=_("Under which name?"),
        choices=(("yes", _("With my name")), ("no", _("Without a name"))),
        widget=forms.RadioSelect,
        initial="yes",
    )


class KnowledgeForm(NoteForm):
    """Knowledge: an insight, or where to find something."""

    link = forms.URLField(
        label=_("Where does it stand?"),
        required=False,
        max_length=models.LINK_MAX,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"invalid": _("Begin the address with https://.")},
    )


class LinkThreadForm(forms.Form):
    """Which question of one's team, in words for everyone."""

    thread = forms.ChoiceField(label=_("Which question of your team?"))
    title = Words(
        limit=models.TITLE_MAX,
        rows=2,
        label=_("How do others read it?"),
        help_text=_("Only these words are shown, and the name of your team. Not the story behind it."),
        error_messages={"required": _("Write it as others may read it.")},
    )

    def __init__(self, *args: Any, threads: Iterable[Thread], **options: Any) -> None:
        super().__init__(*args, **options)
        self.threads = {str(thread.pk): thread for thread in threads}
        field = self.fields["thread"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, thread.title) for key, thread in self.threads.items()]

    def clean_thread(self) -> Thread:
        """Return the question."""
        return self.threads[self.cleaned_data["thread"]]


class HarvestForm(forms.Form):
    """What a theme brought, in a line."""

    harvest = Words(
        limit=models.WORDS_MAX,
        rows=4,
        label=_("What did this month bring?"),
        help_text=_("What do we know now, and what do we go on with?"),
        error_messages={"required": _("Write in a line what it brought.")},
    )
