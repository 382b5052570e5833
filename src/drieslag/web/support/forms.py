"""What is asked on the pages of support. Too long keeps every word and says by how much."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.learning.support import models
from drieslag.learning.support.actions.help import Asking
from drieslag.learning.support.enums import Asked, ItemKind, Room
from drieslag.learning.support.pairing import LARGEST
from drieslag.learning.support.queries import Buddies, Whom
from drieslag.people.models import Person
from drieslag.web.components.forms import Words

SIX_WEEKS = timedelta(weeks=6)
LONGEST = timedelta(days=366)
RHYTHMS = (1, 2, 3, 4, 6, 8)
MINUTES = (15, 30, 60, 120, 240)
TOP = 10


def _rhythms() -> list[tuple[int, str]]:
    """Return the rhythms to choose from, in the language of whoever asks."""
    return [(n, ngettext("every week", "every %(count)d weeks", n) % {"count": n}) for n in RHYTHMS]


def _minutes() -> list[tuple[int, str]]:
    return [(n, ngettext("%(count)d minute", "%(count)d minutes", n) % {"count": n}) for n in MINUTES]


class Day(forms.DateField):
    """A day to come, within a year."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault(
            "error_messages",
            {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")},
        )
        super().__init__(**options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value < clock.today():
            raise forms.ValidationError(_("This day has passed. Choose a day to come."))
        if value > clock.today() + LONGEST:
            raise forms.ValidationError(_("Choose a day within a year."))


class ChoiceForm(forms.Form):
    """One colleague as a buddy, or two."""

    others = forms.MultipleChoiceField(
        label=_("Whom would you like to ask?"),
        help_text=_("One colleague, or two when you would like to be with three."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one colleague, or two.")},
    )

    def __init__(self, *args: Any, found: Buddies, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in found.others}
        taken = {name: pair for pair in found.pairs for name in pair}
        field = self.fields["others"]
        assert isinstance(field, forms.MultipleChoiceField)
        rows = sorted(self.people.items(), key=lambda row: row[1].name in taken)
        field.choices = [(key, _named(person.name, taken.get(person.name, ()))) for key, person in rows]

    def clean_others(self) -> list[Person]:
        """Return the colleagues."""
        chosen = self.cleaned_data["others"]
        if len(chosen) >= LARGEST:
            raise forms.ValidationError(_("Choose one colleague, or two."))
        return [self.people[key] for key in chosen]


def _named(name: str, pair: tuple[str, ...]) -> str:
    """Return a name, with whose buddy it is: one can join a pair by asking all of it."""
    others = ", ".join(each for each in pair if each != name)
    return gettext("%(name)s (buddy of %(others)s)") % {"name": name, "others": others} if others else name


class WishForm(forms.Form):
    """What one wishes about buddies. Nobody else sees it."""

    no_buddy = forms.BooleanField(required=False, label=_("I would rather have no buddy now"))
    across_lead = forms.BooleanField(
        required=False,
        label=_("A team leader and a member may be buddies, as far as I am concerned"),
        help_text=_("Only when both wish it."),
    )


class RhythmForm(forms.Form):
    """After how many weeks the next talk is due."""

    every_weeks = forms.TypedChoiceField(
        label=_("How often do you talk?"),
        coerce=int,
        choices=_rhythms,
    )


class HelpForm(forms.Form):
    """What a team runs into, and what it asks of whom."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    running_into = Words(
        limit=models.HELP_MAX,
        rows=5,
        label=_("What do you run into?"),
        help_text=_("Keep it short. Do not write who it is, but what happens."),
        error_messages={"required": _("Write what you run into.")},
    )
    tried = Words(limit=models.HELP_MAX, rows=3, required=False, label=_("What did you try already?"))
    asking = Words(
        limit=models.HELP_SHORT_MAX,
        rows=2,
        label=_("What do you ask?"),
        error_messages={"required": _("Write what you ask.")},
    )
    whom = forms.ChoiceField(label=_("Of whom?"), error_messages={"required": _("Choose of whom you ask it.")})
    decide_ourselves = Words(
        limit=models.HELP_SHORT_MAX,
        rows=2,
        required=False,
        label=_("What do you decide yourselves?"),
        help_text=_("So that nobody takes over what is yours."),
    )
    look_back_on = Day(label=_("When do you look back?"))

    def __init__(self, *args: Any, whom: list[Whom], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *((value_of(one), _label(one)) for one in whom)]
        self.fields["look_back_on"].initial = clock.today() + SIX_WEEKS

    def asking_of(self) -> Asking:
        """Return what was filled in."""
        given = self.cleaned_data
        kind, _colon, key = given["whom"].partition(":")
        person_or_team = UUID(key) if key else None
        return Asking(
            running_into=given["running_into"],
            tried=given["tried"],
            asking=given["asking"],
            decide_ourselves=given["decide_ourselves"],
            look_back_on=given["look_back_on"],
            asked_kind=Asked(kind),
            asked_person=person_or_team if kind == Asked.COACH else None,
            asked_team=person_or_team if kind == Asked.TEAM else None,
        )


def value_of(one: Whom) -> str:
    """Return how a form names of whom is asked."""
    return f"{one.kind}:{one.key}" if one.key else str(one.kind)


def _label(one: Whom) -> object:
    if one.kind == Asked.COACH:
        return _("%(name)s, learning coach") % {"name": one.name}
    return one.name or _("The board")


class SayForm(forms.Form):
    """A question, an answer or advice."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(
        limit=models.WORD_MAX, rows=3, label=_("Your words"), error_messages={"required": _("Write a few words.")}
    )


class TalkForm(forms.Form):
    """A day to talk."""

    day = Day(label=_("On which day can you talk?"))


class SlidersForm(forms.Form):
    """Four figures from 0 to 10."""

    dialogue = forms.IntegerField(min_value=0, max_value=TOP, label=Room.DIALOGUE.label)
    reflecting = forms.IntegerField(min_value=0, max_value=TOP, label=Room.REFLECTING.label)
    future = forms.IntegerField(min_value=0, max_value=TOP, label=Room.FUTURE.label)
    organising = forms.IntegerField(min_value=0, max_value=TOP, label=Room.ORGANISING.label)

    def values(self) -> dict[Room, int]:
        """Return the four."""
        return {room: self.cleaned_data[room.value] for room in Room}


class FrameForm(forms.Form):
    """Until when one is there, and with whom one fills the list."""

    last_day = forms.DateField(
        label=_("What is your last day in this team?"),
        help_text=_("Three months after it the list is erased."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date like this: 24-11-2026.")},
    )
    colleague = forms.ChoiceField(
        label=_("Which colleague fills it with you?"), help_text=_("This colleague then sees the list."), required=False
    )

    def __init__(self, *args: Any, others: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in others}
        field = self.fields["colleague"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody yet")), *((key, person.name) for key, person in self.people.items())]

    def clean_colleague(self) -> Person | None:
        """Return the colleague, or None."""
        return self.people.get(self.cleaned_data["colleague"])


class LineForm(forms.Form):
    """One line of the list."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        initial=ItemKind.KNOWLEDGE,
        choices=(
            (ItemKind.KNOWLEDGE, _("What only you know")),
            (ItemKind.QUESTION, _("A question that stays with the team")),
            (ItemKind.CONTACT, _("A contact that the team needs")),
            (ItemKind.ASKS, _("What the team wants to ask")),
        ),
    )
    text = Words(
        limit=models.ITEM_MAX,
        rows=3,
        label=_("In a few words"),
        help_text=_("No names of clients: a role or an organisation is enough."),
        error_messages={"required": _("Write a few words.")},
    )
    passed_to = forms.ChoiceField(label=_("Whom do you pass it on to?"), required=False)

    def __init__(self, *args: Any, others: list[Person], only_asks: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in others}
        field = self.fields["passed_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody yet")), *((key, person.name) for key, person in self.people.items())]
        if only_asks:
            del self.fields["passed_to"]
            self.fields["kind"] = forms.ChoiceField(
                choices=[(ItemKind.ASKS, "")], initial=ItemKind.ASKS, widget=forms.HiddenInput
            )

    def clean_passed_to(self) -> Person | None:
        """Return the colleague, or None."""
        return self.people.get(self.cleaned_data["passed_to"])


class UndertakingForm(forms.Form):
    """What is to begin."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    title = Words(
        limit=models.TITLE_MAX,
        label=_("What are you going to begin with?"),
        help_text=_("An experiment, a theme, a track."),
        error_messages={"required": _("Write what you are going to begin with.")},
    )


class PartForm(forms.Form):
    """That one takes part, so much and until then."""

    minutes_a_week = forms.TypedChoiceField(
        label=_("How much time a week?"),
        coerce=int,
        initial=30,
        choices=_minutes,
    )
    until = Day(label=_("Until when?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["until"].initial = clock.today() + SIX_WEEKS
