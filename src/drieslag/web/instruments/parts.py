"""The boxes of the editor: a question, a page, a scale, answers, and what the whole is. A draft may have gaps, so
nothing must be filled in; what is missing is told beside it. English may stay empty: the Dutch stands there then.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from drieslag.kernel.instrument import NUMERIC, ItemKind, Mode, Scoring, Use
from drieslag.library.instrument_sense import BELONGS, CHOSEN, LONGEST, LONGEST_BESIDE, LONGEST_ITEM, LONGEST_LABEL
from drieslag.surveys import composing
from drieslag.surveys.composing import EN, NL, Draft
from drieslag.web.components.forms import Words
from drieslag.web.instruments.presenters.editor import ends
from drieslag.web.instruments.words import ANSWERS, BOXES, KINDS, MODES, SCORINGS, USES, said

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNTRANSLATED = _("Empty: the Dutch stands here.")
EACH_LINE = _("One on each line.")
FURTHEST = 1_000_000
CLOSED = frozenset({ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES})


class PartForm(forms.Form):
    """A part of a draft. Dutch boxes stand in `dutch`, English ones in `english`."""

    says_optional = False
    was = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, part: Mapping[str, Any], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.part = part
        self.build()

    def build(self) -> None:
        """Put in the boxes."""
        raise NotImplementedError

    def text(self, name: str, limit: int, rows: int = 0, help_text: "StrOrPromise" = "") -> None:
        """Put in a text in both languages."""
        known = self.part.get(name) or {}
        for code in (NL, EN):
            box = Words(limit=limit, rows=rows, required=False, label=BOXES[name])
            box.help_text = help_text if code == NL else UNTRANSLATED
            self.fields[f"{name}_{code}"] = box
            self.initial[f"{name}_{code}"] = known.get(code, "")

    def rows(self, name: str, values: Iterable[Mapping[str, str]], limit: int) -> None:
        """Put in a list of texts in both languages, one on each line."""
        known = list(values)
        for code in (NL, EN):
            lines = [one.get(code, "") for one in known]
            box = Words(limit=limit, rows=6, required=False, label=BOXES[name], help_text=EACH_LINE)
            self.fields[f"{name}_{code}"] = box
            self.initial[f"{name}_{code}"] = "\n".join(lines) if any(lines) else ""

    def number(self, name: str, low: int, high: int, usual: int) -> None:
        """Put in a whole number."""
        self.fields[name] = forms.IntegerField(
            label=BOXES[name], min_value=low, max_value=high, required=False, widget=forms.TextInput(
                attrs={"inputmode": "numeric", "class": "ds-short"}
            ),
        )  # fmt: skip
        self.initial[name] = self.part.get(name, usual)

    def tick(self, name: str, *, usual: bool = False) -> None:
        """Put in a yes or no."""
        self.fields[name] = forms.BooleanField(label=BOXES.get(name, ""), required=False)
        self.initial[name] = self.part.get(name, usual)

    def ticks(self, name: str, choices: Iterable[tuple[str, "StrOrPromise"]]) -> None:
        """Put in several to choose from."""
        self.fields[name] = forms.MultipleChoiceField(
            label=BOXES[name], choices=list(choices), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.initial[name] = self.part.get(name) or []

    def dutch(self) -> Iterator[BoundField]:
        """Yield what is not English."""
        return (self[name] for name in self.fields if not name.endswith("_en") and name != "was")

    def english(self) -> Iterator[BoundField]:
        """Yield the boxes for English."""
        return (self[name] for name in self.fields if name.endswith("_en"))

    def said(self, name: str) -> Draft:
        """Return a text as the draft keeps it."""
        given = self.cleaned_data
        return {NL: composing.clean(given[f"{name}_nl"]), EN: composing.clean(given[f"{name}_en"])}

    def lines(self, name: str) -> list[Draft]:
        """Return a list of texts as the draft keeps it."""
        dutch, english = _lines(self.cleaned_data[f"{name}_nl"]), _lines(self.cleaned_data[f"{name}_en"])
        return [{NL: text, EN: english[at] if english else ""} for at, text in enumerate(dutch)]

    def check_lines(self, name: str) -> None:
        """English has a line for each Dutch one, or none at all; and no line stands twice."""
        given = self.cleaned_data
        dutch, english = _lines(given.get(f"{name}_nl", "")), _lines(given.get(f"{name}_en", ""))
        if english and len(english) != len(dutch):
            words = {"dutch": len(dutch), "english": len(english)}
            self.add_error(
                f"{name}_en", _("The Dutch has %(dutch)d lines and the English %(english)d. Make them equal.") % words
            )
        if len({line.casefold() for line in dutch}) < len(dutch):
            self.add_error(f"{name}_nl", _("The same answer stands here twice."))

    def values(self) -> Draft:
        """Return what the draft gets, by key."""
        raise NotImplementedError


def _lines(text: str) -> list[str]:
    return [line for line in composing.clean(text).split("\n") if line]


class AboutForm(PartForm):
    """What the whole is, for whom, and how its result is read."""

    def build(self) -> None:
        self.text("name", LONGEST["name"])
        self.text("purpose", LONGEST["purpose"], 2, _("One sentence, for who chooses."))
        self.text("intro", LONGEST["intro"], 3)
        self.ticks("uses", [(use.value, USES[use]) for use in Use])
        self.ticks("modes", [(mode.value, MODES[mode]) for mode in Mode])
        self.tick("pulse")
        self.text("reading", LONGEST["reading"], 3)
        self.text("caveat", LONGEST["caveat"], 3)
        sources = "\n".join(self.part.get("sources") or [])
        self.fields["sources"] = Words(limit=4_000, rows=3, required=False, label=BOXES["sources"], help_text=EACH_LINE)
        self.initial["sources"] = sources

    def values(self) -> Draft:
        """Return what the draft gets."""
        given = self.cleaned_data
        texts = {name: self.said(name) for name in ("name", "purpose", "intro", "reading", "caveat")}
        plain = {"uses": given["uses"], "modes": given["modes"], "pulse": given["pulse"]}
        return {**texts, **plain, "sources": _lines(given["sources"])}


class PageForm(PartForm):
    """What stands above a page."""

    def build(self) -> None:
        self.text("title", LONGEST_ITEM)
        self.text("intro", LONGEST["intro"], 3)
        for code in (NL, EN):
            self.fields[f"intro_{code}"].label = _("Words above the questions")

    def values(self) -> Draft:
        """Return what the draft gets."""
        return {"title": self.said("title"), "intro": self.said("intro")}


class ScaleForm(PartForm):
    """Which questions are counted together, and how."""

    def __init__(self, draft: Draft, part: Mapping[str, Any], data: QueryDict | None = None) -> None:
        self.draft = draft
        super().__init__(part, data)

    def build(self) -> None:
        self.text("name", LONGEST["name"])
        numbered = enumerate(composing.items_of(self.draft), start=1)
        items = [
            (item["key"], f"{number}. {said(item.get('text'))}")
            for number, item in numbered
            if ItemKind(item["kind"]) in NUMERIC
        ]
        if not self.part.get("scales"):
            self.ticks("items", items)
        self.fields["scoring"] = forms.ChoiceField(
            label=_("What becomes of the answers?"), choices=[(one.value, SCORINGS[one]) for one in Scoring]
        )
        self.initial["scoring"] = self.part.get("scoring", Scoring.MEAN.value)
        self.number("needed", 1, 200, 0)
        self.fields["needed"].help_text = _("Empty: two thirds of them.")
        self.initial["needed"] = self.part.get("needed") or ""
        self.fields["lower"] = forms.BooleanField(label=_("Lower is better"), required=False)
        self.initial["lower"] = not self.part.get("higher_is_better", True)
        self.text("reading", LONGEST["reading"], 2)

    def values(self) -> Draft:
        """Return what the draft gets."""
        given = self.cleaned_data
        found: Draft = {"name": self.said("name"), "scoring": given["scoring"], "needed": given["needed"] or None}
        if "items" in given:
            found["items"] = given["items"]
        return {**found, "higher_is_better": not given["lower"], "reading": self.said("reading")}


class ResponseForm(PartForm):
    """The answers of a scale, from low to high."""

    def build(self) -> None:
        points = self.part.get("points") or []
        self.rows("labels", [point.get("label") or {} for point in points], 4_000)
        self.fields["labels_nl"].help_text = _("From low to high, one on each line.")
        self.fields["start"] = forms.IntegerField(
            label=_("The first one counts as"), min_value=-100, max_value=100, required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ds-short"}),
        )  # fmt: skip
        self.initial["start"] = points[0]["value"] if points else 1

    def clean(self) -> dict[str, Any]:
        """Two answers at least, not too long."""
        cleaned = super().clean() or {}
        self.check_lines("labels")
        lines = _lines(cleaned.get("labels_nl", ""))
        if len(lines) < 2:  # noqa: PLR2004
            self.add_error("labels_nl", _("Write two answers at least."))
        if any(len(line) > LONGEST_LABEL for line in lines):
            self.add_error("labels_nl", _("An answer is too long. Write %(most)d characters at most.")
                           % {"most": LONGEST_LABEL})  # fmt: skip
        return cleaned

    def points(self) -> list[Draft]:
        """Return the points that the draft gets."""
        start = self.cleaned_data["start"]
        first = 1 if start is None else start
        return [{"value": first + at, "label": label} for at, label in enumerate(self.lines("labels"))]


class ItemForm(PartForm):
    """One question, with the boxes that its kind knows."""

    def __init__(self, draft: Draft, part: Mapping[str, Any], data: QueryDict | None = None) -> None:
        self.draft, self.kind = draft, ItemKind(part["kind"])
        super().__init__(part, data)

    def knows(self, name: str) -> bool:
        """Whether this kind of question has such a box."""
        return self.kind in BELONGS[name]

    def build(self) -> None:
        self.text("text", LONGEST_ITEM, 2)
        self.fields["kind"] = forms.ChoiceField(
            label=_("How is it answered?"), choices=[(kind.value, KINDS[kind]) for kind in ItemKind]
        )
        self.initial["kind"] = self.kind.value
        if self.knows("answers"):
            self.fields["answers"] = forms.ChoiceField(label=BOXES["answers"], choices=self.responses())
            self.initial["answers"] = self.part.get("answers")
        if self.knows("options"):
            self.rows("options", [option["name"] for option in self.part.get("options") or []], 6_000)
        for name, low, high, usual in (
            ("most", 1, 100, ""), ("low", -FURTHEST, FURTHEST, 0), ("high", -FURTHEST, FURTHEST, 10),
            ("step", 1, FURTHEST, 1), ("max_length", 20, 5_000, 600),
        ):  # fmt: skip
            if self.knows(name):
                self.number(name, low, high, usual)  # type: ignore[arg-type]
        for name in ("low_word", "high_word", "unit"):
            if self.knows(name):
                self.text(name, LONGEST_LABEL)
        self.text("explanation", LONGEST_BESIDE, 2)
        self.tick("required")
        if self.knows("reverse"):
            self.tick("reverse")
        self.condition()

    def responses(self) -> list[tuple[str, Any]]:
        """Return the answers of this instrument, and the ready ones that it does not use yet."""
        own = [(one["key"], ends(one["points"])) for one in self.draft.get("responses") or []]
        known = {key for key, _words in own}
        return own + [(key, ANSWERS[composing.AnswerScale(key)]) for key in composing.RESPONSES if key not in known]

    def condition(self) -> None:
        """Put in an earlier question, and (once it was chosen) its answers."""
        items = list(composing.items_of(self.draft))
        keys = [item["key"] for item in items]
        earlier = items[: keys.index(self.part["key"])]
        choices = [
            (item["key"], f"{at}. {said(item.get('text'))}")
            for at, item in enumerate(earlier, start=1)
            if ItemKind(item["kind"]) in CLOSED
        ]
        when = self.part.get("when") or {}
        if not choices and not when:
            return
        self.fields["when_item"] = forms.ChoiceField(
            label=BOXES["when"],
            choices=[("", _("Ask it of everybody")), *choices],
            required=False,
            help_text=_("Choose a question and keep it; then you choose the answers."),
        )
        self.initial["when_item"] = when.get("item", "")
        asked = next((item for item in earlier if item["key"] == when.get("item")), None)
        if asked is not None:
            self.fields["when_answers"] = forms.MultipleChoiceField(
                label=_("After which of its answers?"),
                choices=self.answers_of(asked),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial["when_answers"] = when.get("answers") or []

    def answers_of(self, item: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the answers that an earlier question can get."""
        if item["kind"] == ItemKind.SCALE.value:
            responses = [one for one in self.draft.get("responses") or [] if one["key"] == item.get("answers")]
            points = responses[0]["points"] if responses else []
            return [(str(point["value"]), said(point.get("label"))) for point in points]
        return [(option["key"], said(option["name"])) for option in item.get("options") or []]

    def clean(self) -> dict[str, Any]:
        """Lists in two languages are as long as each other."""
        cleaned = super().clean() or {}
        if "options_nl" in self.fields:
            self.check_lines("options")
        return cleaned

    def values(self) -> Draft:
        """Return what the draft gets; the kind may have become another."""
        given = self.cleaned_data
        found: Draft = {"kind": given["kind"], "required": given["required"], "when": self.when()}
        for name in ("text", "explanation", "low_word", "high_word", "unit"):
            if f"{name}_nl" in given:
                found[name] = self.said(name)
        for name in ("answers", "most", "low", "high", "step", "max_length", "reverse"):
            if name in given:
                found[name] = given[name]
        if "options_nl" in given:
            found["options"] = self.options()
        if self.kind is not ItemKind.SCALE and given["kind"] == ItemKind.SCALE.value:
            found["answers"] = composing.AnswerScale.AGREEMENT.value
        if self.kind not in CHOSEN and ItemKind(given["kind"]) in CHOSEN:
            found["options"] = [{**option} for option in composing.YES_NO[:2]]
        return found

    def when(self) -> Draft | None:
        """Return the condition; without answers as long as they were not chosen."""
        item = self.cleaned_data.get("when_item")
        if not item:
            return None
        same = item == (self.part.get("when") or {}).get("item")
        return {"item": item, "answers": self.cleaned_data.get("when_answers", []) if same else []}

    def options(self) -> list[Draft]:
        """Return the options; one that stays on its place, or keeps its words, keeps its key."""
        before = self.part.get("options") or []
        names = {option["name"].get(NL): option["key"] for option in before}
        lines = self.lines("options")
        kept = {line[NL]: names[line[NL]] for line in lines if line[NL] in names}
        taken = set(names.values())
        found = []
        for at, line in enumerate(lines):
            key = kept.get(line[NL], "")
            there = before[at]["key"] if at < len(before) else ""
            if not key and there and there not in kept.values() and len(lines) == len(before):
                key = there
            if not key:
                key = composing.free_key("option", taken)
                taken.add(key)
            found.append({"key": key, "name": line})
        return found
