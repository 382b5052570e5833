"""What is asked on the pages of the board. Too long keeps every word and says by how much."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.learning.threads import models
from drieslag.learning.threads.enums import Level, Seen, TryOutKind
from drieslag.people.models import Person
from drieslag.people.queries import Hat
from drieslag.web.components.forms import Words

SIX_WEEKS = timedelta(weeks=6)
WHOLE_TEAM = "team"
LONGEST = timedelta(days=366)


class QuestionForm(forms.Form):
    """A practice question: one sentence, and a story if one likes."""

    title = Words(
        limit=models.TITLE_MAX,
        rows=2,
        label=_("What do you want to learn?"),
        help_text=_("One question, about your own work."),
        error_messages={"required": _("Write one question about your own work.")},
    )
    story = Words(
        limit=models.STORY_MAX,
        rows=6,
        required=False,
        label=_("What is going on?"),
        help_text=_("Keep it short. Do not write who it is, but what happens."),
    )

    def clean_title(self) -> str:
        """Take the title as one line."""
        return " ".join(self.cleaned_data["title"].split())


class NewQuestionForm(QuestionForm):
    """The same, with the team and whether a name goes with it. The key makes a double press one question."""

    NAMES = (("yes", _("With my name")), ("no", _("Without a name")))

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    team = forms.ChoiceField(label=_("For which team?"), widget=forms.RadioSelect)
    named = forms.ChoiceField(label=_("Under which name?"), choices=NAMES, widget=forms.RadioSelect, initial="yes")

    def __init__(self, *args: Any, hats: tuple[Hat, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        team.choices = [(str(hat.team_id), hat.team) for hat in hats]
        self.asks_team = len(hats) > 1
        if hats and not self.asks_team:
            team.required = False
            team.initial = str(hats[0].team_id)

    def clean_team(self) -> str:
        """Take the only team when there is one, whatever was sent."""
        return str(self.cleaned_data["team"] or self.fields["team"].initial)


class InsightForm(forms.Form):
    """What one came to see."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(
        limit=models.INSIGHT_MAX,
        rows=3,
        label=_("What do you see now that you did not see before?"),
        error_messages={"required": _("Write what you came to see.")},
    )
    level = forms.ChoiceField(
        label=_("What does it change?"),
        widget=forms.RadioSelect,
        initial=Level.SINGLE,
        choices=(
            (Level.SINGLE, _("What we do")),
            (Level.DOUBLE, _("How we look at it")),
            (Level.TRIPLE, _("What we stand for")),
        ),
    )


class TryOutForm(forms.Form):
    """Something small, by whom, until when."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(
        limit=models.TRY_OUT_MAX,
        rows=2,
        label=_("What will you try out?"),
        help_text=_("Something small, that you can do this week."),
        error_messages={"required": _("Write what you will try out.")},
    )
    expectation = Words(
        limit=models.EXPECTATION_MAX,
        rows=2,
        required=False,
        label=_("What do you hope to see?"),
        help_text=_("So you can tell later whether it helped."),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        initial=TryOutKind.EXPERIMENT,
        choices=(
            (TryOutKind.EXPERIMENT, _("An experiment: I try it and look what happens")),
            (TryOutKind.ACTION, _("An action: I know what is to be done")),
        ),
    )
    owner = forms.ChoiceField(label=_("Who tries it out?"), widget=forms.Select)
    due_on = forms.DateField(
        label=_("When do you look back?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day to look back."),
            "invalid": _("Write the date like this: 24-11-2026."),
        },
    )

    def __init__(self, *args: Any, members: list[Person], me: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        others = [(str(person.pk), person.name) for person in members if person != me]
        owner.choices = [(str(me.pk), _("I do")), (WHOLE_TEAM, _("The whole team")), *others]
        self.members = {str(person.pk): person for person in members}
        self.fields["due_on"].initial = clock.today() + SIX_WEEKS
        self.fields["owner"].initial = str(me.pk)

    def clean_owner(self) -> Person | None:
        """Return the person, or None for the whole team."""
        return self.members.get(self.cleaned_data["owner"])

    def clean_due_on(self) -> Any:
        """Refuse a day that has passed or lies beyond a year."""
        return coming_day(self.cleaned_data["due_on"])


class LookBackForm(forms.Form):
    """What was seen, in a minute."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.ChoiceField(
        label=_("Did you see what you hoped for?"),
        widget=forms.RadioSelect,
        choices=Seen.choices,
        error_messages={"required": _("Choose one of the three.")},
    )
    text = Words(limit=models.EFFECT_MAX, rows=3, required=False, label=_("What surprised you?"))
    go_on = forms.ChoiceField(
        label=_("And now?"),
        widget=forms.RadioSelect,
        initial="no",
        choices=(
            ("no", _("We have looked back")),
            ("2", _("I go on for 2 more weeks")),
            ("6", _("I go on for 6 more weeks")),
        ),
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        if data is not None and "go_on" not in data:  # the one press on the home page
            data = data.copy()
            data["go_on"] = "no"
        super().__init__(data, **options)


class EffectForm(forms.Form):
    """What surprised, after the one press."""

    seen = forms.ChoiceField(label=_("Did you see what you hoped for?"), widget=forms.RadioSelect, choices=Seen.choices)
    text = Words(limit=models.EFFECT_MAX, rows=3, required=False, label=_("What surprised you?"))


class ClosureForm(forms.Form):
    """With whom it was shared."""

    shared_with = Words(
        limit=models.SHARED_WITH_MAX,
        label=_("With whom did you share this?"),
        help_text=_("Another team, a meeting, somebody who can use it."),
        error_messages={"required": _("Write with whom you shared this.")},
    )


def coming_day(day: Any) -> Any:
    """Return the day. Raises ValidationError when it has passed, or lies beyond a year."""
    if day < clock.today():
        raise forms.ValidationError(_("This day has passed. Choose a day to come."))
    if day > clock.today() + LONGEST:
        raise forms.ValidationError(_("Choose a day within a year."))
    return day
