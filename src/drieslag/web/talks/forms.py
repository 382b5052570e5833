"""What is filled in about a talk: when and where, what one prepares, what is agreed."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.development.talks import models
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import Side, TalkKind, Who
from drieslag.development.talks.script import PREPARED
from drieslag.web.components.forms import Words

FEW = 3  # lines that stand open; the rest lies behind “more”


class Day(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")}
        super().__init__(**options, error_messages=wrong)


class MomentForm(forms.Form):
    """When and where."""

    day = Day(label=_("Which day?"))
    at = forms.TimeField(
        label=_("Time"),
        error_messages={"required": _("Choose a time, like 10.15."), "invalid": _("Choose a time, like 10.15.")},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = Words(limit=models.PLACE_MAX, required=False, label=_("Place"))

    @property
    def planned_at(self) -> datetime:
        """The moment, as it is in the Netherlands."""
        given = self.cleaned_data
        return datetime.combine(given["day"], given["at"], tzinfo=clock.AMSTERDAM)


class AskForm(MomentForm):
    """Asking for a talk: what kind, about whom, when, and about what."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of talk?"), widget=forms.RadioSelect, choices=TalkKind.choices, initial=TalkKind.COACHING
    )
    whose = forms.ChoiceField(
        label=_("About whose growth?"),
        help_text=_("Whose growth it is about decides what is written down."),
        widget=forms.RadioSelect,
        initial=Side.OWNER,
    )
    about = Words(
        limit=models.ABOUT_MAX, rows=2, required=False, label=_("What do you want to talk about?"),
        help_text=_("The other reads this."),
    )  # fmt: skip
    field_order = ("client_key", "kind", "whose", "day", "at", "place", "about")

    def __init__(self, *args: Any, name: str, leads: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(Side.OWNER, _("Mine")), (Side.OTHER, _("That of %(name)s") % {"name": name})]
        if not leads:
            del self.fields["whose"]

    @property
    def is_mine(self) -> bool:
        """Whether it is about the own growth of who asks."""
        return bool(self.cleaned_data.get("whose", Side.OWNER) == Side.OWNER)


class PreparationForm(forms.Form):
    """The questions of one's own side."""

    says_optional = False

    def __init__(self, *args: Any, side: Side, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in PREPARED[side]:
            self.fields[question.key] = Words(
                limit=models.WORDS_MAX, rows=3, required=False, label=question.text, help_text=question.help
            )


class AgreementsForm(forms.Form):
    """Up to six agreements, who helps, and how one sees that it works. `after` is the version that was read."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    help = Words(limit=models.LINE_MAX, required=False, label=_("Who helps you with what?"))
    evidence = Words(limit=models.LINE_MAX, required=False, label=_("How will both of you see it?"))
    says_optional = False

    def __init__(self, *args: Any, names: dict[Who, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(models.MOST_LINES):
            what = Words(limit=models.LINE_MAX, required=False, label=_("What do you agree?"))
            self.fields[f"what_{number}"] = what
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("Who does it?"), choices=list(names.items()), required=False
            )
            self.fields[f"by_{number}"] = Day(label=_("By when?"), required=False)

    @staticmethod
    def initial_of(lines: tuple[Line, ...]) -> dict[str, str | date | None]:
        """Return the lines as the form has them."""
        found: dict[str, str | date | None] = {}
        for number, line in enumerate(lines):
            found |= {f"what_{number}": line.what, f"who_{number}": line.who, f"by_{number}": line.by_when}
        return found

    def _rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        for number in range(models.MOST_LINES):
            yield self[f"what_{number}"], self[f"who_{number}"], self[f"by_{number}"]

    @property
    def first_rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The rows that stand open."""
        return list(self._rows())[:FEW]

    @property
    def more_rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The rows behind “more”."""
        return list(self._rows())[FEW:]

    @property
    def is_wide(self) -> bool:
        """Whether something stands in the rows behind “more”."""
        return any(what.value() or what.errors or by_when.errors for what, _who, by_when in self.more_rows)

    @property
    def lines(self) -> list[Line]:
        """What was agreed; rows without words are none."""
        given = self.cleaned_data
        return [
            Line(Who(given[f"who_{number}"] or Who.OWNER), given[f"what_{number}"], given[f"by_{number}"])
            for number in range(models.MOST_LINES)
            if given[f"what_{number}"].strip()
        ]


class SentenceForm(forms.Form):
    """Answering agreements with a sentence."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    sentence = Words(
        limit=models.SENTENCE_MAX,
        rows=3,
        label=_("What do you want to say about it?"),
        error_messages={"required": _("Write one sentence.")},
    )
