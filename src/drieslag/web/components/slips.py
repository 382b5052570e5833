"""Codes on paper: a way in for one person each, as a QR code and an address. What leads in stands behind the #."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import segno
from django.utils.safestring import SafeString

from drieslag.core.doors import in_groups
from drieslag.learning.notices.addresses import absolute


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of the sheet."""

    number: int
    page: str  # where the code is typed
    code: str  # in groups, as a hand types it
    picture: SafeString


def slips(secrets: Iterable[str]) -> tuple[Slip, ...]:
    """Return the slips of a sheet. A browser sends nothing of what stands behind the #, so no log holds it."""
    page = absolute("answers:code")
    return tuple(
        Slip(number, page, in_groups(secret), _qr(f"{page}#{secret}")) for number, secret in enumerate(secrets, start=1)
    )


def _qr(link: str) -> SafeString:
    out = BytesIO()
    made = segno.make(link, error="m")
    made.save(out, kind="svg", border=2, dark="#10191b", light="#ffffff", xmldecl=False, svgclass="qr__code", lineclass=None, omitsize=True)  # fmt: skip # noqa: E501
    return SafeString(out.getvalue().decode())  # drawn by us from an address of ours
