"""What is filled in about cards: which of them lie on the table, and an organisation's own decks."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from drieslag.development.talks import models, sheet, written
from drieslag.development.talks.enums import Whom
from drieslag.development.talks.piles import Pile
from drieslag.development.talks.written import Words as Written
from drieslag.learning.support.enums import Room
from drieslag.web.components.forms import SheetField, Words

PASTED_MAX = written.MOST_CARDS * (models.CARD_MAX + 20)
SHEETS = ".xlsx,.csv"
NO_DIMENSION = ("", _("None of these"))


class ChoosingForm(forms.Form):
    """Which cards lie on the table, and which are shown to choose from."""

    deck = forms.ChoiceField(label=_("Which deck?"), required=False)
    dimension = forms.ChoiceField(
        label=_("Kind of question"), required=False, choices=[("", _("Everything")), *Room.choices]
    )
    cards = forms.MultipleChoiceField(
        label=_("Cards"),
        required=False,
        error_messages={"invalid_choice": _("One of these cards is not offered any more. Load the page again.")},
    )
    says_optional = False

    def __init__(self, *args: Any, piles: Collection[Pile], known: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        decks, cards = self.fields["deck"], self.fields["cards"]
        assert isinstance(decks, forms.ChoiceField)
        assert isinstance(cards, forms.ChoiceField)
        decks.choices = [("", _("All decks")), *((pile.key, str(pile.name)) for pile in piles)]
        cards.choices = [(key, key) for key in known]
        self.has_decks = len(piles) > 1

    def chosen(self) -> list[str]:
        """Return the keys that are ticked, also when they were not taken."""
        value = self["cards"].value()
        return [str(key) for key in value] if isinstance(value, list | tuple) else []

    def shown(self) -> tuple[str, str]:
        """Return which deck and which dimension are shown."""
        deck, dimension = (str(self[name].value() or "") for name in ("deck", "dimension"))
        return deck, dimension


class LookedOver(forms.Form):
    """What all colleagues will read: with words that may point at a person one is asked, and says that they do not."""

    looked_over = forms.BooleanField(required=False, label=_("I looked it over: this is no person"))


class AboutForm(LookedOver):
    """What a deck is called, and whose questions they are."""

    name = Words(limit=models.DECK_MAX, label=_("What is the deck called?"))
    source = Words(
        limit=models.SOURCE_MAX,
        label=_("Whose questions are these?"),
        help_text=_("For example: our own, or whose they are and that we may use them. It stands with the cards."),
    )


class TagsForm(forms.Form):
    """What goes with cards: a heading, a dimension, and for whom they are."""

    heading = Words(limit=models.HEADING_MAX, required=False, label=pgettext_lazy("of cards", "Heading"))
    dimension = forms.ChoiceField(label=_("Kind of question"), required=False, choices=[NO_DIMENSION, *Room.choices])
    whom = forms.ChoiceField(label=_("For whom"), choices=Whom.choices, initial=Whom.EVERYONE)

    def written(self, text: str) -> Written:
        """Return a card with these words."""
        given = self.cleaned_data
        return Written(
            text, written.one_line(given.get("heading", "")), given.get("dimension", ""), given.get("whom", "")
        )


class LinesForm(TagsForm, LookedOver):
    """Questions, one on a line."""

    lines = Words(
        limit=PASTED_MAX,
        rows=8,
        label=_("The questions"),
        help_text=_("One on each line. You can paste them."),
        error_messages={"required": _("Write one question at least.")},
    )
    field_order: tuple[str, ...] = ("lines", "heading", "dimension", "whom", "looked_over")

    def __init__(self, *args: Any, known: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = tuple(known)

    def clean_lines(self) -> str:
        """All that is wrong with the lines, at once."""
        lines = str(self.cleaned_data["lines"])
        at = [(Written(text), _("line %(n)d") % {"n": number}, "") for number, text in written.lines_of(lines)]
        found = list(written.problems(at, self.known))
        if not at:
            raise forms.ValidationError(_("Write one question at least."))
        if found:
            raise forms.ValidationError([str(one)[:1].upper() + str(one)[1:] for one in found])
        return lines

    @property
    def cards(self) -> list[Written]:
        """The cards that were written."""
        return [self.written(text) for _number, text in written.lines_of(self.cleaned_data["lines"])]


class NewForm(AboutForm, LinesForm):
    """A deck with its first cards."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("key", "name", "source", "lines", "heading", "dimension", "whom", "looked_over")


class CardForm(TagsForm, LookedOver):
    """One card. `was` is the version that was read."""

    was = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    text = Words(limit=models.CARD_MAX, rows=2, label=_("The question"))
    field_order = ("was", "text", "heading", "dimension", "whom", "looked_over")


class FileForm(LookedOver):
    """A sheet with cards. What stands in it is judged in its rows; here only whether it is a file."""

    file = SheetField(
        accept=SHEETS,
        most_bytes=sheet.MOST_BYTES,
        label=_("The sheet"),
        help_text=_("An Excel file (.xlsx) or a .csv, 2 MB at most."),
    )


class NewFileForm(AboutForm, FileForm):
    """A new deck from a sheet."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("key", "name", "source", "file", "looked_over")
