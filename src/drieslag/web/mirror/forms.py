"""What is filled in about a mirror: a questionnaire, people with how they stand to oneself, an end; what one expects to
read in it, and what one will do with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.development.plans.models import LINE_MAX
from drieslag.kernel.instrument import Instrument, Item
from drieslag.surveys.enums import Relation
from drieslag.surveys.rules.mirror import MOST
from drieslag.web.components.forms import Words, fresh_key

PERSON = "person-"
MOST_ROWS = 400
MOST_GOALS: Final = 3

RELATIONS = (
    (Relation.COLLEAGUE, _("colleague")),
    (Relation.REPORT, _("I lead this person")),
    (Relation.LEADER, _("my leader, answers with name")),
    (Relation.PARTNER, _("partner outside")),
    (Relation.RESIDENT, _("resident")),
)


class StartForm(forms.Form):
    """Which questionnaire."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    instrument = forms.ChoiceField(
        label=_("Which questions?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a questionnaire.")},
    )

    def __init__(self, *args: Any, offered: list[Instrument], language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, one.name.get(language)) for one in offered]


class AskForm(forms.Form):
    """Until when, and how many come with a code on paper. The people stand beside it, a row each."""

    partner = forms.IntegerField(
        label=_("Codes for partners in other organisations"), min_value=0, max_value=MOST, required=False
    )
    resident = forms.IntegerField(label=_("Codes for residents"), min_value=0, max_value=MOST, required=False)
    closes_on = forms.DateField(
        label=_("Until which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")},
    )
    says_optional = False

    @property
    def codes(self) -> dict[Relation, int]:
        """How many codes for which relation."""
        return {
            relation: self.cleaned_data.get(relation.value) or 0 for relation in (Relation.PARTNER, Relation.RESIDENT)
        }


class ExpectForm(forms.Form):
    """What one thinks that others will write, question by question. Each may stay empty."""

    says_optional = False

    def __init__(self, *args: Any, asked: Sequence[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        for item in asked:
            words = item.text.get(get_language() or "nl")
            self.fields[item.key] = Words(limit=item.max_length, rows=2, required=False, label=words)


@dataclass(frozen=True)
class NewGoal:
    """One thing that somebody will do, and the key that makes sending it twice one act."""

    key: UUID | None
    text: str
    for_residents: str


class GoalsForm(forms.Form):
    """Three goals at most. The first is there; of another one that was begun, both halves."""

    says_optional = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(MOST_GOALS):
            first = number == 0
            self.fields[f"key_{number}"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
            self.fields[f"text_{number}"] = Words(
                limit=LINE_MAX, rows=2, required=first, label=_("What do you want to do more often, or differently?"),
                error_messages={"required": _("Write one thing that you will do.")},
            )  # fmt: skip
            self.fields[f"for_residents_{number}"] = Words(
                limit=LINE_MAX, rows=2, required=first, label=_("What do residents notice of it?"),
                error_messages={"required": _("Write what residents notice of it.")},
            )  # fmt: skip

    @staticmethod
    def fresh() -> dict[str, UUID]:
        """Return what an empty form begins with."""
        return {f"key_{number}": fresh_key() for number in range(MOST_GOALS)}

    def rows(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Return the fields of each goal, with its number."""
        for number in range(MOST_GOALS):
            yield number, self[f"key_{number}"], self[f"text_{number}"], self[f"for_residents_{number}"]

    def clean(self) -> None:
        """Ask for the other half of what was begun."""
        for number in range(1, MOST_GOALS):
            halves = (f"text_{number}", f"for_residents_{number}")
            if any(self.data.get(name, "").strip() for name in halves):
                for name in halves:
                    if name not in self.errors and not self.cleaned_data.get(name):
                        self.add_error(name, self.fields[name].error_messages["required"])

    def goals(self) -> list[NewGoal]:
        """Return what was put down, in order."""
        given = self.cleaned_data
        return [
            NewGoal(given[f"key_{number}"], given[f"text_{number}"], given[f"for_residents_{number}"])
            for number in range(MOST_GOALS)
            if given[f"text_{number}"]
        ]


def people_in(posted: QueryDict) -> Mapping[UUID, Relation | None]:
    """Return how each person in a posted form stands to oneself; None for who is not asked. What is no person or no
    relation is passed over.
    """
    known = {relation.value: relation for relation, _words in RELATIONS}
    found: dict[UUID, Relation | None] = {}
    for name in list(posted)[:MOST_ROWS]:
        if not name.startswith(PERSON):
            continue
        try:
            key = UUID(name.removeprefix(PERSON))
        except ValueError:
            continue
        found[key] = known.get(str(posted[name]))
    return found
