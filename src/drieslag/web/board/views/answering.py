"""What the views of the board share."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused

UNPROCESSABLE = 422


def status_of(request: HttpRequest) -> int:
    """Return the status of a page with a form: 422 when what was sent could not be taken."""
    return UNPROCESSABLE if request.method == "POST" else 200


def fresh_key() -> UUID:
    """Return the key that makes sending the same form twice one act."""
    return new_id()


def refuse(form: forms.Form, refused: Refused) -> None:
    """Put the reason of a refusal above the form, so that what was typed stays."""
    form.add_error(None, ValidationError(str(refused.reason)))
