"""The boxes of frameworks: a role to choose, a name to begin with, a sheet to bring in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.development.frameworks.actions.writing import NAME_MAX
from drieslag.development.frameworks.queries import Chosen
from drieslag.kernel.framework import Framework
from drieslag.library import framework_sheet, frameworks
from drieslag.web.components.forms import SheetField, Words
from drieslag.web.frameworks.words import say

SPREADSHEET = ".xlsx"


class RoleForm(forms.Form):
    """One role of the frameworks in use."""

    def __init__(self, data: Any = None, *, used: Iterable[Framework], chosen: Chosen | None) -> None:
        super().__init__(data)
        there = list(used)
        choices = [
            (f"{one.code}:{role.key}", _named(one, say(role.name), several=len(there) > 1))
            for one in there
            for role in one.roles
        ]
        self.fields["role"] = forms.ChoiceField(
            label=_("Which role do you have?"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a role."), "invalid_choice": _("Choose a role.")},
        )
        self.initial["role"] = f"{chosen.framework.code}:{chosen.role.key}" if chosen else None
        self.has_any = bool(choices)

    def chosen_role(self) -> tuple[str, str]:
        """Return the code of the framework and the key of the role."""
        code, _colon, key = str(self.cleaned_data["role"]).partition(":")
        return code, key


def _named(framework: Framework, role: str, *, several: bool) -> str:
    return f"{role} ({say(framework.name)})" if several else role


class NewForm(forms.Form):
    """A name, and from what it begins."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = Words(limit=NAME_MAX, label=_("What is its name?"))
    begin = forms.ChoiceField(label=_("Where do you begin?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, others: Iterable[Framework] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {one.code: one for one in [*others, *frameworks.load_all().values()]}
        field = self.fields["begin"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Empty")),
            *((code, _("A copy of ‘%(name)s’") % {"name": say(one.name)}) for code, one in known.items()),
        ]


class SheetForm(forms.Form):
    """A spreadsheet with a framework. What stands in it is judged by the library; here only whether it is a file."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = SheetField(
        accept=SPREADSHEET,
        most_bytes=framework_sheet.MOST_BYTES,
        label=_("The sheet"),
        help_text=_("An Excel file (.xlsx), 2 MB at most."),
    )
