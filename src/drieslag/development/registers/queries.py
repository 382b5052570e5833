"""Reading what somebody keeps for a register: by that person alone. A colleague sees the one statement to confirm."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from drieslag.core.verdict import NotFound
from drieslag.development.offerings.queries import taken_part
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import Confirmation, Entry, RegisterFile, Series
from drieslag.development.registers.noted import Noted, Told, own_from_text
from drieslag.development.registers.rules import may_gather
from drieslag.kernel.registers import Own, Period, Reason, Rules, Tally, count, why_not, with_own
from drieslag.learning.meetings.queries.attendance import noted_since
from drieslag.library.registers import find
from drieslag.people.models import Person
from drieslag.people.queries import names


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in the list."""

    file: RegisterFile
    rules: Rules


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One activity, why it does not count where it does not, and the series that it is of."""

    key: UUID
    series: UUID | None
    noted: Noted
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file with everything in it."""

    file: RegisterFile
    rules: Rules
    own: Own
    tally: Tally
    entries: tuple[EntryRow, ...]
    series: tuple[tuple[UUID, Told], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that was noted elsewhere and could be taken over here."""

    origin: str
    title: str
    on: date
    minutes: int
    net: int
    is_live: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a participant said of one gathering."""

    key: UUID
    person: UUID
    name: str
    state: Answer
    on: date | None


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series with its gatherings, and who confirmed which."""

    series: Series
    file: RegisterFile
    rules: Rules
    told: Told
    gatherings: tuple[tuple[EntryRow, tuple[Confirmed, ...]], ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What a colleague asks me to confirm."""

    confirmation: Confirmation
    owner: str
    title: str
    noted: Noted


def files(person: Person) -> list[FileRow]:
    """Return one's own files, the latest period first (one query)."""
    rows = RegisterFile.objects.filter(owner=person.pk).order_by("-last", "code")
    return [FileRow(row, found) for row in rows if (found := find(row.code, row.version)) is not None]


def get_file(person: Person, key: UUID) -> RegisterFile:
    """Return one's own file. Raises NotFound for everybody else, whatever their role."""
    found = RegisterFile.objects.filter(pk=key, owner=person.pk).first()
    if found is None or find(found.code, found.version) is None:
        raise NotFound
    return found


def rules_of(file: RegisterFile) -> Rules:
    """Return the rules by which a file is counted. Raises NotFound."""
    found = find(file.code, file.version)
    if found is None:
        raise NotFound
    return found


def period_of(file: RegisterFile) -> Period:
    """Return its days."""
    return Period(file.first, file.last)


def page_of(person: Person, key: UUID) -> FilePage:
    """Return one's own file with the sum of its period (three queries). Raises NotFound."""
    file = get_file(person, key)
    rules, own = rules_of(file), own_from_text(file.own)
    rows = _rows(file, Entry.objects.filter(file=file, owner=person.pk))
    tally = count(rules, period_of(file), (row.noted.counted(str(row.key)) for row in rows), own)
    held = Series.objects.filter(file=file, owner=person.pk).order_by("pk")
    return FilePage(file, rules, own, tally, tuple(rows), tuple((row.pk, Told.from_text(row.text)) for row in held))


def _rows(file: RegisterFile, entries: Iterable[Entry]) -> list[EntryRow]:
    """Return the activities, the latest first."""
    rules, period = with_own(rules_of(file), own_from_text(file.own)), period_of(file)
    found = []
    for entry in entries:
        noted = Noted.from_text(entry.text)
        reason = why_not(rules, period, noted.counted(str(entry.pk)))
        found.append(EntryRow(entry.pk, entry.series_id, noted, reason))
    return sorted(found, key=lambda row: (row.noted.finished_on, row.noted.title), reverse=True)


def get_entry(person: Person, key: UUID) -> Entry:
    """Return one's own activity. Raises NotFound for everybody else."""
    found = Entry.objects.filter(pk=key, owner=person.pk).select_related("file").first()
    if found is None:
        raise NotFound
    return found


def proposals(person: Person, page: FilePage) -> list[Proposal]:
    """Return what one noted elsewhere inside this period and did not take over yet (two queries)."""
    used = {row.noted.origin for row in page.entries}
    taken = [
        Proposal(f"taken:{row.id}", row.title, row.day, row.minutes, row.net_minutes, row.is_live)
        for row in taken_part(person.pk)
    ]
    met = [
        Proposal(f"meeting:{row.meeting}", row.title, row.on, 0, 0, is_live=False)
        for row in noted_since(person, page.file.first)
    ]
    period = period_of(page.file)
    found = [one for one in (*taken, *met) if one.origin not in used and period.holds(one.on)]
    return sorted(found, key=lambda one: (one.on, one.title), reverse=True)


def get_series(person: Person, key: UUID) -> Series:
    """Return one's own series. Raises NotFound for everybody else."""
    found = Series.objects.filter(pk=key, owner=person.pk).select_related("file").first()
    if found is None:
        raise NotFound
    return found


def series_page(person: Person, key: UUID) -> SeriesPage:
    """Return one's own series with its gatherings (four queries). Raises NotFound."""
    series = get_series(person, key)
    rows = _rows(series.file, Entry.objects.filter(series=series, owner=person.pk))
    said: dict[UUID, list[Confirmed]] = defaultdict(list)
    found = list(Confirmation.objects.filter(entry__series=series)) if may_gather() else []
    known = names({row.person for row in found})
    for row in found:
        said[row.entry_id].append(
            Confirmed(row.pk, row.person, known.get(row.person, ""), Answer(row.state), row.answered_on)
        )
    gatherings = [(row, tuple(sorted(said[row.key], key=lambda one: one.name))) for row in reversed(rows)]
    told = Told.from_text(series.text)
    return SeriesPage(series, series.file, rules_of(series.file), told, tuple(gatherings))


def asked_of(person: Person) -> list[AskedRow]:
    """Return what colleagues ask this person to confirm, and what was answered, the latest first (three queries)."""
    if not may_gather():
        return []
    rows = list(Confirmation.objects.filter(person=person.pk).select_related("entry__series").order_by("-pk")[:60])
    known = names({row.owner for row in rows})
    found = []
    for row in rows:
        noted = Noted.from_text(row.entry.text)
        title = Told.from_text(row.entry.series.text).title if row.entry.series else noted.title
        found.append(AskedRow(row, known.get(row.owner, ""), title, noted))
    return found


def waits_for(person: Person) -> str:
    """Return who asks this person to confirm a gathering and has no answer yet, or no name (one query, and one more
    where somebody asks).
    """
    owner = Person.objects.filter(pk=OuterRef("owner")).values("name")
    rows = Confirmation.objects.filter(person=person.pk, state=Answer.ASKED).annotate(name=Subquery(owner))
    name = rows.exclude(name=None).order_by("-pk").values_list("name", flat=True).first()
    return name if name and may_gather() else ""


def get_asked(person: Person, key: UUID) -> Confirmation:
    """Return what this person was asked to confirm. Raises NotFound for everybody else."""
    found = Confirmation.objects.filter(pk=key, person=person.pk).first()
    if found is None:
        raise NotFound
    return found
