"""What is asked when a question is split, joined or handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.learning.threads import models
from drieslag.learning.threads.models import Insight, Thread, TryOut
from drieslag.people.models import Team
from drieslag.web.components.forms import Words

LINE = 90


class SplitForm(forms.Form):
    """The second question, and what goes along with it."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    title = Words(
        limit=models.TITLE_MAX,
        rows=2,
        label=_("What is the second question?"),
        error_messages={"required": _("Write the second question.")},
    )
    insights = forms.MultipleChoiceField(
        label=_("Which insights go along?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    try_outs = forms.MultipleChoiceField(
        label=_("Which try-outs go along?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, insights: list[Insight], try_outs: list[TryOut], **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("insights", [(str(row.pk), _short(row.text)) for row in insights])
        self._offer("try_outs", [(str(row.pk), _short(row.text)) for row in try_outs])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]

    def clean_title(self) -> str:
        """Take the title as one line."""
        return " ".join(self.cleaned_data["title"].split())


class JoinForm(forms.Form):
    """The question with which this one is joined."""

    into = forms.ChoiceField(
        label=_("With which question?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a question.")},
    )

    def __init__(self, *args: Any, threads: list[Thread], **options: Any) -> None:
        super().__init__(*args, **options)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = [(str(row.pk), row.title) for row in threads]
        self.threads = {str(row.pk): row for row in threads}

    def clean_into(self) -> Thread:
        """Return the question."""
        return self.threads[self.cleaned_data["into"]]


class HandOverForm(forms.Form):
    """To which team, and why."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    to_team = forms.ChoiceField(
        label=_("To which team?"), widget=forms.Select, error_messages={"required": _("Choose a team.")}
    )
    why = Words(
        limit=models.WHY_MAX,
        rows=2,
        required=False,
        label=_("What do you want to say with it?"),
        help_text=_("No names."),
    )

    def __init__(self, *args: Any, teams: list[Team], **options: Any) -> None:
        super().__init__(*args, **options)
        to_team = self.fields["to_team"]
        assert isinstance(to_team, forms.ChoiceField)
        to_team.choices = [("", _("Choose a team")), *((str(row.pk), row.name) for row in teams)]
        self.teams = {str(row.pk): row for row in teams}

    def clean_to_team(self) -> Team:
        """Return the team."""
        return self.teams[self.cleaned_data["to_team"]]


def _short(text: str) -> str:
    return text if len(text) <= LINE else f"{text[:LINE]}…"
