"""Looking back on a week or a quarter: what is proposed, what one keeps of it, and when Today asks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.reflections import actions, looking, queries
from drieslag.development.reflections.enums import AboutKind, Span
from drieslag.development.reflections.looking import Said
from drieslag.development.reflections.marks import About, Marks
from drieslag.development.reflections.models import LookBack
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.kernel.patterns import Trait
from drieslag.kernel.prompting import Occasion
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Meeting
from drieslag.people.models import Person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.spread.things import make_try_out

pytestmark = [pytest.mark.django_db]
NOW = datetime(2026, 11, 19, 10, tzinfo=UTC)  # a thursday
TODAY = date(2026, 11, 19)


def on(days_ago: int, world: World, *tags: str, by: Person | None = None) -> None:
    with clock.frozen(NOW - timedelta(days=days_ago)):
        actions.write(by=by or world.bram, text="Iets.", marks=Marks(tags=tags))


def a_week_of(world: World, *tags: str) -> None:
    for day in range(4):
        on(day, world, *tags)


def held(world: World) -> Meeting:
    """A meeting of Bram's team that is closed now."""
    meeting = meetings.plan(
        by=world.anna, team=world.team, format_code="W03", planned_at=clock.now(), facilitator=world.anna, title="Bord"
    )
    meetings.start(by=world.anna, meeting=meeting)
    meetings.close(by=meetings.enter(by=world.anna, meeting=meeting), meeting=meeting)
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("span", "begins", "ends"),
    [
        (Span.WEEK, date(2026, 11, 16), date(2026, 11, 22)),
        (Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_week_begins_on_monday_and_a_quarter_on_its_first(span: Span, begins: date, ends: date) -> None:
    assert looking.begin_of(span, TODAY) == begins
    assert looking.end_of(span, begins) == ends
    assert looking.begin_of(span, ends) == begins
    assert looking.begin_of(span, ends + timedelta(days=1)) == ends + timedelta(days=1)
    assert looking.before(span, begins) == (date(2026, 10, 19) if span is Span.WEEK else date(2026, 7, 1))


def test_own_words_of_the_week_are_proposed_and_nobody_elses(world: World) -> None:
    a_week_of(world, "grenzen")
    for day in range(4):
        on(day, world, "geld", by=world.anna)
    found = queries.look(world.bram, Span.WEEK, TODAY)
    assert (len(found.notes), found.is_enough) == (4, True)
    assert [(one.mark.trait, one.mark.key, one.count) for one in found.proposed] == [(Trait.TAG, "grenzen", 4)]


def test_three_notes_propose_nothing(world: World) -> None:
    for day in range(3):
        on(day, world, "grenzen")
    found = queries.look(world.bram, Span.WEEK, TODAY)
    assert (found.is_enough, found.proposed) == (False, ())


def test_what_is_kept_or_put_away_is_not_proposed_again(world: World) -> None:
    a_week_of(world, "grenzen", "avonddienst")
    first, second = queries.look(world.bram, Span.WEEK, TODAY).proposed
    given: dict[str, Any] = {"by": world.bram, "span": Span.WEEK, "day": TODAY}
    actions.keep_pattern(**given, key=first.key, words="Ik zeg vaker nee.")
    actions.keep_pattern(**given, key=first.key, words="Ik zeg 's avonds vaker nee.")
    actions.put_away(**given, key=second.key)
    actions.close(**given, closing="Rustiger dan vorige week.")
    now = queries.look(world.bram, Span.WEEK, TODAY)
    assert now.proposed == ()
    assert now.said == Said(((first.key, "Ik zeg 's avonds vaker nee."),), (second.key,), "Rustiger dan vorige week.")
    actions.put_away(**given, key=first.key)
    assert queries.look(world.bram, Span.WEEK, TODAY).said.kept == ()
    actions.keep_pattern(**given, key=first.key, words="Toch.")
    assert queries.look(world.bram, Span.WEEK, TODAY).said.away == (second.key,)
    assert LookBack.objects.count() == 1
    with pytest.raises(Refused):
        actions.keep_pattern(**given, key=first.key, words=" ")


def test_a_week_asks_the_same_few_queries_however_many_notes(world: World) -> None:
    a_week_of(world, "grenzen")
    with CaptureQueriesContext(connection) as asked:
        queries.look(world.bram, Span.QUARTER, TODAY)
    assert len(asked) == 2


def test_a_look_back_is_its_owners_shared_by_name_and_erased(world: World) -> None:
    row = actions.close(by=world.bram, span=Span.QUARTER, day=TODAY, closing="Ik durf meer.")
    actions.keep_pattern(by=world.bram, span=Span.QUARTER, day=TODAY, key="recurs:tag:geld", words="Geld komt terug.")
    for other in (world.lea, world.anna, world.ada, world.carla):
        with pytest.raises(NotFound):
            queries.get_back(other, row.pk)
        with pytest.raises(Refused):
            actions.erase_back(by=other, back=row)
        assert queries.backs(other) == []
        assert things.one(other.pk, Kind.LOOK_BACK, row.pk) is None
    share = sharing.share(by=world.bram, kind=Kind.LOOK_BACK, key=row.pk, reader=world.anna)
    told = sharing.read(by=world.anna, share_id=share.pk)[1]
    assert told.title == "Fourth quarter of 2026"
    assert [text for _label, text in told.lines] == ["Geld komt terug.", "Ik durf meer."]
    assert "Ik durf meer." in str(export_person(world.bram.pk))
    with connection.cursor() as cursor:
        cursor.execute("select said from reflections_lookback")
        assert b"durf" not in bytes(cursor.fetchone()[0])
    actions.erase_back(by=world.bram, back=row)
    actions.erase_back(by=world.bram, back=row)
    with pytest.raises(NotFound):
        sharing.read(by=world.anna, share_id=share.pk)
    actions.close(by=world.bram, span=Span.WEEK, day=TODAY, closing="Nog een.")
    erase_person(world.bram.pk)
    assert not LookBack.objects.exists()


class TestToday:
    def test_after_a_meeting_only_for_who_noted_to_have_been_there(self, world: World) -> None:
        meeting = held(world)
        meetings.confirm_attendance(by=world.bram, meeting=meeting)
        found = queries.fitting(world.bram)
        assert found
        assert (found.kind, found.key, found.words) == (AboutKind.MEETING, meeting.pk, "Bord")
        assert queries.fitting(world.lea) is None
        write = f"/growth/reflections/new/?about=meeting:{meeting.pk}"
        for person, shown in ((world.bram, True), (world.lea, False)):
            assert (write in world.client(person).get(f"/meetings/{meeting.pk}/report/").content.decode()) is shown
        assert queries.fitting(world.anna) is None

    def test_after_looking_back_on_something_one_tried(self, world: World) -> None:
        tried = make_try_out(world)
        found = queries.fitting(world.bram)
        assert found
        assert (found.kind, found.key) == (AboutKind.TRY_OUT, tried.pk)
        assert queries.fitting(world.anna) is None

    def test_not_once_it_was_written_nor_when_it_is_long_ago(self, world: World) -> None:
        tried = make_try_out(world)
        with clock.frozen(clock.now() + timedelta(days=4)):
            assert queries.fitting(world.bram) is None
        about = About(AboutKind.TRY_OUT, tried.pk, tried.text)
        actions.write(by=world.bram, text="Rustig.", marks=Marks(Occasion.TRY_OUT, about=about))
        assert queries.fitting(world.bram) is None

    def test_not_for_who_switched_it_off_and_in_two_queries_on_most_days(self, world: World) -> None:
        with CaptureQueriesContext(connection) as asked:
            assert queries.fitting(world.bram) is None
        assert len(asked) == 2
        make_try_out(world)
        actions.set_asks(by=world.bram, asks=False)
        assert queries.fitting(world.bram) is None
        actions.set_asks(by=world.bram, asks=True)
        with CaptureQueriesContext(connection) as asked:
            assert queries.fitting(world.bram)
        assert len(asked) == 4
