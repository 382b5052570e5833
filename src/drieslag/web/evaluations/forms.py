"""The forms of self-evaluation: a theme, and a heading of the profile."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.development.evaluations import models
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.evaluations.words import ASKED, HELP, PREFERENCES, standing_word
from drieslag.kernel.format import Preference
from drieslag.kernel.framework import DevelopmentTheme, Standing
from drieslag.web.components.forms import Words


def _asked(name: str, rows: int = 3) -> Words:
    return Words(limit=models.WORDS_MAX, rows=rows, required=False, label=ASKED[name])


class ThemeForm(forms.Form):
    """One theme: own words, and where one stands, with what others would see one do beside each word."""

    says_optional = False
    doing = _asked("doing")
    example = _asked("example")
    standing = forms.ChoiceField(label=_("Where do I stand?"), required=False, widget=forms.RadioSelect)
    wish = _asked("wish")
    matters = _asked("matters", 2)
    who = _asked("who", 1)

    def __init__(self, *args: Any, theme: DevelopmentTheme, **options: Any) -> None:
        super().__init__(*args, **options)
        self.theme = theme
        language = get_language() or ""
        rows: list[tuple[str, Any]] = [
            (each.value, self._with_behaviour(standing_word(each), theme, each, language)) for each in Standing
        ]
        field = self.fields["standing"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*rows, ("", _("I leave this open"))]

    @staticmethod
    def _with_behaviour(word: str, theme: DevelopmentTheme, standing: Standing, language: str) -> str:
        said = theme.levels.get(standing)
        return format_html("{}<small>{}</small>", word, said.get(language)) if said else word

    def seen(self) -> Seen:
        """Return what was said."""
        given = dict(self.cleaned_data)
        standing = given.pop("standing")
        return Seen(self.theme.name, Standing(standing) if standing else None, **given)


def said_before(seen: Seen | None) -> dict[str, str]:
    """Return what was said, as the form has it."""
    if seen is None:
        return {"standing": ""}
    return {"standing": seen.standing or ""} | {name: getattr(seen, name) for name in ASKED}


class FieldForm(forms.Form):
    """What stands under one heading."""

    says_optional = False
    words = Words(limit=models.FIELD_MAX, rows=6, required=False)

    def __init__(self, *args: Any, heading: Heading, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = str(HELP[heading])


class WaysForm(forms.Form):
    """Which ways of learning fit."""

    says_optional = False
    ways = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(each.value, name) for each, name in PREFERENCES.items()],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ways"].label = str(HELP[Heading.WAYS])

    def chosen(self) -> list[Preference]:
        """Return what was chosen."""
        return [Preference(each) for each in self.cleaned_data["ways"]]
