"""What is asked about a meeting that was held on paper."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.learning.formats.queries import all_for_team
from drieslag.learning.meetings.actions.paper import LOOK_BACK, MOST_PEOPLE, Outcome
from drieslag.learning.threads import queries as threads
from drieslag.learning.threads.enums import Level
from drieslag.learning.threads.models import INSIGHT_MAX, TRY_OUT_MAX, Thread
from drieslag.library import formats
from drieslag.people.models import Team
from drieslag.people.queries import Me, teams_of
from drieslag.web.components.forms import Words

LANGUAGE = "nl"
MOST_SITTINGS = 8
LEVELS = [
    (Level.SINGLE.value, _("Single loop: we act differently")),
    (Level.DOUBLE.value, _("Double loop: we think differently")),
    (Level.TRIPLE.value, _("Triple loop: we stand for something else")),
]


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PaperForm(forms.Form):
    """Date, form and number; the rest if one likes. Nobody is asked who was there."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    format = forms.ChoiceField(label=_("Format"))
    sitting = forms.IntegerField(
        label=_("Which meeting of it"),
        help_text=_("Only for a format of several meetings."),
        required=False,
        min_value=1,
        max_value=MOST_SITTINGS,
    )
    team = forms.ModelChoiceField(queryset=Team.objects.none(), label=_("Team"), empty_label=None)
    held_on = forms.DateField(label=_("When was it?"), widget=_day())
    people = forms.IntegerField(
        label=_("How many people were there?"),
        help_text=_("Only the number. Drieslag keeps no names of who came."),
        min_value=1,
        max_value=MOST_PEOPLE,
    )
    thread = forms.ModelChoiceField(
        queryset=Thread.objects.none(),
        label=_("Practice question"),
        required=False,
        empty_label=_("No question from the board"),
    )
    insight = Words(limit=INSIGHT_MAX, rows=2, required=False, label=_("What did we learn?"))
    level = forms.ChoiceField(
        label=_("How deep does it go?"),
        choices=LEVELS,
        initial=Level.SINGLE.value,
        required=False,
        widget=forms.RadioSelect,
    )
    try_out = Words(limit=TRY_OUT_MAX, rows=2, required=False, label=_("What are we going to try?"))
    due_on = forms.DateField(label=_("When do we look back?"), required=False, widget=_day())

    def __init__(self, me: Me, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = clock.today()
        self.fields["due_on"].initial = clock.today() + LOOK_BACK
        teams = teams_of(me)
        asked = str((self.data or {}).get("team") or self.initial.get("team") or "")
        keys = [str(hat.team_id) for hat in me.hats]
        chosen = asked if asked in keys else (keys[0] if keys else None)
        team = teams.filter(pk=chosen).first() if chosen else None
        self._offer(teams, team)

    def _offer(self, teams: Any, team: Team | None) -> None:
        language = get_language() or LANGUAGE
        known = all_for_team(team) if team else formats.load_all()
        choice, of_team, of_thread = self.fields["format"], self.fields["team"], self.fields["thread"]
        assert isinstance(choice, forms.ChoiceField)
        assert isinstance(of_team, forms.ModelChoiceField)
        assert isinstance(of_thread, forms.ModelChoiceField)
        choice.choices = [(code, found.name.get(language)) for code, found in known.items()]
        of_team.queryset = teams
        if team:
            of_thread.queryset = threads.open_in(team)

    def logged(self) -> dict[str, Any]:
        """Return what `actions.log_on_paper` asks."""
        given = self.cleaned_data
        level = Level(given["level"] or Level.SINGLE)
        return {
            "team": given["team"],
            "format_code": given["format"],
            "sitting": given["sitting"] or 0,
            "held_on": given["held_on"],
            "people": given["people"],
            "thread": given["thread"],
            "key": given["key"],
            "outcome": Outcome(given["insight"], level, given["try_out"], given["due_on"]),
        }
