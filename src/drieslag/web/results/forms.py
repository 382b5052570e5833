"""What is asked before a result is let go."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from drieslag.surveys.actions.release import TITLE_MAX
from drieslag.surveys.rules.results import ClosedRound


class ReleaseForm(forms.Form):
    """A title, and the teams whose means go along, if any."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    teams = forms.MultipleChoiceField(
        label=_("Means of these teams as well"),
        help_text=_("Leave this empty when you are not sure. The teams can then not be told apart."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, asked: ClosedRound, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        field = self.fields["teams"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(group.pk), group.name) for group in asked.counting if group.parent_id]

    def teams_of(self, chosen: QueryDict) -> list[UUID]:
        """Return the groups of the round that were ticked."""
        ticked = set(chosen.getlist("teams"))
        return [group.pk for group in self.asked.counting if group.parent_id and str(group.pk) in ticked]
