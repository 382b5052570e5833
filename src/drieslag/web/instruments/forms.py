"""Beginning an instrument, and what is written down about the texts of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.library.instrument_sense import LONGEST_ITEM, LONGEST_LABEL
from drieslag.surveys.actions.instruments import NAME_MAX
from drieslag.surveys.composing import AnswerScale, clean
from drieslag.surveys.models import DOCUMENT_MAX
from drieslag.web.components import beginning
from drieslag.web.components.forms import Words
from drieslag.web.instruments.words import ANSWERS, say

LONGEST_PASTE = 40_000


class OwnerForm(beginning.OwnerForm):
    """Whose it is. Who can write for one alone is not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("owner", self.owners[0][0] if self.owners else "")
        if len(self.owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()

    @property
    def can_write(self) -> bool:
        """Whether there is anybody to write for."""
        return bool(self.owners)


class LinesForm(forms.Form):
    """Questions, each on a line, and what they are answered with."""

    lines = Words(
        limit=LONGEST_PASTE,
        rows=8,
        strip=False,
        label=_("Questions or statements"),
        help_text=_("One on each line. You can paste a list."),
    )
    answers = forms.ChoiceField(
        label=_("What do people answer with?"),
        choices=[(key.value, label) for key, label in ANSWERS.items()],
        initial=AnswerScale.AGREEMENT.value,
        widget=forms.RadioSelect,
    )

    def clean_answers(self) -> AnswerScale:
        """Return the answers as the trade names them."""
        return AnswerScale(self.cleaned_data["answers"])


class NewForm(OwnerForm, LinesForm):
    """A name, lines, and what they are answered with: enough to ask it."""

    name = Words(limit=NAME_MAX, label=_("What is it called?"))

    field_order = ("key", "name", "lines", "answers", "owner")

    def clean_name(self) -> str:
        """A name that can be seen."""
        name = clean(self.cleaned_data["name"]).replace("\n", " ")
        if not name:
            raise forms.ValidationError(_("Give it a name. You can change it later."))
        return name


class CopyForm(OwnerForm):
    """A copy, with a name of its own."""

    name = Words(
        limit=NAME_MAX,
        required=False,
        label=_("What is it called?"),
        help_text=_("It keeps its name if this is empty."),
    )

    field_order = ("key", "name", "owner")


class ImportForm(OwnerForm, beginning.FileForm):
    """A questionnaire as a file, or as its text."""

    most_bytes = instruments.LONGEST_FILE
    too_large = _("This file is larger than 200 kB. No questionnaire is that long.")


class PermissionForm(forms.Form):
    """Who gave permission, when, and where that stands."""

    whose = Words(
        limit=DOCUMENT_MAX, label=_("Who gave permission?"), help_text=_("The makers, or who owns the rights.")
    )
    given_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=clock.today
    )
    document = Words(limit=DOCUMENT_MAX, label=_("In which letter or agreement?"))


class TextsForm(OwnerForm):
    """The texts of a licensed instrument: one field an item, in order; or all at once, a line each."""

    says_optional = False
    paste = Words(
        limit=LONGEST_PASTE,
        rows=6,
        strip=False,
        required=False,
        label=_("Paste all questions at once"),
        help_text=_("One on each line, in the order of the questionnaire. Leave the boxes below empty then."),
    )

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for number, item in enumerate(instrument.items, start=1):
            label = _("Question %(number)d") % {"number": number}
            self.fields[f"item_{item.key}"] = Words(limit=LONGEST_ITEM, required=False, label=label)
        for response in instrument.responses:
            for point in response.points:
                label = _("Answer %(value)d") % {"value": point.value}
                box = Words(limit=LONGEST_LABEL, required=False, label=label, initial=say(point.label))
                self.fields[f"point_{response.key}_{point.value}"] = box

    @property
    def items(self) -> list[forms.BoundField]:
        """The boxes of the questions."""
        return [self[f"item_{item.key}"] for item in self.instrument.items]

    @property
    def points(self) -> list[forms.BoundField]:
        """The boxes of the words at the answers."""
        return [self[name] for name in self.fields if name.startswith("point_")]

    def clean(self) -> dict[str, Any]:
        """As many texts as there are questions."""
        cleaned = super().clean() or {}
        lines = [line for line in clean(cleaned.get("paste") or "").split("\n") if line]
        if lines and len(lines) != len(self.instrument.items):
            words = {"wanted": len(self.instrument.items), "given": len(lines)}
            self.add_error("paste", _("It has %(wanted)d questions, and these are %(given)d lines.") % words)
        for at, item in enumerate(self.instrument.items):
            name = f"item_{item.key}"
            if lines and not cleaned.get(name):
                cleaned[name] = lines[at] if at < len(lines) else ""
            if not lines and not clean(cleaned.get(name) or "") and name not in self.errors:
                self.add_error(name, _("This question has no text yet."))
            elif len(cleaned.get(name) or "") > LONGEST_ITEM:
                self.add_error("paste", _("One of these is not read in one go. Write %(most)d characters at most.")
                               % {"most": LONGEST_ITEM})  # fmt: skip
        return cleaned

    def texts(self) -> list[str]:
        """Return the texts in the order of the questions."""
        return [self.cleaned_data[f"item_{item.key}"] for item in self.instrument.items]

    def labels(self) -> dict[str, list[str]]:
        """Return the words of the points, by response scale."""
        return {
            response.key: [self.cleaned_data[f"point_{response.key}_{point.value}"] for point in response.points]
            for response in self.instrument.responses
        }
