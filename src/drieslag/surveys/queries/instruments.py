"""Which instruments there are for somebody, the text of one, and which permissions stand."""

from collections.abc import Mapping

import structlog
from django.db.models import F, Q, QuerySet

from drieslag.core.verdict import NotFound
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.people.models import Membership, Person
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import CODE_START, InstrumentVersion, OwnInstrument, Permission, Round

log = structlog.get_logger()


def is_own(code: str) -> bool:
    """Whether this is the code of an instrument of one's own."""
    return code.startswith(CODE_START)


def find(code: str) -> Instrument:
    """Return the instrument with this code as it is asked now: of the library or the organisation. Raises NotFound."""
    if (shipped := instruments.load_all().get(code)) is not None:
        return shipped
    return instruments.pinned(text_of(code)[0])


def text_of(code: str) -> tuple[str, int]:
    """Return the file of an instrument as it is asked now, and its version. Raises NotFound."""
    if (shipped := instruments.load_all().get(code)) is not None:
        return instruments.dump(shipped), shipped.version
    newest = InstrumentVersion.objects.filter(instrument__code=code, number=F("instrument__published"))
    found = newest.values_list("text", "number").first()
    if found is None:
        raise NotFound
    return found


def all_for(person: Person) -> Mapping[str, Instrument]:
    """Return every instrument that this person can choose from, by code (one query): the library's, then own ones."""
    return {**instruments.load_all(), **_own(_reach("instrument__", person))}


def _reach(path: str, person: Person) -> Q:
    teams = Membership.objects.filter(person=person, until=None).values("team")
    return Q(**{f"{path}team": None}) | Q(**{f"{path}team__in": teams})


def _own(reach: Q) -> dict[str, Instrument]:
    used = InstrumentVersion.objects.filter(
        reach, number=F("instrument__published"), instrument__retired_at=None
    ).order_by("instrument__code")
    found = {}
    for code, text in used.values_list("instrument__code", "text"):
        try:
            found[code] = instruments.pinned(text)
        except instruments.BrokenLibrary:  # written for rules that have changed: one text must not hide all others
            log.warning("instrument_unreadable", code=code)
    return found


def visible_to(person: Person) -> QuerySet[OwnInstrument]:
    """The organisation's own instruments, and those of one's teams."""
    return OwnInstrument.objects.filter(_reach("", person)).select_related("team")


def get_own(person: Person, code: str) -> OwnInstrument:
    """Return an own instrument that this person may know of. Raises NotFound, which never tells which it was."""
    own = visible_to(person).filter(code=code.upper()).first()
    if own is None:
        raise NotFound
    return own


def get_instrument(person: Person, slug: str) -> Instrument:
    """Return an instrument by its address, if it is the library's or one that this person may know of. Raises NotFound
    also for an own one that was never published.
    """
    if is_own(slug.upper()):
        return find(get_own(person, slug).code)
    try:
        return instruments.by_slug(slug)
    except KeyError as unknown:
        raise NotFound from unknown


def versions_of(own: OwnInstrument) -> list[InstrumentVersion]:
    """Return what was published, newest first."""
    return list(own.versions.order_by("-number"))


def asked_of(own: OwnInstrument, versions: list[InstrumentVersion]) -> list[Instrument]:
    """Return the versions that people were asked, oldest first. One that is only being prepared counts: it may open
    while the next version is written. One that was stopped before it opened does not.
    """
    rounds = Round.objects.filter(instrument_code=own.code).exclude(state=RoundState.STOPPED, opened_at=None)
    numbers = set(rounds.values_list("instrument_version", flat=True))
    return [instruments.pinned(one.text) for one in reversed(versions) if one.number in numbers]


def keys_ever(versions: list[InstrumentVersion]) -> set[str]:
    """Return every key of an item or scale that a version used."""
    found = [instruments.pinned(version.text) for version in versions]
    return {item.key for one in found for item in one.items} | {scale.key for one in found for scale in one.scales}


def permission_for(code: str) -> Permission | None:
    """Return the standing permission for the texts of this instrument, or None."""
    return Permission.objects.filter(instrument_code=code, ended_at=None).first()


def permitted() -> frozenset[str]:
    """Return the codes of the instruments whose texts may be used here (one query)."""
    return frozenset(Permission.objects.filter(ended_at=None).values_list("instrument_code", flat=True))


def brought(person: Person, code: str) -> list[OwnInstrument]:
    """Return the instruments that were made from this licensed one and that this person can see."""
    return list(visible_to(person).filter(based_on=code, retired_at=None).order_by("code"))
