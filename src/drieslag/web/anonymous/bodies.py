"""What a browser sends: JSON of a known shape, or a plain refusal."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from drieslag.privacy.anonymous.tokens import Token, from_text

MOST = 200_000  # bytes: more than the longest answer, less than what costs anything to read
SECRET_BYTES = 32


class Malformed(Exception):
    """The body is not what our own script sends."""


@dataclass(frozen=True)
class Body:
    """A JSON object, read field by field."""

    fields: dict[str, object]

    def text(self, name: str) -> str:
        """Return a text."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise Malformed(name)
        try:
            value.encode()
        except UnicodeEncodeError as error:  # half of a character pair, which JSON can hold and nothing else
            raise Malformed(name) from error
        return value

    def key(self, name: str) -> UUID:
        """Return a key."""
        try:
            return UUID(self.text(name))
        except ValueError as error:
            raise Malformed(name) from error

    def data(self, name: str, length: int | None = None) -> bytes:
        """Return bytes that came as base64url, of this length when one is given."""
        try:
            value = from_text(self.text(name))
        except ValueError as error:
            raise Malformed(name) from error
        if length is not None and len(value) != length:
            raise Malformed(name)
        return value

    def flag(self, name: str) -> bool:
        """Return a yes or no."""
        value = self.fields.get(name)
        if not isinstance(value, bool):
            raise Malformed(name)
        return value

    @property
    def token(self) -> Token:
        """Return the token that came along."""
        return Token(self.data("prepared"), self.data("signature"))


def read(request: HttpRequest) -> Body:
    """Read the body. Raises Malformed, also for one that is far too large."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        raise Malformed("size")
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Malformed("json") from error
    if not isinstance(fields, dict):
        raise Malformed("json")
    return Body(fields)
