"""Offering, taking over, telling what one saw, asking who carries it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.learning.spread import models
from drieslag.learning.spread.enums import OfferKind, Stage
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import TRY_OUT_MAX, Thread
from drieslag.people.models import Person
from drieslag.people.queries import Hat
from drieslag.web.components.forms import Words
from drieslag.web.spread.forms.days import Day, coming

SIX_WEEKS = timedelta(weeks=6)
TERM = timedelta(weeks=12)
WHOLE_TEAM = "team"
NONE = ""


class OfferForm(forms.Form):
    """An offer: what it is, what it asks, what came of it. In words in which no person stands."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What do you share?"),
        widget=forms.RadioSelect,
        choices=OfferKind.choices,
        initial=OfferKind.WORKS,
        help_text=_("What did not work helps another team as much."),
    )
    title = Words(
        limit=models.TITLE_MAX,
        label=_("How do you call it?"),
        error_messages={"required": _("Give it a name by which others find it.")},
    )
    what = Words(
        limit=models.WORDS_MAX,
        rows=4,
        label=_("What do you do?"),
        help_text=_("So that a colleague of another team could do it tomorrow."),
        error_messages={"required": _("Write what you do.")},
    )
    needed = Words(limit=models.WORDS_MAX, rows=3, required=False, label=_("What do you need for it?"))
    came = Words(
        limit=models.WORDS_MAX,
        rows=3,
        label=_("What came of it?"),
        help_text=_("Also what surprised you, or fell short."),
        error_messages={"required": _("Write what came of it.")},
    )


class NewOfferForm(OfferForm):
    """The same, with whether the question is round by it."""

    and_close = forms.BooleanField(required=False, initial=True, label=_("Our question is round with this"))

    def __init__(self, *args: Any, may_close: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_close:
            del self.fields["and_close"]


class AdoptForm(forms.Form):
    """Taking over: for which team, what one does, and what one does differently."""

    team = forms.ChoiceField(label=_("For which team?"), widget=forms.RadioSelect)
    text = Words(
        limit=TRY_OUT_MAX,
        rows=3,
        label=_("What will you try out?"),
        help_text=_("Make it your own. Small enough for this week."),
        error_messages={"required": _("Write what you will try out.")},
    )
    differently = Words(
        limit=models.WORDS_MAX,
        rows=3,
        required=False,
        label=_("What do we do differently here?"),
        help_text=_("Everyone in the organisation reads this."),
    )
    thread = forms.ChoiceField(label=_("Does it belong to a question of your team?"), required=False)
    owner = forms.ChoiceField(
        label=_("Who tries it out?"),
        widget=forms.RadioSelect,
        initial=WHOLE_TEAM,
        choices=((WHOLE_TEAM, _("The whole team")), ("me", _("I do"))),
    )
    due_on = Day(label=_("When do you look back?"))

    def __init__(self, *args: Any, hats: Iterable[Hat], threads: Iterable[Thread], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(str(hat.team_id), hat.team) for hat in hats]
        _choose(self, "team", offered)
        self.asks_team = len(offered) > 1
        self.threads = {str(thread.pk): thread for thread in threads}
        _choose(self, "thread", [(NONE, _("No, it stands by itself")), *_titles(self.threads)])
        self.fields["team"].initial = offered[0][0] if offered else None
        self.fields["team"].required = self.asks_team
        self.fields["due_on"].initial = clock.today() + SIX_WEEKS

    def clean_team(self) -> str:
        """Take the only team when there is one, whatever was sent."""
        return str(self.cleaned_data["team"] or self.fields["team"].initial)

    def clean_due_on(self) -> date:
        """Refuse a day that has passed or lies beyond a year."""
        return coming(self.cleaned_data["due_on"])

    def clean(self) -> dict[str, Any]:
        """A question of another of one's teams does not belong to this one."""
        given = super().clean() or {}
        thread = self.threads.get(given.get("thread", NONE))
        if thread is not None and given.get("team") and str(thread.team_id) != given["team"]:
            self.add_error("thread", _("This question is of your other team."))
        return {**given, "thread": thread}


class TellForm(forms.Form):
    """What one's team saw of what it took over, for everyone."""

    seen = forms.ChoiceField(
        label=_("Did you see what you hoped for?"),
        widget=forms.RadioSelect,
        choices=Seen.choices,
        error_messages={"required": _("Choose one of the three.")},
    )
    told = Words(
        limit=models.WORDS_MAX,
        rows=4,
        required=False,
        label=_("What did you see?"),
        help_text=_("For the team that it came from, and for whoever takes it over next."),
    )


class AmbassadorForm(forms.Form):
    """Who carries it to other teams, until when."""

    person = forms.ChoiceField(label=_("Whom do you ask?"))
    until = Day(label=_("Until when?"))

    def __init__(self, *args: Any, members: Iterable[Person], me: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = {str(person.pk): person for person in members}
        others = [(key, person.name) for key, person in self.members.items() if person != me]
        _choose(self, "person", [(str(me.pk), _("I do it")), *others])
        self.fields["until"].initial = clock.today() + TERM

    def clean_person(self) -> Person:
        """Return the person."""
        return self.members[self.cleaned_data["person"]]

    def clean_until(self) -> date:
        """Refuse a day that has passed or lies beyond a year."""
        return coming(self.cleaned_data["until"])


class StageForm(forms.Form):
    """Where one is with carrying it."""

    stage = forms.ChoiceField(label=_("Where are you with it?"), widget=forms.RadioSelect, choices=Stage.choices)


class SearchForm(forms.Form):
    """Looking for an offer."""

    says_optional = False

    text = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("What do you look for?"), required=False, choices=[(NONE, _("Everything")), *OfferKind.choices]
    )


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _titles(threads: dict[str, Thread]) -> Iterable[tuple[str, str]]:
    return ((key, thread.title) for key, thread in threads.items())
