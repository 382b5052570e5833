"""What lies beside the pages: mails, timed work, the database as bytes, logs, and what a search gives away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message

import pytest
from django.conf import LazySettings
from django.core import mail
from procrastinate.contrib.django import app
from structlog.testing import capture_logs

from drieslag.core import clock
from drieslag.core.models import Installation
from drieslag.development.sharing import actions
from drieslag.development.sharing.enums import Kind
from drieslag.learning.notices.enums import Notice
from drieslag.learning.notices.models import Choice
from drieslag.people.models import Person
from tests.growth_private.canaries import WORD, Owner
from tests.growth_private.walking import Walk
from tests.sweeps.stage import Stage
from tests.sweeps.test_register import where

pytestmark = pytest.mark.slow
ELSEWHERE = "surveys."  # closes rounds outside any transaction; it reads none of this
NEVER = "zqknergensbekendxv"


def next_monday(at: datetime) -> datetime:
    """A Monday morning after this moment, when the mail of the week goes out."""
    return (at + timedelta(days=7 - at.weekday())).astimezone(UTC).replace(hour=9, minute=0)


def run_all_jobs() -> set[str]:
    """Do all timed work that there is, once; twice for what waits on other work."""
    done = set()
    for _round in range(2):
        for periodic in app.periodic_registry.periodic_tasks.values():
            if not periodic.task.name.startswith(ELSEWHERE):
                periodic.task.func(0)
                done.add(periodic.task.name)
    return done


def parts_of(message: Message) -> Iterator[str]:
    for part in message.walk():
        yield str(part.items())
        if not part.is_multipart():
            body = part.get_payload(decode=True)
            assert isinstance(body, bytes)
            yield body.decode("utf-8", errors="replace")


def test_no_mail_holds_a_word_whatever_is_shared_asked_or_due(stage: Stage, owner: Owner) -> None:
    Installation.objects.update(is_demo=False)
    Choice.objects.all().delete()
    Choice.objects.bulk_create(
        Choice(organisation=stage.world.organisation, person=person, notice=notice, is_on=True)
        for person in Person.objects.exclude(account=None)
        for notice in Notice
    )
    actions.share(by=owner.person, kind=Kind.GOAL, key=owner.keys["growth.goal"], reader=owner.reader)
    now = clock.now()
    mail.outbox.clear()
    for later in (timedelta(0), timedelta(days=13), timedelta(days=45), timedelta(days=280), timedelta(days=330)):
        with clock.frozen(next_monday(now + later)):
            done = run_all_jobs()
    assert {"badges.follow_declarations", "competence.forget_links", "offerings.tidy", "plans.quarter"} <= done
    assert len(mail.outbox) > 5  # weeks were told
    said = "\n".join(part for one in mail.outbox for part in parts_of(one.message()))
    assert WORD.findall(said.lower()) == []


def test_the_database_holds_no_word_and_no_log_does(stage: Stage, owner: Owner, settings: LazySettings) -> None:
    assert where([stage.world.organisation.name])  # what is readable is found
    assert where(list(owner.words.values())) == []
    with capture_logs() as logs:
        Walk(stage.browsers["team_leader"], owner).along_links("/growth/")
        Walk(stage.world.client(owner.person), owner).along_links("/growth/")
    assert WORD.findall(str(logs).lower()) == []


@pytest.mark.parametrize("role", ["team_leader", "learning_adviser", "director", "administrator", "professional"])
def test_a_search_answers_a_private_word_as_a_word_that_is_nowhere(stage: Stage, owner: Owner, role: str) -> None:
    walk = Walk(stage.browsers[role], owner)
    walk.along_links("/")
    assert walk.searches
    nowhere = walk.search(NEVER)
    for name in ("goal.text", "reflection.text", "tag.one", "talk.agreed owner", "portfolio.title"):
        assert walk.search(owner.words[name]) == nowhere, name


def test_the_export_of_somebody_else_holds_no_word(stage: Stage, owner: Owner) -> None:
    for role in ("team_leader", "learning_adviser", "director", "administrator", "professional"):
        walk = Walk(stage.browsers[role], owner)
        assert walk.get("/account/privacy/copy/")
        assert walk.where(walk.words) == {}, role
    own = Walk(stage.world.client(owner.person), owner)
    own.get("/account/privacy/copy/")
    told = owner.has("goal.", "reflection.", "preparation.", "view.", "profile.", "declaration.", "portfolio.")
    assert told - own.words == set()
