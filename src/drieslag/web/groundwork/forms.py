"""What is asked on the pages of what a team keeps."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.learning.groundwork.enums import Side, Theme
from drieslag.learning.groundwork.models import CAP_MAX, LINE_MAX, STORY_MAX
from drieslag.learning.threads.enums import Level
from drieslag.web.components.forms import Words

TWELVE_WEEKS = timedelta(weeks=12)
LONGEST = timedelta(days=366)
LARGEST = 200
LEVELS = (
    (Level.SINGLE, _("What we do")),
    (Level.DOUBLE, _("How we look at it")),
    (Level.TRIPLE, _("What we stand for")),
)


class RoomForm(forms.Form):
    """Room that was found: what people thought, and what turned out."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    title = Words(
        limit=LINE_MAX,
        label=_("What is it about?"),
        error_messages={"required": _("Write in a few words what it is about.")},
    )
    thought = Words(
        limit=STORY_MAX,
        rows=3,
        label=_("What did we think was not allowed, or not possible?"),
        error_messages={"required": _("Write what you thought at first.")},
    )
    found = Words(
        limit=STORY_MAX,
        rows=3,
        label=_("What turned out to be possible?"),
        help_text=_("Tell it so that a colleague of another team can do it too. Without clients."),
        error_messages={"required": _("Write what turned out to be possible.")},
    )
    theme = forms.ChoiceField(label=_("Where was the room?"), choices=Theme.choices, widget=forms.RadioSelect)
    rule = Words(
        limit=LINE_MAX,
        required=False,
        label=_("Which rule or agreement?"),
        help_text=_("An article of a law, or who said yes."),
    )


class ChangeForm(forms.Form):
    """A change begins."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    title = Words(
        limit=LINE_MAX,
        label=_("What will be different?"),
        error_messages={"required": _("Write in a few words what will be different.")},
    )
    why = Words(limit=STORY_MAX, rows=3, required=False, label=_("What is it for, for the people you help?"))


class LineForm(forms.Form):
    """One line on one of the two lists."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    side = forms.ChoiceField(choices=Side.choices, widget=forms.HiddenInput)
    text = Words(limit=LINE_MAX, label=_("Add one"), error_messages={"required": _("Write what it is first.")})


class CapForm(forms.Form):
    """How much at a time."""

    most = forms.IntegerField(
        label=_("At most so many changes and experiments at a time"),
        min_value=1,
        max_value=CAP_MAX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class GoalForm(forms.Form):
    """So many percent of the group can do something by a day."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(
        limit=LINE_MAX,
        rows=2,
        label=_("What can we do then?"),
        help_text=_("Something that you can see or hear. For instance: ask about money in the first talk."),
        error_messages={"required": _("Write what you will be able to do.")},
    )
    percent = forms.IntegerField(
        label=_("How much of the group, in percent?"),
        min_value=10,
        max_value=100,
        initial=80,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    due_on = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = clock.today()
        self.fields["due_on"].initial = today + TWELVE_WEEKS
        self.fields["due_on"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}


class CountForm(forms.Form):
    """How many of how many, by showing hands."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    able = forms.IntegerField(
        label=_("How many can do it now?"),
        min_value=0,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    people = forms.IntegerField(
        label=_("Of how many people?"),
        help_text=_("From five people on, so that the number tells nothing about one of you."),
        min_value=MINIMUMS.private_acts,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "min_value": _("With fewer than five people a number tells who. Talk about it, and write down an insight.")
        },
    )


class LessonForm(forms.Form):
    """What went wrong, without who."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    happened = Words(
        limit=STORY_MAX,
        rows=3,
        label=_("What went differently from what we wanted?"),
        help_text=_("Only what happened. Nobody's name, no client and no colleague."),
        error_messages={"required": _("Write what happened.")},
    )
    made_possible = Words(
        limit=STORY_MAX,
        rows=3,
        label=_("What in our way of working made it possible?"),
        error_messages={"required": _("Write what made it possible.")},
    )
    next_time = Words(
        limit=STORY_MAX,
        rows=3,
        label=_("What do we do next time?"),
        error_messages={"required": _("Write what you will do next time.")},
    )
    level = forms.ChoiceField(
        label=_("What does it change?"), widget=forms.RadioSelect, initial=Level.SINGLE, choices=LEVELS
    )
