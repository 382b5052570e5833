"""What is asked about a question: its words, what came of it, with whom it was shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.learning.threads import models
from drieslag.learning.threads.enums import Level, Origin
from drieslag.people.queries import Hat
from drieslag.web.components.forms import Words

LEVELS = (
    (Level.SINGLE, _("What we do")),
    (Level.DOUBLE, _("How we look at it")),
    (Level.TRIPLE, _("What we stand for")),
)


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
    origin = forms.ChoiceField(
        label=_("Where does it come from?"),
        required=False,
        widget=forms.RadioSelect,
        initial=Origin.PERSON,
        choices=(
            (Origin.PERSON, _("From our own work")),
            (Origin.CASE, _("From a case")),
            (Origin.TRAINING, _("From a training or course")),
            (Origin.SURVEY, _("From a survey or its result")),
            (Origin.COMPLAINT, _("From a complaint")),
        ),
    )
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

    def clean_origin(self) -> Origin:
        """Return where it comes from; left alone it is from one's own work."""
        return Origin(self.cleaned_data["origin"] or Origin.PERSON)


class PictureForm(forms.Form):
    """What is going on with residents. Every field may stay empty."""

    says_optional = False

    needs = Words(limit=models.PICTURE_MAX, rows=2, required=False, label=_("What do residents need?"))
    wants = Words(limit=models.PICTURE_MAX, rows=2, required=False, label=_("What do they want themselves?"))
    demands = Words(limit=models.PICTURE_MAX, rows=2, required=False, label=_("What do they ask of us?"))
    competence = Words(limit=models.PICTURE_MAX, rows=2, required=False, label=_("What can they do themselves?"))


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
        choices=LEVELS,
    )


class ClosureForm(forms.Form):
    """With whom it was shared."""

    shared_with = Words(
        limit=models.SHARED_WITH_MAX,
        label=_("With whom did you share this?"),
        help_text=_("Another team, a meeting, somebody who can use it."),
        error_messages={"required": _("Write with whom you shared this.")},
    )
