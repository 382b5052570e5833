"""The boxes of the editor: a role, a theme with its levels, a goal, a line, a step, and what the whole is.

A draft may have gaps, so nothing must be filled in; what is missing is told beside it. English may stay empty: the
Dutch stands there then.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from drieslag.development.frameworks import drafting
from drieslag.development.frameworks.drafting import EN, NL, Draft, Part, Place
from drieslag.kernel.framework import Standing, Way
from drieslag.library import formats
from drieslag.surveys.composing import clean
from drieslag.web.components.forms import Words
from drieslag.web.components.standings import standing_word
from drieslag.web.frameworks.words import WAYS, said, say

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNTRANSLATED = _("Empty: the Dutch stands here.")
# No longer than the checker wants; what was too long would be told only at the end.
NAME, WORDS, GOAL, WHY, CHOICE, LINK = 120, 600, 300, 1_000, 60, 300


class PartForm(forms.Form):
    """A part of a draft. Dutch boxes stand in `dutch`, English ones in `english`."""

    says_optional = False
    was = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, draft: Draft, place: Place | None, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.draft, self.place = draft, place
        self.part: Mapping[str, Any] = drafting.get(draft, place) if place else draft
        self.texts: list[str] = []
        self.build()

    def build(self) -> None:
        """Put in the boxes."""
        raise NotImplementedError

    def text(self, name: str, label: "StrOrPromise", limit: int, rows: int = 0, help_text: "StrOrPromise" = "") -> None:
        """Put in a text in both languages."""
        self.texts.append(name)
        for code in (NL, EN):
            box = Words(limit=limit, rows=rows, required=False, label=label)
            box.help_text = help_text if code == NL else UNTRANSLATED
            self.fields[f"{name}_{code}"] = box
            self.initial[f"{name}_{code}"] = self.known(name).get(code, "")

    def known(self, name: str) -> Mapping[str, str]:
        """Return a text as the draft has it."""
        found: Mapping[str, str] = self.part.get(name) or {}
        return found

    def ticks(self, name: str, label: "StrOrPromise", choices: Iterable[tuple[str, str]], help_text: Any = "") -> None:
        """Put in several to choose from; nothing when there is nothing to choose."""
        rows = list(choices)
        if rows:
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                choices=rows,
                required=False,
                help_text=help_text,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial[name] = self.part.get(name) or []

    def choose(self, name: str, label: "StrOrPromise", choices: Iterable[tuple[str, Any]], **options: Any) -> None:
        """Put in one to choose."""
        self.fields[name] = forms.ChoiceField(label=label, choices=list(choices), required=False, **options)
        self.initial[name] = self.part.get(name) or ""

    def dutch(self) -> Iterator[BoundField]:
        """Yield what is not English."""
        return (self[name] for name in self.fields if not name.endswith("_en") and name != "was")

    def english(self) -> Iterator[BoundField]:
        """Yield the boxes for English."""
        return (self[name] for name in self.fields if name.endswith("_en"))

    def values(self) -> Draft:
        """Return what the draft gets, by key."""
        given = self.cleaned_data
        texts = {name: self.said(name) for name in self.texts}
        others = {name: given[name] for name in self.fields if name[-3:] not in {"_nl", "_en"} and name != "was"}
        return {**texts, **others}

    def said(self, name: str) -> Draft:
        """Return a text as the draft keeps it."""
        given = self.cleaned_data
        return drafting.said(clean(given[f"{name}_nl"]), clean(given[f"{name}_en"]))


class AboutForm(PartForm):
    """What the whole is."""

    def build(self) -> None:
        self.text("name", _("What is its name?"), NAME)
        self.text("purpose", _("What is it for?"), WHY, 3, _("For which help to residents? Write it as you say it."))
        self.fields["source"] = Words(limit=WHY, required=False, label=_("Where does it come from?"))
        self.initial["source"] = self.part.get("source") or ""


class RoleForm(PartForm):
    """A role in the work."""

    def build(self) -> None:
        self.text("name", _("What is the role called?"), NAME)
        self.text("meaning", _("What does somebody do in it?"), WORDS, 2)


class ThemeForm(PartForm):
    """A theme, with what one sees somebody do at each level."""

    def build(self) -> None:
        self.text("name", _("What is the theme called?"), NAME)
        self.text("meaning", _("What is it about?"), WORDS, 2)
        for standing in Standing:
            self.text(f"level_{standing.value}", capfirst(standing_word(standing)), WORDS, 2)
        self.fields["level_begin_nl"].help_text = _(
            "What do you see somebody do? Write it so that others would see it."
        )

    def known(self, name: str) -> Mapping[str, str]:
        if name.startswith("level_"):
            found: Mapping[str, str] = (self.part.get("levels") or {}).get(name.removeprefix("level_")) or {}
            return found
        return super().known(name)

    def values(self) -> Draft:
        """Return what the draft gets."""
        levels = {standing.value: self.said(f"level_{standing.value}") for standing in Standing}
        return {"name": self.said("name"), "meaning": self.said("meaning"), "levels": levels}


class GoalForm(PartForm):
    """A learning goal, for which roles, and what comes first."""

    def build(self) -> None:
        self.text("text", _("What does somebody do once it is learned?"), GOAL, 2)
        self.ticks("roles", _("For which roles?"), named(self.draft, Part.ROLE))
        own = self.place.key if self.place else ""
        others = [(key, text) for key, text in goals(self.draft) if key != own]
        self.ticks("after", _("Which goals come first?"), others)


class LineForm(PartForm):
    """A learning line."""

    def build(self) -> None:
        self.text("name", _("What is the line called?"), NAME)
        self.choose("role", _("For which role?"), [("", "–"), *named(self.draft, Part.ROLE)])


class StepForm(PartForm):
    """One step of a line."""

    def build(self) -> None:
        self.text("text", _("What does somebody do?"), GOAL, 2)
        self.choose("way", _("How does one learn by it?"), [(way.value, WAYS[way]) for way in Way])
        role = drafting.get(self.draft, Place(Part.LINE, self.place.around)).get("role") if self.place else ""
        self.ticks("goals", _("For which learning goals?"), goals(self.draft, role or ""))
        self.fields["choice"] = Words(
            limit=CHOICE,
            required=False,
            label=_("Is it one of a choice?"),
            help_text=_("Give the steps of one choice the same word. One of them is enough then."),
        )
        self.initial["choice"] = self.part.get("choice") or ""
        shipped = sorted((say(one.name), code) for code, one in formats.load_all().items())
        self.choose("format", _("With a format?"), [("", _("none")), *((code, name) for name, code in shipped)])
        self.keep_unknown("format")
        self.fields["link"] = Words(
            limit=LINK, required=False, label=_("A link"), help_text=_("It begins with https://.")
        )
        self.initial["link"] = self.part.get("link") or ""
        line = drafting.get(self.draft, Place(Part.LINE, self.place.around)) if self.place else {}
        own = self.place.key if self.place else ""
        others = [(one["key"], said(one.get("text")) or one["key"]) for one in line.get("steps") or []]
        self.ticks("after", _("Which steps come first?"), [row for row in others if row[0] != own])

    def keep_unknown(self, name: str) -> None:
        """A format of one's own, from a sheet, stays what it is."""
        field, known = self.fields[name], self.part.get(name)
        assert isinstance(field, forms.ChoiceField)
        choices = list(field.choices)  # type: ignore[arg-type]
        if known and known not in dict(choices):
            field.choices = [*choices, (known, known)]


FORMS: dict[Part, type[PartForm]] = {
    Part.ROLE: RoleForm,
    Part.THEME: ThemeForm,
    Part.GOAL: GoalForm,
    Part.LINE: LineForm,
    Part.STEP: StepForm,
}


def named(draft: Draft, part: Part) -> list[tuple[str, str]]:
    """Return roles or themes to choose from."""
    return [(one["key"], said(one.get("name")) or one["key"]) for one in draft.get(part.value) or []]


def goals(draft: Draft, role: str = "") -> list[tuple[str, str]]:
    """Return the goals of all themes to choose from, of one role where one is given."""
    return [
        (goal["key"], said(goal.get("text")) or goal["key"])
        for theme in draft.get("themes") or []
        for goal in theme.get("goals") or []
        if not role or role in (goal.get("roles") or [])
    ]
