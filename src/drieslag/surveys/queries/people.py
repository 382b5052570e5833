"""Finding people by what somebody types."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Lower

from drieslag.people.models import Person


def find_people(lines: Iterable[str]) -> tuple[list[UUID], list[str]]:
    """Return the people of this organisation by name or mail address, and the lines that name nobody or two."""
    said = [line.lower() for line in lines]
    rows = (
        Person.objects.filter(left_on=None)
        .annotate(low=Lower("name"), mail=Lower("account__email"))
        .filter(Q(low__in=said) | Q(mail__in=said))
        .values_list("pk", "low", "mail")
    )
    by: dict[str, set[UUID]] = {}
    for key, name, mail in rows:
        by.setdefault(name, set()).add(key)
        if mail:
            by.setdefault(mail, set()).add(key)
    found: list[UUID] = []
    wrong: list[str] = []
    for line in said:
        keys = by.get(line, set())
        if len(keys) == 1:
            found += keys
        else:
            wrong.append(line)
    return found, wrong
