"""The forms of notes: writing one, looking for one, and what one keeps of a look back."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.development.reflections import models
from drieslag.development.reflections.marks import MOST_TAGS, TAG_MAX, Marks
from drieslag.development.reflections.queries import Wanted
from drieslag.kernel.prompting import Occasion
from drieslag.library.prompts import all_prompts, find
from drieslag.web.components.forms import Words

TAGS_MAX = MOST_TAGS * (TAG_MAX + 2)
WANTED_MAX = 80
PERIODS = {"month": timedelta(days=31), "quarter": timedelta(days=92), "year": timedelta(days=366)}

type Goals = Iterable[tuple[UUID, str]]


class NoteForm(forms.Form):
    """A note of two minutes. Only the words are needed."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    prompt = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    text = Words(
        limit=models.TEXT_MAX,
        rows=7,
        label=_("What do you want to remember?"),
        error_messages={"required": _("Write a sentence, or leave it for now.")},
    )
    known = forms.MultipleChoiceField(
        label=_("Your own words for it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = Words(
        limit=TAGS_MAX,
        required=False,
        label=_("Other words"),
        help_text=_("For instance: limits, evening shift. With a comma between them."),
    )
    goal = forms.ChoiceField(label=_("Goes with which goal?"), required=False)
    occasion = forms.ChoiceField(label=_("What made you write?"), required=False)

    def __init__(self, *args: Any, goals: Goals, known: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or ""
        self._choose("goal", [("", _("No goal")), *((str(key), text) for key, text in goals)])
        self._choose("known", [(tag, tag) for tag in known])
        self._choose("occasion", [(each.occasion, each.name.get(language)) for each in all_prompts().values()])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_prompt(self) -> str:
        """Keep the key of a question that there is."""
        key = str(self.cleaned_data["prompt"])
        return key if find(key) else ""

    def marks(self, about: Marks) -> Marks:
        """Return how the note is marked; what it is about was in the address."""
        given = self.cleaned_data
        return Marks(
            occasion=Occasion(given["occasion"] or Occasion.QUIET),
            prompt=given["prompt"],
            about=about.about,
            goal=UUID(given["goal"]) if given["goal"] else None,
            tags=(*given["known"], *given["tags"].split(",")),
        )


def typed(data: QueryDict) -> dict[str, Any]:
    """Return what stood in the form, so that another question does not cost a word."""
    return {name: data.getlist(name) if name == "known" else data.get(name, "") for name in NoteForm.base_fields}


def kept(text: str, marks: Marks, known: Iterable[str]) -> dict[str, Any]:
    """Return a note as the form has it."""
    offered = set(known)
    return {
        "text": text,
        "prompt": marks.prompt,
        "occasion": marks.occasion,
        "goal": str(marks.goal or ""),
        "known": [tag for tag in marks.tags if tag in offered],
        "tags": ", ".join(tag for tag in marks.tags if tag not in offered),
    }


class FindForm(forms.Form):
    """Looking for a note. It is posted: own words do not belong in the address of a page."""

    says_optional = False
    words = Words(limit=WANTED_MAX, required=False, label=_("Words in your notes"))
    tag = forms.ChoiceField(label=_("Own word"), required=False)
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    since = forms.ChoiceField(
        label=_("Since"),
        required=False,
        choices=(
            ("", _("always")),
            ("month", _("a month")),
            ("quarter", _("three months")),
            ("year", _("a year")),
        ),
    )

    def __init__(self, *args: Any, goals: Goals, tags: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, list[Any]] = {
            "tag": [("", _("every word")), *((tag, tag) for tag in tags)],
            "goal": [("", _("every goal")), *((str(key), text) for key, text in goals)],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        given = self.cleaned_data
        since: date | None = clock.today() - PERIODS[given["since"]] if given["since"] else None
        return Wanted(given["words"], given["tag"], UUID(given["goal"]) if given["goal"] else None, since)


class KeepForm(forms.Form):
    """A proposal in own words."""

    key = forms.CharField(widget=forms.HiddenInput)
    words = Words(
        limit=models.WORDS_MAX,
        rows=2,
        label=_("In your own words"),
        error_messages={"required": _("Write a sentence, or put it away.")},
    )


class CloseForm(forms.Form):
    """The sentence with which one closes a week or a quarter."""

    says_optional = False
    closing = Words(limit=models.CLOSING_MAX, rows=3, required=False, label=_("What do you take along from this time?"))
