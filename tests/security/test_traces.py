"""Promise: nobody sees when you were there or last signed in; the program does not keep it (docs/privacy.md)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from drieslag.config.dumping import LEFT_OUT
from drieslag.core import clock
from drieslag.learning.threads.models import Thread
from drieslag.people import jobs
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_a_session_goes_when_its_time_is_over(world: World) -> None:
    world.client(world.bram).get(reverse("today:home"))
    Session.objects.update(expire_date=clock.now() - timedelta(minutes=1))
    world.client(world.lea).get(reverse("today:home"))
    jobs.forget_sessions()
    assert Session.objects.count() == 1


def test_a_key_does_not_tell_when_it_was_used(world: World) -> None:
    found = Authenticator.objects.create(user=world.bram.account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    found.record_usage()
    found.refresh_from_db()
    assert found.last_used_at is None


def test_no_backup_holds_a_session() -> None:
    assert "--exclude-table-data=django_session" in LEFT_OUT


def test_a_question_without_a_name_leads_to_nobody(world: World) -> None:
    """Nothing that the act wrote, and nothing beside it, holds the person or the moment."""
    device = world.client(world.bram)
    key = str(device.get(reverse("board:ask")).context["form"].initial["client_key"])
    before = _rows()
    given = {"title": "Wie beslist hier?", "story": "", "named": "no", "client_key": key, "team": str(world.team.pk)}
    answer = device.post(reverse("board:ask"), given)
    assert answer.status_code == 302
    thread = Thread.objects.get()
    assert thread.opened_by is None
    assert thread.pk.version == 4
    assert (thread.opened_at.astimezone(clock.AMSTERDAM).hour, thread.opened_at.minute) == (0, 0)
    changed = {table for table, rows in _rows().items() if rows != before[table]}
    assert changed <= {"threads_thread", "threads_loopfacts", "live_topicversion"}, changed
    marks = [str(world.bram.pk), str(world.bram.account_id)]
    after = _rows()
    fresh = " ".join(row for table in changed for row in set(after[table]) - set(before[table]))
    assert not [mark for mark in marks if mark in fresh]


def _rows() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'select t::text from "{table}" t order by 1')
            found[table] = [row[0] for row in cursor.fetchall()]
    return found
