"""What one says of calendars and messages."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from drieslag.learning.notices.enums import Notice, Problem
from drieslag.learning.notices.reading import MAX_BYTES
from drieslag.people.models import Team
from drieslag.people.queries import Me, teams_of

LENGTHS = (15, 30, 45, 60, 75, 90, 120, 180)


class FeedForm(forms.Form):
    """Of what to make an address."""

    team = forms.ModelChoiceField(
        queryset=Team.objects.none(),
        label=_("What should be in it"),
        required=False,
        empty_label=_("All my teams"),
        help_text=_(
            "With all your teams also comes what you give or have a seat at, and your talks. A talk just says “Talk”: "
            "not with whom, not about what."
        ),
    )
    with_titles = forms.BooleanField(
        label=_("With titles of questions and of what colleagues offer"),
        required=False,
        help_text=_(
            "Whoever sees your calendar sees the titles too. Without, it says the format and the team, or “Training”."
        ),
    )
    says_optional = False

    def __init__(self, me: Me, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teams_of(me)


class FileForm(forms.Form):
    """A calendar as a file."""

    file = forms.FileField(
        label=_("A file that your agenda gives"),
        help_text=_("It ends in .ics. We keep only when you are busy, not what it is."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(str(Problem.TOO_LARGE.label))
        return file


class AddressForm(forms.Form):
    """A calendar at an address."""

    address = forms.CharField(
        label=_("Or the address of your agenda"),
        max_length=2000,
        help_text=_("Your agenda calls it “publish”, “share” or “iCal”. We look there a few times a day."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class NoticesForm(forms.Form):
    """Which mails one wants."""

    notices = forms.MultipleChoiceField(
        label=_("By mail"), choices=Notice.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    says_optional = False


class LengthForm(forms.Form):
    """How long a meeting takes."""

    minutes = forms.TypedChoiceField(
        label=_("How many minutes"),
        choices=[(length, length) for length in LENGTHS],
        coerce=int,
    )
