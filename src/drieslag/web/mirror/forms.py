"""What is filled in to ask for a mirror: a questionnaire, people with how they stand to oneself, an end."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from drieslag.kernel.instrument import Instrument
from drieslag.surveys.enums import Relation
from drieslag.surveys.rules.mirror import MOST

PERSON = "person-"
MOST_ROWS = 400

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
