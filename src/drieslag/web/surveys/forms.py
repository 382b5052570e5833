"""What is asked of who asks: most of it is filled in, so that two presses are enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.instrument import Instrument, Mode
from drieslag.people.enums import Role
from drieslag.people.queries import Me
from drieslag.surveys.enums import Asked
from drieslag.surveys.models import TITLE_MAX
from drieslag.surveys.queries.people import find_people
from drieslag.surveys.rules.rounds import LONGEST, READERS
from drieslag.web.components.forms import Words
from drieslag.web.surveys.words import EVERY, MODE_LINES, MODE_NAMES, often

TWO_WEEKS: Final = timedelta(days=14)
END_OF_DAY: Final = time(23, 59)
TEAM, TEAMS, ALL, PEOPLE = "team", "teams", "all", "people"
ONCE: Final = "0"
MOST_CODES, MOST_NAMES, MOST_DAYS, SHOWN = 200, 400, 90, 10
READER_ROLES: Final = tuple(role for role in Role if role in READERS)


@dataclass(frozen=True, slots=True)
class Offer:
    """What this person can ask: of whom, and in which ways. `shut` says why a way is off."""

    me: Me
    instrument: Instrument
    name: str
    teams: tuple[tuple[UUID, str], ...]
    is_wide: bool
    shut: Mapping[Mode, str]

    @property
    def whom(self) -> list[tuple[str, str | Promise]]:
        """The choices of whom to ask: each team of one's own first."""
        own: list[tuple[str, str | Promise]] = [(f"{TEAM}:{hat.team_id}", hat.team) for hat in self.me.hats]
        if self.is_wide or len(self.me.hats) > 1:
            own.append((TEAMS, _("Teams that I choose")))
        if self.is_wide:
            own += [(ALL, _("The whole organisation")), (PEOPLE, _("A list of people"))]
        return own


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was filled in, as `make_round` wants it."""

    asked: Asked
    teams: tuple[UUID, ...]
    persons: tuple[UUID, ...]
    mode: Mode
    closes_at: datetime
    title: str
    every_weeks: int
    team_first_days: int
    codes: int
    reader_role: str


class Modes(forms.RadioSelect):
    """The ways to ask; what is off here cannot be chosen and says why."""

    shut: Mapping[Mode, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Return one option, which may be off."""
        made = super().create_option(name, value, *args, **options)
        if value in self.shut:
            made["attrs"]["disabled"] = True
        return made


def last_moment(day: date) -> datetime:
    """Return when a round that is open until a day ends."""
    return datetime.combine(day, END_OF_DAY, clock.AMSTERDAM)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class RoundForm(forms.Form):
    """Whom, in which way and until when; the rest if one likes."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)
    teams = forms.MultipleChoiceField(
        label=_("Which teams?"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "compact"})
    )
    people = forms.CharField(
        label=_("Which people?"),
        required=False,
        help_text=_("A name or a mail address on each line. Of this organisation."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    mode = forms.ChoiceField(label=_("What happens to names?"), widget=Modes)
    reader_role = forms.ChoiceField(
        label=_("Which role reads the answers with names?"),
        required=False,
        choices=[(role.value, role.label) for role in READER_ROLES],
        initial=Role.LEARNING_ADVISER.value,
    )
    closes_on = day_field(
        _("Until which day?"), help_text=_("On the day after, answers that were begun are still taken.")
    )
    title = Words(
        limit=TITLE_MAX,
        label=_("What do you call it?"),
        error_messages={"required": _("Write what you call it.")},
    )
    every_weeks = forms.TypedChoiceField(
        label=_("Does it come back?"),
        coerce=int,
        initial=ONCE,
        choices=[(ONCE, _("No, once")), *((str(weeks), said) for weeks, said in EVERY.items())],
        help_text=_("What comes back is asked of who is there then, until you end it."),
    )
    team_first_days = forms.IntegerField(
        label=_("How many days does the team see its result before anyone else?"),
        initial=7,
        min_value=0,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    codes = forms.IntegerField(
        label=_("How many codes on paper?"),
        initial=0,
        min_value=0,
        max_value=MOST_CODES,
        help_text=_("For people without an account. Each code is for one person, and you hand them out yourself."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    says_optional = False

    def __init__(self, offer: Offer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer = offer
        self.persons: tuple[UUID, ...] = ()
        today = clock.today()
        self.fields["closes_on"].initial = today + TWO_WEEKS
        bounds = {"min": (today + timedelta(days=1)).isoformat(), "max": (today + LONGEST).isoformat()}
        self.fields["closes_on"].widget.attrs |= bounds
        self.fields["title"].initial = offer.name[:TITLE_MAX]
        self._offer_whom()
        self._offer_modes()

    def _offer_whom(self) -> None:
        whom, teams = self.fields["whom"], self.fields["teams"]
        assert isinstance(whom, forms.ChoiceField)
        assert isinstance(teams, forms.MultipleChoiceField)
        whom.choices = self.offer.whom
        whom.initial = self.offer.whom[0][0] if self.offer.whom else ""
        teams.choices = [(str(key), name) for key, name in self.offer.teams]

    def _offer_modes(self) -> None:
        field = self.fields["mode"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(mode.value, self._mode_label(mode)) for mode in self.offer.instrument.modes]
        field.initial = next((mode.value for mode in self.offer.instrument.modes if mode not in self.offer.shut), "")
        assert isinstance(field.widget, Modes)
        field.widget.shut = {mode.value: why for mode, why in self.offer.shut.items()}  # type: ignore[misc]

    def _mode_label(self, mode: Mode) -> str:
        line = self.offer.shut.get(mode) or MODE_LINES[mode]
        return format_html("<strong>{}</strong><br><small>{}</small>", MODE_NAMES[mode], line)

    def clean_closes_on(self) -> date:
        """A round lasts at least until tomorrow, and not for ever."""
        day: date = self.cleaned_data["closes_on"]
        if day <= clock.today():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        if day > clock.today() + LONGEST:
            raise forms.ValidationError(_("A round lasts four months at most."))
        return day

    def clean_mode(self) -> Mode:
        """What is off stays off, whatever was sent."""
        mode = Mode(self.cleaned_data["mode"])
        if why := self.offer.shut.get(mode):
            raise forms.ValidationError(why)
        return mode

    def clean(self) -> dict[str, Any]:
        """Teams are ticked and people are named where one chose to."""
        given = super().clean() or {}
        if given.get("whom") == TEAMS and not given.get("teams"):
            self.add_error("teams", _("Choose at least one team."))
        if given.get("whom") == PEOPLE:
            self._read_people(given.get("people", ""))
        if given.get("every_weeks") and given.get("codes"):
            self.add_error(
                "codes", _("What comes back by itself has no codes on paper. Ask it once, or leave them out.")
            )
        return given

    def _read_people(self, text: str) -> None:
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if not lines:
            self.add_error("people", _("Write at least one name or mail address."))
        elif len(lines) > MOST_NAMES:
            self.add_error("people", _("That are too many people for a list. Ask teams, or the whole organisation."))
        else:
            found, wrong = find_people(lines)
            if wrong:
                said = _("These are not found, or there are two of them: %(names)s.")
                self.add_error("people", said % {"names": "; ".join(wrong[:SHOWN])})
            self.persons = tuple(dict.fromkeys(found))

    def wanted(self) -> Wanted:
        """Return what was filled in."""
        given = self.cleaned_data
        kind, _colon, key = given["whom"].partition(":")
        asked = {ALL: Asked.ORGANISATION, PEOPLE: Asked.PEOPLE}.get(kind, Asked.TEAMS)
        chosen = [key] if kind == TEAM else given["teams"] if kind == TEAMS else []
        return Wanted(
            asked=asked,
            teams=tuple(UUID(one) for one in chosen),
            persons=self.persons,
            mode=given["mode"],
            closes_at=last_moment(given["closes_on"]),
            title=given["title"],
            every_weeks=given["every_weeks"],
            team_first_days=given["team_first_days"],
            codes=given["codes"],
            reader_role=given["reader_role"] if given["mode"] is Mode.CONFIDENTIAL else "",
        )


class ExtendForm(forms.Form):
    """A later end."""

    closes_on = day_field(_("Until which day?"))

    def __init__(self, now: datetime, opened: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.least = now.astimezone(clock.AMSTERDAM).date() + timedelta(days=1)
        self.most = opened.astimezone(clock.AMSTERDAM).date() + LONGEST
        self.fields["closes_on"].initial = self.least + timedelta(days=6)
        self.fields["closes_on"].widget.attrs |= {"min": self.least.isoformat(), "max": self.most.isoformat()}

    def clean_closes_on(self) -> date:
        """Only later, since people were told when it ends."""
        day: date = self.cleaned_data["closes_on"]
        if day < self.least:
            raise forms.ValidationError(_("Choose a later day. People were told that they have until then."))
        if day > self.most:
            raise forms.ValidationError(_("A round lasts four months at most."))
        return day


class RhythmForm(forms.Form):
    """How often a pulse comes back."""

    every_weeks = forms.TypedChoiceField(
        label=_("How often does it come back?"), coerce=int, choices=[(str(key), said) for key, said in EVERY.items()]
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: int) -> None:
        super().__init__(data, initial={"every_weeks": str(now)})
        if now not in EVERY:  # made by an older version: it stays what it is until somebody chooses
            field = self.fields["every_weeks"]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [(str(now), often(now)), *((str(key), each) for key, each in EVERY.items())]


class MinimumsForm(forms.Form):
    """From how many answers something is shown: higher than everybody has it, never lower."""

    mean = forms.IntegerField(label=_("A mean, from so many answers"), min_value=MINIMUMS.mean, max_value=50)
    distribution = forms.IntegerField(
        label=_("How answers are spread, and words of one's own, from so many answers"),
        min_value=MINIMUMS.distribution,
        max_value=50,
    )
    relation = forms.IntegerField(
        label=_("In a mirror: a kind of colleague, from so many answers"), min_value=MINIMUMS.relation, max_value=50
    )
