"""What is filled in about goals and what is done for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from drieslag.development.plans.enums import LearningWay, Skill, WeekAnswer, Wish, Zone
from drieslag.development.plans.models import LINE_MAX, MOST_ACTIVE_EVER, TEXT_MAX, Goal
from drieslag.web.components.forms import Words

WAITS = "waits"


class Day(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")}
        super().__init__(**options, error_messages=wrong)


class GoalForm(forms.Form):
    """A goal in two fields; whose wish it is says “mine” already."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    theme = forms.CharField(widget=forms.HiddenInput, required=False, max_length=160)
    text = Words(
        limit=LINE_MAX,
        rows=2,
        label=_("What do you want to be able to do?"),
        help_text=_("In your own words. For instance: I leave silences in a hard talk."),
        error_messages={"required": _("Write what you want to be able to do.")},
    )
    for_residents = Words(
        limit=LINE_MAX,
        rows=2,
        label=_("What do residents notice of it?"),
        error_messages={"required": _("Write what residents notice of it.")},
    )
    wish = forms.ChoiceField(
        label=_("Whose wish is it?"), widget=forms.RadioSelect, choices=Wish.choices, initial=Wish.MINE
    )
    rests = forms.ChoiceField(label=_("Which one rests?"), widget=forms.RadioSelect, required=False)
    says_optional = False

    offers_rest = False

    def offer_rest(self, active: Iterable[Goal]) -> None:
        """Let somebody choose which goal rests; without this there is nothing to choose."""
        field = self.fields["rests"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((str(goal.pk), goal.text) for goal in active), (WAITS, _("The new one waits its turn"))]
        self.offers_rest = True


class WholeGoalForm(forms.Form):
    """All that can be said of a goal."""

    text = GoalForm.base_fields["text"]
    for_residents = GoalForm.base_fields["for_residents"]
    wish = GoalForm.base_fields["wish"]
    seen_by = Words(
        limit=TEXT_MAX, rows=2, required=False, label=_("How will you see that it works?"),
        help_text=_("What would somebody see or hear who looks along?"),
    )  # fmt: skip
    this_week = Words(limit=LINE_MAX, rows=2, required=False, label=_("The small step of this week"))
    paired = Words(
        limit=LINE_MAX, required=False, label=_("Does it go with a goal of your team?"),
        help_text=_("In words, for instance: nobody waits longer than a week for a first talk."),
    )  # fmt: skip
    look_back_on = Day(label=_("When do you look back?"))


class LinksForm(forms.Form):
    """What a goal lies beside: a theme of a framework, a question of one's own team."""

    theme = forms.ChoiceField(label=_("Theme"), required=False, widget=forms.Select)
    thread = forms.ChoiceField(label=_("Question of your team"), required=False, widget=forms.Select)
    says_optional = False

    def __init__(
        self, *args: Any, themes: Iterable[tuple[str, str]], threads: Iterable[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, rows in (("theme", themes), ("thread", threads)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("none")), *rows]


class StepForm(forms.Form):
    """The small step of this week."""

    this_week = Words(limit=LINE_MAX, rows=2, required=False, label=_("The small step of this week"))
    says_optional = False


class BesideForm(forms.Form):
    """What helps to hold on to a goal, and how it is for oneself. All of it may stay empty."""

    if_then = Words(
        limit=LINE_MAX, rows=2, required=False, label=_("If … then …"),
        help_text=_("For instance: if I notice that I fill the silence, then I count to three."),
    )  # fmt: skip
    setback = Words(
        limit=LINE_MAX, rows=2, required=False, label=_("What do you do when it did not work out?"),
        help_text=_("You see this again in a week in which it did not work out."),
    )  # fmt: skip
    lets_go = Words(limit=LINE_MAX, rows=2, required=False, label=_("What do you no longer do?"))
    zone = forms.ChoiceField(
        label=_("How is this for you now?"), widget=forms.RadioSelect, choices=Zone.choices, initial=Zone.UNSAID
    )
    skill = forms.ChoiceField(
        label=_("How far are you with it?"), widget=forms.RadioSelect, choices=Skill.choices, initial=Skill.UNSAID
    )
    says_optional = False


class CameForm(forms.Form):
    """Looking back on a goal: no mark, three questions. The rest is for oneself, also where the goal is shared: what
    one no longer does, and for a goal that goes with one of the team what it brought oneself and that goal.
    """

    changed = Words(
        limit=TEXT_MAX, rows=3, label=_("What has changed?"),
        error_messages={"required": _("Write what has changed. Nothing is an answer too.")},
    )  # fmt: skip
    changed_for = Words(limit=TEXT_MAX, rows=2, required=False, label=_("For whom?"))
    known_by = Words(limit=TEXT_MAX, rows=2, required=False, label=_("How do you know that?"))
    lets_go = Words(limit=LINE_MAX, rows=2, required=False, label=_("What do you no longer do?"))
    brought_me = Words(limit=TEXT_MAX, rows=2, required=False, label=_("What did it bring you?"))
    brought_team = Words(limit=TEXT_MAX, rows=2, required=False, label=_("What did it bring the goal of your team?"))

    def __init__(self, *args: Any, is_paired: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_paired:
            del self.fields["brought_me"], self.fields["brought_team"]


class DropForm(forms.Form):
    """Putting a goal away; a reason is one's own to give."""

    reason = Words(limit=TEXT_MAX, required=False, label=_("Do you want to keep why?"))


class LaterForm(forms.Form):
    """Another day to look back."""

    look_back_on = Day(label=_("When do you look back?"))


class ActivityForm(forms.Form):
    """Something to do for a goal, in own words."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = Words(
        limit=LINE_MAX, rows=2, label=_("What will you do?"), error_messages={"required": _("Write what you will do.")}
    )
    way = forms.ChoiceField(
        label=_("How do you learn by it?"),
        widget=forms.RadioSelect,
        choices=LearningWay.choices,
        initial=LearningWay.DOING,
    )


class WholeActivityForm(ActivityForm):
    """The words, the way and the day of an activity."""

    on = Day(label=_("On which day?"), required=False)
    is_new = forms.BooleanField(label=_("This is new to me"), required=False)


class DoneForm(forms.Form):
    """That it was done, and what it brought."""

    brought = Words(limit=TEXT_MAX, required=False, label=_("What did it bring you?"))
    is_new = forms.BooleanField(label=_("This was new to me"), required=False)
    says_optional = False


class WeekForm(forms.Form):
    """One goal in this week: three presses to choose from, and a sentence if one likes."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, choices=WeekAnswer.choices, required=False)
    text = Words(limit=LINE_MAX, rows=2, required=False, label=_("One sentence"))
    known = forms.BooleanField(widget=forms.HiddenInput, required=False)  # this week's line was in sight
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """A sentence is not dropped because nothing was pressed beside it."""
        given = super().clean() or self.cleaned_data
        if given.get("text") and not given.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Choose one of the three."))
        return given


class MostForm(forms.Form):
    """How many goals at once, and on which day a line about them is asked."""

    most = forms.TypedChoiceField(
        label=_("How many goals at once are enough for you?"),
        choices=[(number, str(number)) for number in range(1, MOST_ACTIVE_EVER + 1)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    week_day = forms.TypedChoiceField(
        label=_("On which day shall we ask how it went?"),
        help_text=_("It stands on Today then, only for you."),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        empty_value=None,
        required=False,
    )
    says_optional = False


class ApplyingForm(forms.Form):
    """Until when one only applies what was learned."""

    until = Day(label=_("Until which day?"))
