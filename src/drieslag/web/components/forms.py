"""What the forms of all areas share: words with a limit, and answering what could not be taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from drieslag.core.ids import new_id
from drieslag.core.verdict import KeyTaken, Refused

UNPROCESSABLE = 422


class Words(forms.CharField):
    """A person's own words, counted as the person counts them: a new line is one sign."""

    def __init__(self, *, limit: int, rows: int = 0, **options: Any) -> None:
        self.limit = limit
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput())
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\x00", "") if text else ""

    def validate(self, value: Any) -> None:
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            long = ngettext(
                "This is %(over)d sign too long. Keep it to %(limit)d.",
                "This is %(over)d signs too long. Keep it to %(limit)d.",
                over,
            )
            raise forms.ValidationError(long % {"over": over, "limit": self.limit}, code="too_long")


class SheetField(forms.FileField):
    """A spreadsheet to bring in, not too large to be read. What stands in it is judged by whoever reads its rows."""

    def __init__(self, *, accept: str, most_bytes: int, **options: Any) -> None:
        self.most_bytes = most_bytes
        chosen = gettext_lazy("Choose a file.")
        super().__init__(
            widget=forms.FileInput(attrs={"accept": accept}),
            error_messages={
                "required": chosen,
                "missing": chosen,
                "empty": gettext_lazy("This file is empty. Choose another one."),
                "large": gettext_lazy("This file is larger than 2 MB. Take pictures and other sheets out."),
            },
            **options,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value.size > self.most_bytes:
            raise ValidationError(self.error_messages["large"], code="large")


def status_of(request: HttpRequest) -> int:
    """Return the status of a page with a form: 422 when what was sent could not be taken."""
    return UNPROCESSABLE if request.method == "POST" else 200


def fresh_key() -> UUID:
    """Return the key that makes sending the same form twice one act."""
    return new_id()


def refuse(form: forms.Form, refused: Refused) -> None:
    """Put the reason of a refusal above the form, so that what was typed stays. Where it was the form's key that stood
    in the way, the form gets another.
    """
    if isinstance(refused, KeyTaken):
        _renew_key(form)
        form.add_error(None, ValidationError(_("This could not be kept. Send it once more.")))
    else:
        form.add_error(None, ValidationError(str(refused.reason)))


def _renew_key(form: forms.Form) -> None:
    sent: Any = copy(form.data)  # what a browser sent cannot be changed
    for name, field in form.fields.items():
        if isinstance(field, forms.UUIDField) and field.widget.is_hidden:
            sent[form.add_prefix(name)] = str(fresh_key())
    form.data = sent


@contextmanager
def refusals_above(form: forms.Form) -> Iterator[None]:
    """Do what a form asks and return where that leads. What is refused comes to stand above the form; what follows the
    block then shows the form again.
    """
    try:
        yield
    except Refused as refused:
        refuse(form, refused)


@contextmanager
def refusals_said(request: HttpRequest) -> Iterator[None]:
    """Do what a press asks and return where that leads. What is refused is said on the page that follows the block:
    a press has no form to show again.
    """
    try:
        yield
    except Refused as refused:
        messages.warning(request, str(refused.reason))
