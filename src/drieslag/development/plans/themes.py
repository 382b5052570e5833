"""Which theme of which version of a framework a goal lies beside, as one short text: `code:version:key`."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused

LONGEST = 60
MOST_VERSION = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ThemeRef:
    """A theme in one version of a framework; empty for no theme."""

    code: str = ""
    version: int | None = None
    key: str = ""

    @classmethod
    def parse(cls, text: str) -> "ThemeRef":
        """Read `code:version:key`. Raises Refused when it is something else."""
        if not text:
            return cls()
        code, _colon, rest = text.partition(":")
        version, _colon, key = rest.partition(":")
        is_number = version.isascii() and version.isdigit() and 0 < int(version[:10]) <= MOST_VERSION
        if not is_number or not 0 < len(code) <= LONGEST or not 0 < len(key) <= LONGEST or "\x00" in text:
            raise Refused(_("Choose a theme of the list."))
        return cls(code, int(version), key)

    def __str__(self) -> str:
        return f"{self.code}:{self.version}:{self.key}" if self.code else ""

    def columns(self) -> dict[str, object]:
        """Return it as a goal keeps it."""
        return {"theme_code": self.code, "theme_version": self.version, "theme_key": self.key}
