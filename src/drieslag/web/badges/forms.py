"""What is filled in for a badge: which name stands in it. And to check one, or to take back a wrong one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.development.badges.actions import EMAIL_MAX
from drieslag.development.badges.checking import LARGEST
from drieslag.development.badges.models import NAME_MAX, REASON_MAX
from drieslag.web.components.forms import Words


class IssueForm(forms.Form):
    """The owner's choices."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    name = Words(
        limit=NAME_MAX,
        label=_("Which name stands in it?"),
        help_text=_("Whoever gets the file reads this name."),
        error_messages={"required": _("Fill in a name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("It goes in as a digest: nobody reads it, and you can prove that the badge is yours."),
        max_length=EMAIL_MAX,
        required=False,
        error_messages={"invalid": _("This is not an e-mail address.")},
    )
    with_words = forms.BooleanField(
        label=_("Put what I wrote in my declaration in it"),
        help_text=_("Whoever gets the file reads it too."),
        required=False,
    )


class CheckForm(forms.Form):
    """A badge: the picture, the file, or what stands in it."""

    file = forms.FileField(label=_("A file"), help_text=_("SVG, PNG or JSON."), required=False)
    text = Words(limit=LARGEST, rows=3, label=_("Or what stands in the badge"), required=False)
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """Take one of the two."""
        given = super().clean() or {}
        file, text = given.get("file"), given.get("text")
        if file is not None and file.size > LARGEST:
            self.add_error("file", _("This file is too large for a badge."))
        elif file is None and not text and not self.errors:
            self.add_error("file", _("Choose a file, or paste what stands in the badge."))
        return given

    @property
    def data_given(self) -> bytes:
        """What was shown."""
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file is not None else str(self.cleaned_data.get("text", "")).encode()


class WrongForm(forms.Form):
    """Why a badge is taken back by the organisation."""

    reason = Words(
        limit=REASON_MAX,
        rows=3,
        label=_("What is wrong with it?"),
        help_text=_("The owner reads this."),
        error_messages={"required": _("Write down why.")},
    )
