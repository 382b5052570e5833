"""Beginning something of one's own: whose it is, and the file that it is made from."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.people.models import Team

OURS = "organisation"


class OwnerForm(forms.Form):
    """Whose it is: a team's, or the organisation's. The key makes a double press one thing."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    owner = forms.ChoiceField(label=_("Whose is it?"))

    def __init__(self, *args: Any, teams: Sequence[Team], organisation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.owners: list[tuple[str, Any]] = [(key, team.name) for key, team in self.teams.items()]
        if organisation:
            self.owners.append((OURS, _("The whole organisation")))
        box = self.fields["owner"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = self.owners

    @property
    def team(self) -> Team | None:
        """The team that was chosen; None for the organisation."""
        return self.teams.get(self.cleaned_data["owner"])


class FileForm(OwnerForm):
    """A file, or its text. A kind of thing says how large it may be, and what is said of a larger one."""

    most_bytes: ClassVar[int]
    too_large: ClassVar[str | Promise]

    file = forms.FileField(label=_("A file"), help_text=_("A YAML file, 200 kB at most."), required=False)
    text = forms.CharField(
        label=_("Or its text"), required=False, widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"})
    )

    field_order = ("key", "file", "text", "owner")

    def clean(self) -> dict[str, Any]:
        """One of the two, readable, and not too long."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None and file.size > self.most_bytes:
            self.add_error("file", str(self.too_large))
        elif file is not None:
            try:
                cleaned["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("This file is not UTF-8. Save it again as UTF-8."))
        elif not cleaned.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste its text."))
        return cleaned
