"""Finding formats, the library's and those of one's own alike. Whoever needs a format by its code asks here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import structlog
from django.db.models import F, Q, QuerySet

from drieslag.core.verdict import NotFound
from drieslag.kernel.format import Format, Use
from drieslag.learning.formats.models import (
    CODE_START,
    FormatVersion,
    MaterialConsent,
    OwnFormat,
    ReleasedFormat,
)
from drieslag.library import formats as library
from drieslag.people.models import Membership, Person, Team

MOST_RELEASED = 200  # shown in one list

log = structlog.get_logger()


class UnknownFormat(NotFound, KeyError):
    """There is no format with this code here."""


def is_own(code: str) -> bool:
    """Whether this is the code of a format of one's own."""
    return code.startswith(CODE_START)


def find(code: str, version: int | None = None) -> Format:
    """Return the format with this code, also a retired one: the version that is used now, or the one that is asked.

    Of the library there is one version: the program's. Raises UnknownFormat.
    """
    return library.pinned(text_of(code, version)) if is_own(code) else _packaged(code)


def _packaged(code: str) -> Format:
    try:
        return library.get(code)
    except KeyError as unknown:
        raise UnknownFormat(code) from unknown


def text_of(code: str, version: int | None = None) -> str:
    """Return the file of a format. Raises UnknownFormat."""
    if not is_own(code):
        return library.dump(_packaged(code))
    which = Q(number=version) if version else Q(number=F("format__published"))
    text = FormatVersion.objects.filter(which, format__code=code).values_list("text", flat=True).first()
    if text is None:
        raise UnknownFormat(code)
    return text


def find_by_slug(slug: str) -> Format:
    """Return the format with this address. Raises UnknownFormat."""
    if is_own(slug.upper()):
        return find(slug.upper())
    try:
        return library.by_slug(slug)
    except KeyError as unknown:
        raise UnknownFormat(slug) from unknown


def find_versions(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Format]:
    """Return many formats by code and version (one query when there are own ones among them)."""
    pairs = set(wanted)
    own = {pair for pair in pairs if is_own(pair[0])}
    found = {pair: library.get(pair[0]) for pair in pairs - own if pair[0] in library.load_all()}
    if own:
        rows = FormatVersion.objects.filter(format__code__in=[code for code, _number in own])
        texts = rows.values_list("format__code", "number", "text")
        found |= {(code, number): library.pinned(text) for code, number, text in texts if (code, number) in own}
    return found


def all_for(person: Person) -> Mapping[str, Format]:
    """Return every format that this person can choose from, by code (one query): the library's, then the own ones."""
    teams = Membership.objects.filter(person=person, until=None).values("team")
    return {**library.load_all(), **_own(Q(format__team=None) | Q(format__team__in=teams))}


def all_for_team(team: Team) -> Mapping[str, Format]:
    """Return every format that this team can plan a meeting with, by code (one query)."""
    return {**library.load_all(), **_own(Q(format__team=None) | Q(format__team=team))}


def _own(reach: Q) -> dict[str, Format]:
    used = FormatVersion.objects.filter(reach, number=F("format__published"), format__retired_at=None)
    found = {}
    for code, text in used.order_by("format__code").values_list("format__code", "text"):
        try:
            found[code] = library.pinned(text)
        except library.BrokenLibrary:  # written for rules that have changed: one text must not hide all others
            log.warning("format_unreadable", code=code)
    return found


def visible_to(person: Person) -> QuerySet[OwnFormat]:
    """The organisation's own formats, and those of one's teams."""
    teams = Membership.objects.filter(person=person, until=None).values("team")
    return OwnFormat.objects.filter(Q(team=None) | Q(team__in=teams)).select_related("team")


def get_own(person: Person, code: str) -> OwnFormat:
    """Return an own format that this person may know of. Raises NotFound, which never tells which it was."""
    own = visible_to(person).filter(code=code.upper()).first()
    if own is None:
        raise NotFound
    return own


def get_format(person: Person, slug: str) -> Format:
    """Return a format by its address, if it is the library's or one that this person may know of. Raises NotFound."""
    if is_own(slug.upper()):
        own = get_own(person, slug)
        return find(own.code)
    return find_by_slug(slug)


def versions_of(own: OwnFormat) -> list[FormatVersion]:
    """Return what was published, newest first."""
    return list(own.versions.order_by("-number"))


def get_version(own: OwnFormat, number: int) -> FormatVersion:
    """Return one version. Raises NotFound."""
    found = own.versions.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def consent_for(code: str) -> MaterialConsent | None:
    """Return the standing consent for the materials of this format, or None."""
    return MaterialConsent.objects.filter(format_code=code, ended_at=None).first()


def lacks_consent(format_: Format) -> bool:
    """Whether somebody else has to agree before this format is used."""
    return format_.use is Use.CONSENT and consent_for(format_.code) is None


@dataclass(frozen=True)
class Released:
    """A format that an organisation lets others have."""

    key: UUID
    format: Format
    made_known_as: str
    on: date


def released() -> list[Released]:
    """Return what organisations of this installation let others have, newest first."""
    rows = ReleasedFormat.objects.order_by("-released_on", "pk")[:MOST_RELEASED]
    return [found for row in rows if (found := _released(row))]


def get_released(key: UUID) -> Released:
    """Return one of them. Raises NotFound."""
    row = ReleasedFormat.objects.filter(pk=key).first()
    found = _released(row) if row else None
    if found is None:
        raise NotFound
    return found


def _released(row: ReleasedFormat) -> Released | None:
    try:
        return Released(row.pk, library.pinned(row.text), row.made_known_as, row.released_on)
    except library.BrokenLibrary:
        log.warning("format_unreadable", code="released")
        return None
