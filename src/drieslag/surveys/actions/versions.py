"""Making versions of an instrument of one's own, putting it away, and taking it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.library.problems import Problem
from drieslag.people.models import Person
from drieslag.surveys import composing, wording
from drieslag.surveys.models import InstrumentVersion, OwnInstrument
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules.instruments import may_edit, may_retire


class NotReady(Refused):
    """The draft cannot be published yet; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("This questionnaire is not ready yet. Look at what is still missing."))
        self.problems = problems


@dataclass(frozen=True)
class Published:
    """A version, and the questions that became new ones by it because other words were asked under their keys."""

    version: InstrumentVersion
    renamed: wording.Renamed


@contextmanager
def _locked(own: OwnInstrument) -> Iterator[OwnInstrument]:
    with transaction.atomic():
        row = OwnInstrument.objects.select_for_update(of=("self",)).select_related("team").filter(pk=own.pk).first()
        if row is None:
            raise NotFound
        yield row


def publish(*, by: Person, own: OwnInstrument) -> Published:
    """Make the draft the next version. Rounds keep theirs. Raises NotReady.

    A question that was asked in other words becomes a new one, which replaces it. A draft that is the present version
    already makes no other one: pressing twice is pressing once.
    """
    with _locked(own) as row:
        require(may_edit(by, row))
        versions = queries.versions_of(row)
        newest = versions[0] if versions else None
        if newest is not None and newest.text == _text(row, newest.number):
            return Published(newest, wording.Renamed({}, {}))
        number = newest.number + 1 if newest else 1
        asked, taken = queries.asked_of(row, versions), queries.keys_ever(versions)
        renamed = wording.compare(_without_figures(row, number), asked, taken)
        wording.rename(row.draft, renamed)
        wording.drop_strange_figures(row.draft, _without_figures(row, number), _original(row))
        version = InstrumentVersion.objects.create(
            organisation_id=row.organisation_id,
            instrument=row,
            number=number,
            text=instruments.dump(_read(row, number)),
            by=by.pk,
            published_at=clock.now(),
        )
        row.published = number
        row.save(update_fields=["published", "draft"])
        _tell(row, Verb.PUBLISHED, by)
    return Published(version, renamed)


def _read(row: OwnInstrument, number: int) -> Instrument:
    found = composing.read(row.draft, code=row.code, version=number)
    if isinstance(found, list):
        raise NotReady(found)
    return found


def _without_figures(row: OwnInstrument, number: int) -> Instrument:
    """Read the draft without the published figures: one may hang on a question that is gone."""
    found = composing.read({**row.draft, "references": []}, code=row.code, version=number)
    if isinstance(found, list):
        raise NotReady(found)
    return found


def _original(row: OwnInstrument) -> Instrument | None:
    return instruments.load_all().get(row.based_on)


def _text(row: OwnInstrument, number: int) -> str:
    found = composing.read(row.draft, code=row.code, version=number)
    return "" if isinstance(found, list) else instruments.dump(found)


def differs(own: OwnInstrument, newest: InstrumentVersion | None) -> bool:
    """Whether publishing would make another version than the newest."""
    return newest is None or newest.text != _text(own, newest.number)


def retire(*, by: Person, own: OwnInstrument) -> OwnInstrument:
    """Put an instrument away: nobody asks it any more. What is asked goes on. Twice is once."""
    with _locked(own) as row:
        require(may_retire(by, row))
        if row.retired_at is None:
            row.retired_at = clock.now()
            row.save(update_fields=["retired_at"])
            _tell(row, Verb.WITHDREW, by)
    return row


def take_back(*, by: Person, own: OwnInstrument) -> OwnInstrument:
    """Use an instrument again that was put away."""
    with _locked(own) as row:
        require(may_retire(by, row))
        if row.retired_at is not None:
            row.retired_at = None
            row.save(update_fields=["retired_at"])
            _tell(row, Verb.RESUMED, by)
    return row


def _tell(row: OwnInstrument, verb: Verb, by: Person) -> None:
    record(verb=verb, object_kind="instrument", object_id=row.pk, by=by.pk, place=row.team_id)
