"""Taking a role of a framework, and leaving it. It is nobody's business but one's own: no statement is written."""

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.development.frameworks import queries
from drieslag.development.frameworks.models import TakenRole
from drieslag.development.frameworks.rules import may_take
from drieslag.people.models import Person


def take_role(*, by: Person, code: str, role: str) -> TakenRole:
    """Take a role of a framework in use. The one before ends today; what was made under it keeps its meaning, since it
    names its own version. The same role again changes nothing. Raises NotFound and Refused.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)  # one role at a time, also with two tabs open
        framework = queries.find(code)
        require(may_take(by, framework, role))
        now = TakenRole.objects.filter(owner=by.pk, until=None).first()
        if now is not None and (now.code, now.role) == (framework.code, role):
            return now
        _end(now)
        return TakenRole.objects.create(
            organisation_id=by.organisation_id,
            owner=by.pk,
            code=framework.code,
            version=framework.version,
            role=role,
            since=clock.today(),
        )


def leave_role(*, by: Person) -> TakenRole | None:
    """Have no role for now. Returns what ended; twice is once."""
    with transaction.atomic():
        now = TakenRole.objects.select_for_update().filter(owner=by.pk, until=None).first()
        _end(now)
    return now


def _end(role: TakenRole | None) -> None:
    if role is not None:
        role.until = clock.today()
        role.save(update_fields=["until"])
