"""What is asked about something that one tries: what, by whom, until when, and what came of it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.learning.threads import models
from drieslag.learning.threads.enums import Next, Seen, TryOutKind
from drieslag.people.models import Person
from drieslag.web.board.forms.questions import LEVELS
from drieslag.web.components.forms import Words

SIX_WEEKS = timedelta(weeks=6)
WHOLE_TEAM = "team"
LONGEST = timedelta(days=366)
PLAN = ("text", "thinking", "with_whom", "how_small", "expectation", "stop_rule")
AGAIN = {"again_2": 2, "again_6": 6}


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
    thinking = Words(
        limit=models.EXPECTATION_MAX,
        rows=2,
        required=False,
        label=_("What do you think is going on?"),
        help_text=_("Your guess: we think that … because …"),
    )
    with_whom = Words(
        limit=models.PLAN_MAX, required=False, label=_("With whom?"), help_text=_("No names of residents.")
    )
    how_small = Words(
        limit=models.PLAN_MAX,
        required=False,
        label=_("How small do you keep it?"),
        help_text=_("For instance: in two talks, with one family, on Tuesdays."),
    )
    stop_rule = Words(
        limit=models.PLAN_MAX,
        required=False,
        label=_("When do you stop before that day?"),
        help_text=_("Only if you need it: when … happens, we stop."),
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
        help_text=_("For an experiment, 2 to 12 weeks works best."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day to look back."),
            "invalid": _("Write the date like this: 24-11-2026."),
        },
    )

    def __init__(
        self, *args: Any, members: list[Person], me: Person, due_before: date | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        others = [(str(person.pk), person.name) for person in members if person != me]
        owner.choices = [(str(me.pk), _("I do")), (WHOLE_TEAM, _("The whole team")), *others]
        self.members = {str(person.pk): person for person in members}
        self.due_before = due_before
        self.fields["due_on"].initial = clock.today() + SIX_WEEKS
        self.fields["owner"].initial = str(me.pk)

    def clean_owner(self) -> Person | None:
        """Return the person, or None for the whole team."""
        return self.members.get(self.cleaned_data["owner"])

    def clean_due_on(self) -> date:
        """Refuse a day that has passed or lies beyond a year, unless it was that day already."""
        day: date = self.cleaned_data["due_on"]
        return day if day == self.due_before else coming_day(day)


class LookBackForm(forms.Form):
    """What was seen, in a minute."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    beside = forms.BooleanField(required=False, widget=forms.HiddenInput)
    seen = forms.ChoiceField(
        label=_("Did you see what you hoped for?"),
        widget=forms.RadioSelect,
        choices=Seen.choices,
        error_messages={"required": _("Choose one of the three.")},
    )
    text = Words(limit=models.EFFECT_MAX, rows=2, required=False, label=_("What did you see?"))
    surprise = Words(limit=models.EFFECT_MAX, rows=2, required=False, label=_("What surprised you?"))
    then = forms.ChoiceField(
        label=_("And now?"),
        required=False,
        widget=forms.RadioSelect,
        choices=(
            (Next.GO_ON, _("Go on like this")),
            ("again_2", _("Go on, and look again in 2 weeks")),
            ("again_6", _("Go on, and look again in 6 weeks")),
            (Next.ADAPT, _("Adapt it and try again")),
            (Next.STOP, _("Stop with this")),
        ),
    )

    def verdict(self) -> Next | None:
        """Return what it leads to; nothing when that was left open."""
        then = self.cleaned_data["then"]
        return Next.GO_ON if then in AGAIN else Next(then) if then else None

    def again_on(self) -> date | None:
        """Return the day to look again."""
        weeks = AGAIN.get(self.cleaned_data["then"])
        return clock.today() + timedelta(weeks=weeks) if weeks else None


class EffectForm(forms.Form):
    """The words after the press, what was learned, and for who asks that, what it gave residents."""

    says_optional = False

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.ChoiceField(label=_("Did you see what you hoped for?"), widget=forms.RadioSelect, choices=Seen.choices)
    text = Words(limit=models.EFFECT_MAX, rows=2, required=False, label=_("What did you see?"))
    surprise = Words(limit=models.EFFECT_MAX, rows=2, required=False, label=_("What surprised you?"))
    verdict = forms.ChoiceField(label=_("And now?"), required=False, widget=forms.RadioSelect, choices=Next.choices)
    learned = Words(
        limit=models.INSIGHT_MAX,
        rows=2,
        required=False,
        label=_("What did you learn from it?"),
        help_text=_("If you write something here, it stands in the story as an insight."),
    )
    level = forms.ChoiceField(label=_("What does it change?"), required=False, widget=forms.RadioSelect, choices=LEVELS)
    better_life = forms.ChoiceField(
        label=_("Did it make life better for residents?"), required=False, choices=(("", _("Not said")), *Seen.choices)
    )
    less_costly = forms.ChoiceField(
        label=_("Was less expensive care needed?"), required=False, choices=(("", _("Not said")), *Seen.choices)
    )
    taking_part = forms.ChoiceField(
        label=_("Did residents take part more?"), required=False, choices=(("", _("Not said")), *Seen.choices)
    )

    def clean(self) -> dict[str, Any]:
        """Ask what an insight changes, once one is written."""
        given = super().clean() or {}
        if given.get("learned") and not given.get("level"):
            self.add_error("level", _("Choose what it changes."))
        return given


class ShareForm(forms.Form):
    """What other teams may find, in words for them."""

    tried = Words(
        limit=models.TRY_OUT_MAX,
        rows=2,
        label=_("What did you try?"),
        help_text=_("As you would tell another team. No names."),
        error_messages={"required": _("Write what you tried.")},
    )
    learned = Words(
        limit=models.LESSON_MAX,
        rows=3,
        label=_("What can others learn from it?"),
        error_messages={"required": _("Write what others can learn from it.")},
    )
    seen = forms.ChoiceField(label=_("Did you see what you hoped for?"), widget=forms.RadioSelect, choices=Seen.choices)


def coming_day(day: date) -> date:
    """Return the day. Raises ValidationError when it has passed, or lies beyond a year."""
    if day < clock.today():
        raise forms.ValidationError(_("This day has passed. Choose a day to come."))
    if day > clock.today() + LONGEST:
        raise forms.ValidationError(_("Choose a day within a year."))
    return day
