"""Asking, deciding, saying what it cost, and setting budgets up. Amounts are typed as one writes them here."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.development.budgets import models
from drieslag.development.budgets.enums import OF_A_PERSON, Kind, Purpose
from drieslag.kernel import money
from drieslag.people.models import Person, Team
from drieslag.web.components.forms import Words

WRONG_AMOUNT = _("Write an amount like this: 1.250,50.")
WRONG_HOURS = _("Write hours like this: 7,5 or 7:30.")


class _Written(forms.CharField):
    """A number in a way of writing of its own; what was typed stays when it cannot be read."""

    def __init__(self, *, read: Callable[[str], int], wrong: Any, **options: Any) -> None:
        self.read, self.wrong = read, wrong
        options.setdefault("error_messages", {"required": wrong})
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.read(text)
        except money.NotAnAmount as error:
            raise forms.ValidationError(self.wrong, code="invalid") from error


class Amount(_Written):
    """An amount in euros, read as cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=money.cents, wrong=WRONG_AMOUNT, **options)


class Hours(_Written):
    """A number of hours, read as minutes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=money.minutes, wrong=WRONG_HOURS, **options)


class Day(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")}
        super().__init__(**options, error_messages=wrong)


class AmountsForm(forms.Form):
    """Money, hours, or both."""

    amount = Amount(label=_("How much, in euros?"), required=False)
    hours = Hours(label=_("How many hours?"), required=False)

    def amounts(self) -> dict[str, int]:
        """Return cents and minutes as actions take them."""
        given = self.cleaned_data
        return {"cents": given.get("amount") or 0, "minutes": given.get("hours") or 0}


class RequestForm(AmountsForm):
    """What somebody asks, in own words."""

    field_order = ("client_key", "what", "amount", "hours", "purpose", "goal")

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = Words(
        limit=models.WHAT_MAX,
        rows=3,
        label=_("What do you want to do with it?"),
        error_messages={"required": _("Write what you want to do with it.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"), widget=forms.RadioSelect, choices=Purpose.choices, initial=Purpose.GROWING
    )
    goal = forms.ChoiceField(label=_("Does it belong to a goal of yours?"), required=False)

    def __init__(
        self, *args: Any, goals: Iterable[tuple[UUID, str]] | None, has_hours: bool, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        if goals is None:
            del self.fields["goal"]
        else:
            choices = [("", _("No, it stands by itself")), *((str(key), text) for key, text in goals)]
            _choose(self, "goal", choices)
        if not has_hours:
            del self.fields["hours"]

    def goal_id(self) -> UUID | None:
        """Return the goal that was chosen, or None."""
        chosen = self.cleaned_data.get("goal")
        return UUID(chosen) if chosen else None


class DecisionForm(forms.Form):
    """Yes, or no with a reason."""

    answer = forms.ChoiceField(choices=(("yes", "yes"), ("no", "no")), widget=forms.HiddenInput)
    reason = Words(limit=models.REASON_MAX, rows=2, label=_("Why, or what you want to add"), required=False)


class PeriodForm(AmountsForm):
    """From when until when a budget runs: this year, unless said otherwise."""

    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("Until and including"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        year = clock.today().year
        self.fields["starts_on"].initial = date(year, 1, 1)
        self.fields["ends_on"].initial = date(year, 12, 31)


class ForAllForm(PeriodForm):
    """The same for everybody."""

    field_order = ("kind", "amount", "hours", "starts_on", "ends_on")

    kind = forms.ChoiceField(
        label=_("Which budget?"),
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in Kind if kind in OF_A_PERSON],
        initial=Kind.PERSONAL,
    )
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def kept(self) -> list[tuple[str, str]]:
        """Return what was typed, for the page that asks whether it is right."""
        names = ("kind", "amount", "hours", "starts_on", "ends_on")
        return [(name, str(self.data.get(name, ""))) for name in names]


class NewBudgetForm(PeriodForm):
    """One budget: of a person, a team or who holds a domain."""

    field_order = ("client_key", "kind", "owner", "team", "name", "amount", "hours", "starts_on", "ends_on")

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("Which budget?"), widget=forms.RadioSelect, choices=Kind.choices, initial=Kind.TEAM
    )  # fmt: skip
    owner = forms.ChoiceField(label=_("Whose is it, or who holds the domain?"), required=False)
    team = forms.ChoiceField(label=_("Which team?"), required=False)
    name = Words(limit=models.NAME_MAX, label=_("Which domain?"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person], teams: Iterable[Team], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        self.teams = {str(one.pk): one for one in teams}
        _choose(self, "owner", [("", "—"), *((key, one.name) for key, one in self.people.items())])
        _choose(self, "team", [("", "—"), *((key, one.name) for key, one in self.teams.items())])

    def clean(self) -> dict[str, Any]:
        """A team's budget has a team, every other a person, a domain's a name."""
        given = super().clean() or {}
        kind = given.get("kind")
        if kind == Kind.TEAM and not given.get("team"):
            self.add_error("team", _("Choose a team."))
        if kind in Kind and kind != Kind.TEAM and not given.get("owner"):
            self.add_error("owner", _("Choose a person."))
        if kind == Kind.DOMAIN and not given.get("name"):
            self.add_error("name", _("Write which domain it is."))
        return given

    def of_whom(self) -> dict[str, Any]:
        """Return whose it is and how much, as the action takes it."""
        given = self.cleaned_data
        is_team = given["kind"] == Kind.TEAM
        return {
            "kind": Kind(given["kind"]),
            "owner": None if is_team else self.people[given["owner"]],
            "team": self.teams[given["team"]] if is_team else None,
            "name": given["name"] if given["kind"] == Kind.DOMAIN else "",
            **self.amounts(),
        }


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
