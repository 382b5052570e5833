"""What is filled in for a register. Time in whole minutes; points with at most two decimals, kept as hundredths."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from drieslag.development.registers.models import TITLE_MAX, WORDS_MAX
from drieslag.development.registers.noted import Dimensions, Noted, Told
from drieslag.kernel.registers import HOUR, POINT, Own, Rules, Unit, with_own
from drieslag.web.components.forms import Words
from drieslag.web.registers.words import said

MOST_MINUTES = 400_000
MOST_POINTS = 10_000
MOST_PEOPLE = 200
NUMBER = {"invalid": _("Write a whole number."), "required": _("Write a whole number.")}


class Day(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")}
        super().__init__(**options, error_messages=wrong)


def points_field(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        min_value=0, max_value=MOST_POINTS, decimal_places=2, required=False, localize=True, **options
    )


def hundredths(given: Decimal | None) -> int:
    """Return points as a whole number of hundredths."""
    return int((given or Decimal(0)) * POINT)


class FileForm(forms.Form):
    """Which register, and from which day."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.ChoiceField(
        label=_("Which register?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a register.")}
    )
    first = Day(label=_("First day of your period"))
    registered_until = Day(label=_("Registered until"), required=False)

    def __init__(self, *args: Any, offered: tuple[Rules, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, f"{one.register}: {said(one.name)}") for one in offered]


class SettingsForm(forms.Form):
    """The days of a period, and what one looked up at the register: needed at least, counted at most, sizes."""

    first = Day(label=_("First day of your period"))
    last = Day(label=_("Last day of your period"))
    registered_until = Day(label=_("Registered until"), required=False)
    smallest = forms.IntegerField(label=_("Smallest group"), min_value=2, max_value=MOST_PEOPLE, required=False)
    largest = forms.IntegerField(label=_("Largest group"), min_value=2, max_value=MOST_PEOPLE, required=False)
    shortest = forms.IntegerField(
        label=_("Shortest gathering, in minutes"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    says_optional = False

    def __init__(self, data: QueryDict | None, *, rules: Rules, own: Own, initial: dict[str, Any]) -> None:
        self.rules = rules
        first = {**initial, **_sizes(with_own(rules, own))}
        for category in with_own(rules, own).categories:
            for name, value in (("minimum", category.minimum), ("cap", category.cap)):
                first[f"{name}_{category.key}"] = shown(category.unit, value)
        super().__init__(data, initial=first)
        for category in rules.categories:
            for name, label in (("minimum", _("%(name)s: at least")), ("cap", _("%(name)s: at most"))):
                words = f"{label % {'name': said(category.name)}} ({_unit(category.unit)})"
                self.fields[f"{name}_{category.key}"] = points_field(label=words)

    @property
    def own(self) -> Own:
        """What differs from the file of rules."""
        given = self.cleaned_data
        found: dict[str, dict[str, int]] = {"minimum": {}, "cap": {}}
        for category in self.rules.categories:
            for name, published in (("minimum", category.minimum), ("cap", category.cap)):
                value = given.get(f"{name}_{category.key}")
                kept = None if value is None else int(value * (HOUR if category.unit is Unit.MINUTES else POINT))
                if kept is not None and kept != published:
                    found[name][category.key] = kept
        sizes = {name: given[name] for name in ("smallest", "largest", "shortest")}
        return Own(found["minimum"], found["cap"], **sizes)


def _sizes(rules: Rules) -> dict[str, int]:
    group = next((form for form in rules.forms if form.smallest), None)
    if group is None:
        return {}
    return {"smallest": group.smallest, "largest": group.largest, "shortest": group.shortest}


def shown(unit: Unit, value: int | None) -> Decimal | None:
    """Return an amount as one types it: hours, or points."""
    if value is None:
        return None
    return Decimal(format((Decimal(value) / (HOUR if unit is Unit.MINUTES else POINT)).normalize(), "f"))


def _unit(unit: Unit) -> str:
    return str(_("hours") if unit is Unit.MINUTES else _("points"))


class DimensionsForm(forms.Form):
    """What it brought, in three dimensions."""

    technical = Words(
        limit=WORDS_MAX, rows=3, required=False, label=_("What I do: knowledge and skill"),
        help_text=_("The technical-instrumental dimension."),
    )  # fmt: skip
    normative = Words(
        limit=WORDS_MAX, rows=3, required=False, label=_("What I find right: values and norms"),
        help_text=_("The normative dimension."),
    )  # fmt: skip
    personal = Words(
        limit=WORDS_MAX, rows=3, required=False, label=_("Who I am in it: my own part"),
        help_text=_("The personal dimension."),
    )  # fmt: skip

    @property
    def dimensions(self) -> Dimensions:
        """The three texts."""
        return Dimensions(*(self.cleaned_data[name].strip() for name in ("technical", "normative", "personal")))


def forms_of(rules: Rules, *, series: bool = False) -> list[tuple[str, str]]:
    """Return the forms to choose from; a series is of what is done together."""
    found = [one for one in rules.forms if not series or (one.counts and one.category == "reflection")]
    return [(one.key, said(one.name)) for one in found]


class EntryForm(DimensionsForm):
    """One activity."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    origin = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    title = Words(limit=TITLE_MAX, label=_("What was it?"), error_messages={"required": _("Write down what it was.")})
    form = forms.ChoiceField(label=_("Which form?"), error_messages={"required": _("Choose a form.")})
    finished_on = Day(label=_("When was it finished?"))
    minutes = forms.IntegerField(
        label=_("How long did it take, in minutes?"), min_value=0, max_value=MOST_MINUTES, error_messages=NUMBER
    )
    net = forms.IntegerField(
        label=_("How much of that was net?"),
        help_text=_("Without reception, breaks and travel."),
        min_value=0,
        max_value=MOST_MINUTES,
        error_messages=NUMBER,
    )
    points = points_field(label=_("Points that the register granted"))
    people = forms.IntegerField(
        label=_("With how many people, yourself included?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages=NUMBER,
    )
    is_online = forms.BooleanField(label=_("It was online"), required=False)
    is_live = forms.BooleanField(label=_("With live sound and picture of everybody"), required=False)
    is_accredited = forms.BooleanField(label=_("It is accredited by the register"), required=False)

    def __init__(self, *args: Any, rules: Rules, in_series: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = forms_of(rules, series=in_series)
        if in_series:
            for name in ("technical", "normative", "personal", "points", "is_accredited"):
                del self.fields[name]

    @property
    def noted(self) -> Noted:
        """What was filled in."""
        given = self.cleaned_data
        return Noted(
            given["title"].strip(), given["form"], given["finished_on"], given["minutes"], given["net"],
            hundredths(given.get("points")), given["people"], given["is_online"], given["is_live"],
            given.get("is_accredited", False), given["origin"],
            self.dimensions if "technical" in self.fields else Dimensions(),
        )  # fmt: skip


class SeriesForm(DimensionsForm):
    """A series: its name, its form, and what it brought."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(limit=TITLE_MAX, label=_("What do you call it?"), error_messages={"required": _("Give it a name.")})
    form = forms.ChoiceField(label=_("Which form?"), error_messages={"required": _("Choose a form.")})

    def __init__(self, *args: Any, rules: Rules, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = forms_of(rules, series=True)

    @property
    def told(self) -> Told:
        """What was filled in."""
        return Told(self.cleaned_data["title"].strip(), self.cleaned_data["form"], self.dimensions)
