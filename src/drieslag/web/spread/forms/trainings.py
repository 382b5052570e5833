"""A training, a plan after it, and looking back on that in under a minute."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.learning.spread import models
from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.enums import Week
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import STORY_MAX
from drieslag.learning.threads.models import TITLE_MAX as QUESTION_MAX
from drieslag.people.models import Person
from drieslag.people.queries import Hat
from drieslag.web.components.forms import Words
from drieslag.web.spread.forms.days import Day, near

PERCENT = 10


class TrainingForm(forms.Form):
    """A training or course: what, when, by whom of ours."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(
        limit=models.TITLE_MAX,
        label=_("Which training or course?"),
        error_messages={"required": _("Write which training it was.")},
    )
    on = Day(label=_("When was the last day of it?"))
    trainer = forms.ChoiceField(label=_("A trainer of our own?"), required=False)

    def __init__(self, *args: Any, trainers: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.trainers = {str(person.pk): person for person in trainers}
        field = self.fields["trainer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody of ours")), *((key, who.name) for key, who in self.trainers.items())]

    def clean_on(self) -> date:
        """Refuse a day more than a year away."""
        return near(self.cleaned_data["on"])

    def clean_trainer(self) -> Person | None:
        """Return the trainer, or nobody."""
        return self.trainers.get(self.cleaned_data["trainer"])


class PlanForm(forms.Form):
    """A plan in three lines."""

    what = Words(
        limit=models.LINE_MAX,
        rows=2,
        label=_("What will you use?"),
        help_text=_("One thing. For instance: if a talk gets stuck, then I ask what worked before."),
        error_messages={"required": _("Write the one thing that you will use.")},
    )
    with_whom = Words(limit=models.LINE_MAX, required=False, label=_("With whom?"))
    when = Words(limit=models.LINE_MAX, required=False, label=_("When?"), help_text=_("On which day, in which talk."))


class LookForm(forms.Form):
    """Looking back: three presses, and words if one likes."""

    tried = forms.IntegerField(
        label=_("How often did you try it?"),
        min_value=0,
        max_value=models.MOST_TRIED,
        help_text=_("Roughly. 0 is an answer too."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write a number. 0 is an answer too."),
            "invalid": _("Write a number. 0 is an answer too."),
            "max_value": _("Write a number up to 99."),
            "min_value": _("Write a number. 0 is an answer too."),
        },
    )
    seen = forms.ChoiceField(
        label=_("Did it help?"),
        widget=forms.RadioSelect,
        choices=(
            (Seen.YES, _("Yes, it helped")),
            (Seen.BIT, _("A bit")),
            (Seen.NO, _("It did not work, or I cannot tell yet")),
        ),
        error_messages={"required": _("Choose one of the three.")},
    )
    need = Words(limit=models.NOTE_MAX, rows=2, required=False, label=_("What do you still need?"))
    stuck = forms.ChoiceField(
        label=_("How much of the training do you still use?"),
        help_text=_("Your own estimate."),
        choices=[(str(share), f"{share} %") for share in range(0, 101, PERCENT)],
        error_messages={"required": _("Choose a share.")},
    )

    def __init__(self, *args: Any, week: Week, **options: Any) -> None:
        super().__init__(*args, **options)
        if week != Week.TWELVE:
            del self.fields["stuck"]

    def answers(self) -> Answers:
        """Return what was answered."""
        given = self.cleaned_data
        stuck = int(given["stuck"]) if "stuck" in given else None
        return Answers(given["tried"], Seen(given["seen"]), given["need"], stuck)

    @staticmethod
    def initial_of(answers: Answers | None) -> dict[str, str]:
        """Return what was answered before, as the form has it."""
        if answers is None:
            return {"stuck": "50"}
        stuck = "50" if answers.stuck is None else str(answers.stuck)
        return {"tried": str(answers.tried), "seen": answers.seen, "need": answers.need, "stuck": stuck}


class ReaderForm(forms.Form):
    """With whom one shares a plan."""

    reader = forms.ChoiceField(label=_("With whom do you share it?"))

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["reader"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def clean_reader(self) -> Person:
        """Return the colleague."""
        return self.people[self.cleaned_data["reader"]]


class QuestionForm(forms.Form):
    """A practice question that a training raised, for one's own team."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    team = forms.ChoiceField(label=_("For which team?"), widget=forms.RadioSelect)
    title = Words(
        limit=QUESTION_MAX,
        rows=2,
        label=_("What do you want to learn?"),
        help_text=_("One question, about your own work."),
        error_messages={"required": _("Write one question about your own work.")},
    )
    story = Words(
        limit=STORY_MAX,
        rows=5,
        required=False,
        label=_("What is going on?"),
        help_text=_("Keep it short. Do not write who it is, but what happens."),
    )
    named = forms.ChoiceField(
        label=_("Under which name?"),
        help_text=_("Without a name it is not kept from which training it came either."),
        choices=(("yes", _("With my name")), ("no", _("Without a name"))),
        widget=forms.RadioSelect,
        initial="yes",
    )

    def __init__(self, *args: Any, hats: Iterable[Hat], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(str(hat.team_id), hat.team) for hat in hats]
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        team.choices = offered
        self.asks_team = len(offered) > 1
        team.required = self.asks_team
        team.initial = offered[0][0] if offered else None

    def clean_team(self) -> str:
        """Take the only team when there is one, whatever was sent."""
        return str(self.cleaned_data["team"] or self.fields["team"].initial)

    def clean_title(self) -> str:
        """Take the question as one line."""
        return " ".join(self.cleaned_data["title"].split())
