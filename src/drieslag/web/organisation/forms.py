"""What is asked when an organisation is set up."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core import queries as core
from drieslag.people import queries
from drieslag.people.enums import ORGANISATION_ROLES, TEAM_ROLES, Role
from drieslag.people.models import Team
from drieslag.privacy.models import Consent, ConsentBody
from drieslag.web.organisation import presenters

type Choices = list[tuple[str, Any]]


class PasswordForm(forms.Form):
    """A new account's password."""

    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least twelve characters. A sentence is easiest to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Ask the usual rules of strength."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class StartForm(PasswordForm):
    """The first organisation of an installation."""

    organisation = forms.CharField(label=_("Name of your organisation"), max_length=120)
    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(label=_("Your mail address"))
    field_order = ("organisation", "name", "email", "password")

    def clean_organisation(self) -> str:
        """Refuse a name that is taken or has no letters."""
        name: str = self.cleaned_data["organisation"]
        slug = slugify(name)
        if not slug:
            raise forms.ValidationError(_("Write a name with letters."))
        if core.is_taken(slug):
            raise forms.ValidationError(_("There is an organisation with this name already."))
        return name

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        email = self.cleaned_data["email"].lower()
        if queries.account_of(email):
            raise forms.ValidationError(_("There is an account with this address already."))
        return str(email)


class TeamForm(forms.Form):
    """A new team."""

    name = forms.CharField(label=_("Name of the team"), max_length=80)

    def clean_name(self) -> str:
        """Refuse a name that another team has."""
        name: str = self.cleaned_data["name"]
        if queries.is_team_called(name):
            raise forms.ValidationError(_("There is a team with this name already."))
        return name


class InviteForm(forms.Form):
    """A new colleague."""

    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("Mail address"))

    def clean_email(self) -> str:
        """Refuse someone who is here already."""
        email = self.cleaned_data["email"].lower()
        if queries.is_here(email):
            raise forms.ValidationError(_("This colleague is here already."))
        if queries.account_of(email):
            raise forms.ValidationError(_("There is an account with this address already."))
        return str(email)


class MemberForm(forms.Form):
    """A colleague who joins a team."""

    person = forms.ModelChoiceField(queryset=queries.nobody(), label=_("Colleague"))
    role = forms.ChoiceField(
        choices=lambda: [(r.value, r.label) for r in Role if r in TEAM_ROLES], label=_("Role in this team")
    )

    def __init__(self, team: Team, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.candidates(team)


class RolesForm(forms.Form):
    """Roles in the whole organisation."""

    roles = forms.MultipleChoiceField(
        choices=lambda: [(r.value, r.label) for r in Role if r in ORGANISATION_ROLES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Roles in the organisation"),
    )


if TYPE_CHECKING:  # the stubs' form is generic, Django's own is not
    _ConsentForm = forms.ModelForm[Consent]
else:
    _ConsentForm = forms.ModelForm


class ConsentForm(_ConsentForm):
    """A consent of the works council, as it was given."""

    scope = forms.ChoiceField(choices=presenters.scope_choices, widget=forms.RadioSelect, label=_("What is allowed"))
    body = forms.ChoiceField(choices=presenters.body_choices, widget=forms.RadioSelect, label=_("Who allowed it"))

    class Meta:
        model = Consent
        fields = ("scope", "body", "given_on", "document", "reason")
        labels = {
            "given_on": _("Given on"),
            "document": _("Where the document is"),
            "reason": _("Why there is no such body"),
        }
        widgets = {"given_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        help_texts = {"document": _("A name or an address by which others find it back.")}

    def clean(self) -> dict[str, Any]:
        """A date in the future is no consent yet, and 'no body' needs its reason."""
        cleaned = super().clean() or {}
        if (day := cleaned.get("given_on")) and day > clock.today():
            self.add_error("given_on", _("This day is still to come."))
        if cleaned.get("body") == ConsentBody.NO_BODY and not cleaned.get("reason"):
            self.add_error("reason", _("Write why there is no such body."))
        return cleaned
