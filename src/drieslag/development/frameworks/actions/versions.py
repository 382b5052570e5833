"""Making versions of a framework, deciding which one the organisation works with, and putting one away."""

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.frameworks import drafting, queries
from drieslag.development.frameworks.actions.writing import locked
from drieslag.development.frameworks.models import FrameworkInUse, FrameworkVersion, OwnFramework
from drieslag.development.frameworks.rules import may_edit, may_lay_direction
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.framework import Finding, check
from drieslag.library import frameworks
from drieslag.people.models import Person


class NotReady(Refused):
    """The draft cannot be published yet; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(_("This framework is not ready yet. Look at what is still missing."))
        self.findings = findings


def publish(*, by: Person, own: OwnFramework) -> FrameworkVersion:
    """Make the draft the next version, and let the organisation work with it. Goals and self-evaluations keep the
    version that they name. Raises NotReady. A draft that is the newest version already makes no other one.
    """
    with locked(own) as row:
        require(may_edit(by, row))
        versions = queries.versions_of(row)
        newest = versions[0] if versions else None
        if newest is not None and not differs(row, newest):
            _use(by, row.code, newest.number)
            return newest
        number = newest.number + 1 if newest else 1
        framework = drafting.framework_of(row.draft, code=row.code, version=number)
        if findings := check(framework):
            raise NotReady(findings)
        version = FrameworkVersion.objects.create(
            organisation_id=row.organisation_id,
            framework=row,
            code=row.code,
            number=number,
            text=frameworks.dump(framework),
            by=by.pk,
            published_at=clock.now(),
        )
        row.published = number
        row.save(update_fields=["published"])
        _use(by, row.code, number)
        record(verb=Verb.PUBLISHED, object_kind="framework", object_id=row.pk, by=by.pk, context={"version": number})
    return version


def differs(own: OwnFramework, newest: FrameworkVersion | None) -> bool:
    """Whether publishing would make another version than the newest."""
    if newest is None:
        return True
    return frameworks.pinned(newest.text) != drafting.framework_of(own.draft, code=own.code, version=newest.number)


def use_shipped(*, by: Person, code: str) -> FrameworkVersion:
    """Let the organisation work with a framework of the library as it is now. Its text is kept, so that a later release
    of the program changes nothing under anybody. Raises NotFound.
    """
    with transaction.atomic():
        require(may_lay_direction(by))
        shipped = frameworks.load_all().get(code)
        if shipped is None:
            raise NotFound
        version, is_new = FrameworkVersion.objects.get_or_create(
            organisation_id=by.organisation_id,
            code=code,
            number=shipped.version,
            defaults={"text": frameworks.dump(shipped), "by": by.pk, "published_at": clock.now()},
        )
        if _use(by, code, version.number) or is_new:
            context = {"version": version.number}
            record(verb=Verb.PUBLISHED, object_kind="framework", object_id=version.pk, by=by.pk, context=context)
    return version


def stop_using(*, by: Person, code: str) -> bool:
    """Work with a framework no longer. What was made with it keeps its meaning. Returns whether it was in use."""
    with transaction.atomic():
        require(may_lay_direction(by))
        now = FrameworkInUse.objects.select_for_update().filter(code=code, until=None).first()
        if now is not None:
            _end(now)
            record(verb=Verb.WITHDREW, object_kind="framework", object_id=now.pk, by=by.pk)
    return now is not None


def retire(*, by: Person, own: OwnFramework) -> OwnFramework:
    """Put a framework away: nobody works with it any longer. Twice is once."""
    with locked(own) as row:
        require(may_lay_direction(by))
        if row.retired_at is None:
            row.retired_at = clock.now()
            row.save(update_fields=["retired_at"])
            stop_using(by=by, code=row.code)
    return row


def take_back(*, by: Person, own: OwnFramework) -> OwnFramework:
    """Take a framework back that was put away, and work with its newest version again."""
    with locked(own) as row:
        require(may_lay_direction(by))
        if row.retired_at is not None:
            row.retired_at = None
            row.save(update_fields=["retired_at"])
            if row.published:
                _use(by, row.code, row.published)
            record(verb=Verb.RESUMED, object_kind="framework", object_id=row.pk, by=by.pk)
    return row


def _use(by: Person, code: str, number: int) -> bool:
    """Work with this version from now on. Returns whether that is new."""
    now = FrameworkInUse.objects.select_for_update().filter(code=code, until=None).first()
    if now is not None and now.version == number:
        return False
    if now is not None:
        _end(now)
    _used, is_new = FrameworkInUse.objects.get_or_create(  # another adviser may press at the same time
        organisation_id=by.organisation_id,
        code=code,
        until=None,
        defaults={"version": number, "since": clock.today(), "by": by.pk},
    )
    return is_new


def _end(now: FrameworkInUse) -> None:
    now.until = clock.today()
    now.save(update_fields=["until"])
