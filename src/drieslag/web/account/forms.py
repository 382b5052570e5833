"""What one says of oneself."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

NAME_MAX = 80


class ProfileForm(forms.Form):
    """Name and language."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_MAX, help_text=_("This is how colleagues see you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language of the pages"), widget=forms.RadioSelect)

    def clean_name(self) -> str:
        """Keep to one line, without spaces around it."""
        return " ".join(self.cleaned_data["name"].split())
