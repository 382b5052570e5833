"""Saying, in the transaction of a change, that a topic changed: delivered if and only if the change is, and
without content.
"""

import json
from typing import Final
from uuid import UUID

from django.db import connection

from drieslag.core import tenancy
from drieslag.core.ids import new_id
from drieslag.live.channels import place, topic
from drieslag.live.models import TopicVersion

SIGNAL: Final = "drieslag"  # the one NOTIFY channel

_COUNT = """
    with counted as (
        insert into live_topicversion as known (id, organisation_id, name, version) values (%s, %s, %s, 1)
        on conflict (organisation_id, name) do update set version = known.version + 1
        returning version
    )
    select version, pg_notify(%s, replace(%s, '"#"', version::text)) from counted
"""


class NowhereError(Exception):
    """A change was announced outside of any organisation."""


def announce(name: str, organisation_id: UUID | None = None, *, slow: bool = False) -> int:
    """Count and signal a change of the topic; return its new version.

    Call it last in an action, since it holds the topic's row until the transaction ends: that is what makes
    versions and commits come in the same order. `slow` is for counts and presence: passed on at most once a second.
    Never for an anonymous act: neither its moment nor its transaction may show (trust).
    """
    organisation = organisation_id or tenancy.current()
    if organisation is None:
        raise NowhereError(name)
    name = str(topic(name))
    signal = {"o": str(organisation), "t": name, "v": "#"} | ({"s": 1} if slow else {})
    said = json.dumps(signal, separators=(",", ":"))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [new_id(), organisation, name, SIGNAL, said])
        version: int = cursor.fetchone()[0]
    return version


def dismiss(*keys: UUID) -> None:
    """Take places away (a seat, a membership, a person): their streams end, and their tickets are worthless from
    the commit on.
    """
    for key in sorted(keys):  # always in one order: two that dismiss the same cannot wait for each other
        announce(place(key))


def versions_of(*names: str) -> tuple[int, ...]:
    """Return the version of each topic, 0 for one that never changed. Ask before reading what the page shows."""
    known = dict(TopicVersion.objects.filter(name__in=names).values_list("name", "version"))
    return tuple(known.get(name, 0) for name in names)


def forget(*names: str) -> None:
    """Drop the numbers of things that are erased themselves. Never of a place: its old tickets would be good again."""
    TopicVersion.objects.filter(name__in=[name for name in names if topic(name).kind != "place"]).delete()


def forget_places(*keys: UUID) -> int:
    """Drop the numbers of places that are gone for good, once no ticket for them can be young enough to connect with.
    Returns how many went.
    """
    return TopicVersion.objects.filter(name__in=[place(key) for key in keys]).delete()[0]
