"""What is asked when finding, planning and joining."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock, doors
from drieslag.kernel.format import Format, Phase, Preference, Use
from drieslag.learning.formats.queries import all_for_team
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.threads import queries as threads
from drieslag.learning.threads.models import Thread
from drieslag.library import formats
from drieslag.people.models import Person, Team
from drieslag.people.queries import Me, people_in, teams_of
from drieslag.web.meetings.words import PHASES, PREFERENCES

LANGUAGE = "nl"
CODE_LENGTH = 6
ANY = [("", _("Does not matter"))]


class FindForm(forms.Form):
    """What kind of moment one looks for. Nothing in it is needed, so no field says so."""

    says_optional = False

    purpose = forms.ChoiceField(label=_("What is the question like?"), required=False)
    minutes = forms.IntegerField(label=_("Minutes that you have"), required=False, min_value=5, max_value=480)
    people = forms.IntegerField(label=_("Number of people"), required=False, min_value=2, max_value=120)
    preference = forms.ChoiceField(label=_("How you like to learn"), required=False)
    phase = forms.ChoiceField(label=_("Where the question is now"), required=False)
    text = forms.CharField(label=_("A word in the name"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or LANGUAGE
        asked = [(p.key, p.name.get(language)) for p in formats.all_purposes().values()]
        self._choices("purpose", asked)
        self._choices("preference", [(p.value, PREFERENCES[p]) for p in Preference])
        self._choices("phase", [(p.value, PHASES[p]) for p in Phase])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*ANY, *choices]

    def wanted(self) -> dict[str, Any]:
        """Return what was filled in, as `formats.recommend` asks it."""
        if not self.is_bound or not self.is_valid():
            return {}
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        given.pop("text", None)
        return given

    def names(self, found: Format) -> bool:
        """Whether the word that was typed stands in the name or the purpose of a format; yes when none was."""
        asked = self.cleaned_data.get("text", "") if self.is_bound and self.is_valid() else ""
        told = f"{found.code} {found.name.nl} {found.name.en} {found.purpose.nl} {found.purpose.en}"
        return asked.casefold() in told.casefold()


class CodeForm(forms.Form):
    """A join code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six letters and digits. You find them on the screen or in the invitation."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Read it as it was meant: without spaces, in capitals."""
        code = doors.normal(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(_("A code has six letters and digits."))
        return code


class NameForm(forms.Form):
    """What a guest is called here."""

    name = forms.CharField(
        label=_("Your first name"),
        help_text=_("The people in this meeting see it. It is erased after thirty days."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )


class PlanForm(forms.Form):
    """When, where, who and how."""

    format = forms.ChoiceField(label=_("Format"))
    sitting = forms.TypedChoiceField(label=_("Which meeting of it"), required=False, coerce=int)
    team = forms.ModelChoiceField(queryset=Team.objects.none(), label=_("Team"), empty_label=None)
    thread = forms.ModelChoiceField(
        queryset=Thread.objects.none(),
        label=_("Practice question"),
        required=False,
        empty_label=_("No question from the board"),
    )
    presenter = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Who brings it in"), required=False, empty_label=_("Nobody yet")
    )
    facilitator = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Who facilitates"), required=False, empty_label=_("I do")
    )
    day = forms.DateField(
        label=_("Day"),
        error_messages={"required": _("Choose a day.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    at = forms.TimeField(
        label=_("Time"),
        error_messages={"required": _("Choose a time, like 10.15.")},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(
        label=_("Place"), help_text=_("A room, or how to join from afar."), required=False, max_length=120
    )

    def __init__(self, me: Me, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me, self.meeting = me, meeting
        for name in ("day", "at"):
            self.fields[name].required = not self.begins_now
        self._offer("team", teams_of(me))
        team = self._team()
        self._offer_formats(team)
        if team is not None:
            self._offer("presenter", people_in(team.pk))
            self._offer("facilitator", people_in(team.pk))
            self._offer("thread", threads.open_in(team))
        if meeting is not None:
            for name in ("format", "team", "thread"):
                self.fields[name].required = False

    def _offer_formats(self, team: Team | None) -> None:
        """Offer what the team can hold here, and of a format of several meetings which one it is."""
        known = all_for_team(team) if team else formats.load_all()
        self.known = {code: found for code, found in known.items() if found.use is not Use.LOG}
        language = get_language() or LANGUAGE
        chosen, sitting = self.fields["format"], self.fields["sitting"]
        assert isinstance(chosen, forms.ChoiceField)
        assert isinstance(sitting, forms.TypedChoiceField)
        chosen.choices = [(code, found.name.get(language)) for code, found in self.known.items()]
        found = self.chosen_format()
        count = found.sittings if found and self.meeting is None else 1
        if count == 1:
            del self.fields["sitting"]
        else:
            sitting.choices = [
                (number, _("Meeting %(number)d of %(count)d") % {"number": number, "count": count})
                for number in range(1, count + 1)
            ]

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def _team(self) -> Team | None:
        """Return the team that was chosen, else the one of the meeting, else one's first."""
        if self.meeting is not None:
            return self.meeting.team
        asked = _uuid(str((self.data or {}).get("team") or self.initial.get("team") or ""))
        key = asked if asked in self.me.team_ids else next((hat.team_id for hat in self.me.hats), None)
        return teams_of(self.me).filter(pk=key).first() if key else None

    @property
    def begins_now(self) -> bool:
        """Whether 'Begin now' was pressed, rather than 'Plan'."""
        return "now" in self.data

    def clean(self) -> dict[str, Any]:
        """A planned meeting needs a day and a time that are still to come."""
        cleaned = super().clean() or {}
        if self.begins_now:
            return cleaned
        at = self._moment(cleaned)
        if at is not None and at < clock.now() - timedelta(minutes=5):
            self.add_error("day", _("This moment has passed. Choose one that is still to come."))
        return cleaned

    def _moment(self, cleaned: dict[str, Any]) -> datetime | None:
        if self.begins_now:
            return clock.now()
        day, at = cleaned.get("day"), cleaned.get("at")
        return datetime.combine(day, at, tzinfo=clock.AMSTERDAM) if day and isinstance(at, time) else None

    def chosen_format(self) -> Format | None:
        """Return the format that the form is about, when it is one of ours."""
        return self.known.get(str((self.data or {}).get("format") or self.initial.get("format") or ""))

    def planned(self) -> dict[str, Any]:
        """Return what `actions.plan` asks."""
        given = self.cleaned_data
        return {
            "team": given["team"],
            "format_code": given["format"],
            "sitting": int(given.get("sitting") or 0),
            "planned_at": self._moment(given),
            "place": given["place"],
            "thread": given["thread"],
            "facilitator": given["facilitator"],
            "presenter": given["presenter"],
        }

    def changed(self) -> dict[str, Any]:
        """Return what `actions.change_plan` asks."""
        given = self.cleaned_data
        return {
            "planned_at": self._moment(given),
            "place": given["place"],
            "facilitator": given["facilitator"],
            "presenter": given["presenter"],
        }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class TryOutForm(forms.Form):
    """Something to try, small."""

    text = forms.CharField(label=_("What are we going to try?"), widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Who takes this on?"), required=False, empty_label=_("All of us")
    )
    due_on = forms.DateField(
        label=_("When do we look back?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expectation = forms.CharField(
        label=_("What do we expect to see?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(
        label=_("Is it an action or an experiment?"),
        choices=[("action", _("Action: we do it")), ("experiment", _("Experiment: we find out whether it works"))],
        initial="experiment",
        widget=forms.RadioSelect,
    )

    def __init__(self, meeting: Meeting, *args: Any, is_guest: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        people = people_in(meeting.team_id)
        if is_guest:  # who else is in the team is not a guest's to know
            people = people.filter(pk__in=meeting.seats.filter(state__in=PRESENT).values("person"))
        field.queryset = people


class InsightForm(forms.Form):
    """What we learned, and on which level."""

    text = forms.CharField(label=_("What did we learn?"), widget=forms.Textarea(attrs={"rows": 3}))
    level = forms.ChoiceField(
        label=_("How deep does it go?"),
        choices=[
            ("single", _("Single loop: we act differently")),
            ("double", _("Double loop: we think differently")),
            ("triple", _("Triple loop: we stand for something else")),
        ],
        initial="single",
        widget=forms.RadioSelect,
    )


class EffectForm(forms.Form):
    """What we saw."""

    seen = forms.ChoiceField(
        choices=[("yes", _("It worked")), ("bit", _("A bit")), ("no", _("It did not work"))],
        label=_("What did we see?"),
    )
    text = forms.CharField(label=_("What surprised us?"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    again_on = forms.DateField(
        label=_("Look again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
