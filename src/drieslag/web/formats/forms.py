"""What is asked in the editor: a form is a row of parts, and gives back what belongs in the draft."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.learning.formats.actions.beginning import NAME_MAX
from drieslag.learning.formats.models import DOCUMENT_MAX
from drieslag.library import formats
from drieslag.library.problems import Problem
from drieslag.web.components.beginning import FileForm, OwnerForm
from drieslag.web.components.forms import Words
from drieslag.web.formats.parts import UNTRANSLATED, Part
from drieslag.web.formats.words import in_words

_SUB = re.compile(r"\[(\d+)\]")
_QUOTED = re.compile(r"‘([a-z_]+)’")


class PartsForm(forms.Form):
    """A part of the draft. Dutch boxes stand in `dutch`, English ones in `english`. Nothing in it must be there: a
    draft may have gaps, and what is missing is told beside its box.
    """

    says_optional = False
    was = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, parts: Sequence[Part], draft: Mapping[str, Any], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.parts, self.draft = parts, draft
        for part in parts:
            for name, box, value in part.fields(look_up(draft, part.name)):
                if name.endswith("_en"):
                    box.widget.attrs["placeholder"] = UNTRANSLATED
                self.fields[name] = box
                self.initial[name] = value

    def values(self) -> dict[str, Any]:
        """Return what the draft gets, by key."""
        found: dict[str, Any] = {}
        for part in self.parts:
            outer = part.name.partition(".")[0]
            if outer != part.name:
                found.setdefault(outer, dict(self.draft.get(outer) or {}))
            put(found, part.name, part.read(self.cleaned_data, look_up(self.draft, part.name)))
        return found

    def dutch(self) -> Iterator[BoundField]:
        """Yield what is not English."""
        return (self[name] for name in self.fields if not name.endswith("_en") and name != "was")

    def english(self) -> Iterator[BoundField]:
        """Yield the boxes for English."""
        return (self[name] for name in self.fields if name.endswith("_en"))

    def tell(self, problems: Mapping[str, Sequence[Problem]]) -> "PartsForm":
        """Return the form as it was saved, with what is still missing beside the boxes. `problems` are by key within
        this part.
        """
        told = self if self.is_bound else type(self)(self.parts, self.draft, as_data(self))
        told.full_clean()
        language = get_language() or "nl"
        for key, those in problems.items():
            for problem in those:
                box = told.box_for(key, problem.message.nl)
                told.add_error(box, in_words(problem.message.get(language)))
        return told

    def box_for(self, key: str, message: str) -> str | None:
        """Return the box that a key of the file belongs to; the one that the message names where the key is a whole."""
        key = key.replace(".name", "").removeprefix("guard.")
        plain, rows = _SUB.sub("", key), _SUB.sub(lambda at: f"-{int(at[1]) - 1}-", key).replace("-.", "-")
        named = [f"{plain}_{name}" for name in _QUOTED.findall(message)] if plain else _QUOTED.findall(message)
        candidates = [plain, rows, rows.removesuffix("-"), rows.replace(".", "_"), *named, plain.partition(".")[0]]
        for name in candidates:
            for box in (name, f"{name}_nl"):
                if box in self.fields:
                    return box
        return None


def look_up(draft: Mapping[str, Any], name: str) -> Any:
    """Return what stands at a key; a dot leads inside."""
    value: Any = draft
    for one in name.split("."):
        value = value.get(one) if isinstance(value, Mapping) else None
    return value


def put(found: dict[str, Any], name: str, value: Any) -> None:
    """Set what stands at a key; a dot leads inside."""
    *outer, last = name.split(".")
    for one in outer:
        found = found.setdefault(one, {})
    found[last] = value


def as_data(form: forms.Form) -> QueryDict:
    """Return a form's beginnings as if they had been sent, so that its boxes can say what is missing."""
    data: MultiValueDict[str, Any] = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, list | tuple):
            data.setlist(name, list(value))
        elif value not in (None, False, ""):
            data[name] = "on" if value is True else value
    assert isinstance(data, QueryDict)
    return data


class NewForm(OwnerForm):
    """A name, and what to begin from."""

    name = Words(
        limit=NAME_MAX,
        required=False,
        label=_("What is it called?"),
        help_text=_("A copy keeps its name if you leave this empty."),
    )
    start = forms.ChoiceField(label=_("What do you begin from?"), required=False)

    def __init__(self, *args: Any, known: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        box = self.fields["start"]
        assert isinstance(box, forms.ChoiceField)
        copies = [(found.slug, found.name.get(language)) for found in known.values()]
        box.choices = [("", _("An empty page")), (str(_("A copy of")), copies)]
        self.order_fields(["key", "name", "start", "owner"])

    def clean(self) -> dict[str, Any]:
        """An empty page needs a name."""
        cleaned = super().clean() or {}
        if not cleaned.get("start") and not cleaned.get("name", "").strip():
            self.add_error("name", _("Give it a name. You can change it later."))
        return cleaned


class ImportForm(FileForm):
    """A format as a file, or as its text."""

    most_bytes = formats.LONGEST_FILE
    too_large = _("This file is larger than 200 kB. No script is that long.")


class ConsentForm(forms.Form):
    """Who agreed, when, and where that stands."""

    whose = Words(limit=DOCUMENT_MAX, label=_("Who agreed?"), help_text=_("The makers, or who owns the rights."))
    given_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=clock.today
    )
    document = Words(limit=DOCUMENT_MAX, label=_("In which letter or agreement?"))
