"""Making versions, putting a format away, and letting others have a copy."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.models import Organisation
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.learning.formats import draft as drafts
from drieslag.learning.formats.models import FormatVersion, OwnFormat, ReleasedFormat
from drieslag.learning.formats.rules import (
    may_edit,
    may_give_to_organisation,
    may_release,
    may_retire,
    may_withdraw_release,
)
from drieslag.library import formats
from drieslag.library.problems import Problem
from drieslag.people.models import Person


class NotReady(Refused):
    """The draft cannot be published yet; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("This format is not ready yet. Look at what is still missing."))
        self.problems = problems


@contextmanager
def _locked(own: OwnFormat) -> Iterator[OwnFormat]:
    with transaction.atomic():
        row = OwnFormat.objects.select_for_update(of=("self",)).select_related("team").filter(pk=own.pk).first()
        if row is None:
            raise NotFound
        yield row


def publish(*, by: Person, own: OwnFormat) -> FormatVersion:
    """Make the draft the next version. Meetings that run or were planned keep theirs. Raises NotReady.

    A draft that is the present version already makes no other one: pressing twice is pressing once.
    """
    with _locked(own) as row:
        require(may_edit(by, row))
        number = row.published + 1
        newest = row.versions.order_by("-number").first()
        if newest is not None:
            number = newest.number + 1
            if newest.number == row.published and newest.text == _text(row, newest.number):
                return newest
        found = drafts.read(row.draft, code=row.code, version=number)
        if isinstance(found, list):
            raise NotReady(found)
        return _add_version(by, row, number, formats.dump(found))


def _text(row: OwnFormat, number: int) -> str:
    found = drafts.read(row.draft, code=row.code, version=number)
    return "" if isinstance(found, list) else formats.dump(found)


def _add_version(by: Person, row: OwnFormat, number: int, text: str) -> FormatVersion:
    version = FormatVersion.objects.create(
        organisation_id=row.organisation_id, format=row, number=number, text=text, by=by.pk, published_at=clock.now()
    )
    row.published = number
    row.save(update_fields=["published"])
    _tell(row, Verb.PUBLISHED, by)
    return version


def go_back(*, by: Person, own: OwnFormat, number: int) -> FormatVersion:
    """Publish an earlier version once more, as the newest, and write on from there. Raises NotFound."""
    with _locked(own) as row:
        require(may_edit(by, row))
        old = row.versions.filter(number=number).first()
        if old is None:
            raise NotFound
        row.draft = drafts.of(formats.pinned(old.text))
        row.changed_at = clock.now()
        row.save(update_fields=["draft", "changed_at"])
        return publish(by=by, own=row)


def retire(*, by: Person, own: OwnFormat) -> OwnFormat:
    """Put a format away: nobody plans with it any more. What is planned or runs goes on. Twice is once."""
    with _locked(own) as row:
        require(may_retire(by, row))
        if row.retired_at is None:
            row.retired_at = clock.now()
            row.save(update_fields=["retired_at"])
            _tell(row, Verb.WITHDREW, by)
    return row


def take_back(*, by: Person, own: OwnFormat) -> OwnFormat:
    """Use a format again that was put away."""
    with _locked(own) as row:
        require(may_retire(by, row))
        if row.retired_at is not None:
            row.retired_at = None
            row.save(update_fields=["retired_at"])
            _tell(row, Verb.RESUMED, by)
    return row


def give_to_organisation(*, by: Person, own: OwnFormat) -> OwnFormat:
    """Make a team's format the whole organisation's. Twice is once."""
    with _locked(own) as row:
        if row.team is None:
            return row
        require(may_give_to_organisation(by, row))
        row.team = None
        row.save(update_fields=["team"])
        _tell(row, Verb.OFFERED, by)
    return row


def release(*, by: Person, own: OwnFormat, number: int, with_name: bool) -> ReleasedFormat:
    """Let every organisation of the installation have a frozen copy of one version; with our name only if we agree.

    An earlier copy of this format goes: there is one at a time.
    """
    with _locked(own) as row:
        require(may_release(by, row))
        version = row.versions.filter(number=number).first()
        if version is None:
            raise NotFound
        _withdraw(row)
        name = Organisation.objects.get(pk=row.organisation_id).name if with_name else ""
        copy = ReleasedFormat.objects.create(text=version.text, made_known_as=name, released_on=clock.today())
        version.released = copy.pk
        version.save(update_fields=["released"])
        _tell(row, Verb.SHARED, by)
    return copy


def withdraw_release(*, by: Person, own: OwnFormat) -> OwnFormat:
    """Delete the copy that others could have. What they took is theirs. Twice is once."""
    with _locked(own) as row:
        require(may_withdraw_release(by))
        if _withdraw(row):
            _tell(row, Verb.WITHDREW, by)
    return row


def _withdraw(row: OwnFormat) -> int:
    shared = row.versions.exclude(released=None)
    gone, _each = ReleasedFormat.objects.filter(pk__in=list(shared.values_list("released", flat=True))).delete()
    shared.update(released=None)
    return gone


def _tell(row: OwnFormat, verb: Verb, by: Person) -> None:
    record(verb=verb, object_kind="format", object_id=row.pk, by=by.pk, place=row.team_id)
