"""Changing one's mail address: never into one by which somebody else signs in."""

from allauth.account.forms import AddEmailForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from drieslag.people import queries


class NewAddressForm(AddEmailForm):  # type: ignore[misc]
    """Refuses an address that an account has: a mail to its owner would open the account of whoever added it."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        account = queries.account_of(email.lower())
        if account is not None and account.pk != self.user.pk:
            raise ValidationError(_("There is an account with this address already."))
        return email
