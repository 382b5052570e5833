"""Notes: written, found, changed, erased and shared by their owner alone; the database holds no word of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.plans import actions as plans
from drieslag.development.reflections import actions, queries
from drieslag.development.reflections.marks import MOST_TAGS, Marks, tidy
from drieslag.development.reflections.models import TEXT_MAX, LookBack, Reflection, ReflectionSetting
from drieslag.development.reflections.queries import Wanted
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import queries as shared
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.journal.models import Statement
from drieslag.kernel.prompting import Occasion
from drieslag.learning.meetings import actions as meetings
from drieslag.people.models import Person
from drieslag.privacy.models import Look
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World

pytestmark = [pytest.mark.django_db]
TEXT = "Ik dacht dat ze boos was op mij. Toen ik stil bleef, begon ze over haar moeder."


def write(world: World, text: str = TEXT, *, by: Person | None = None, **marks: object) -> Reflection:
    return actions.write(by=by or world.bram, text=text, marks=Marks(**marks))  # type: ignore[arg-type]


def test_a_note_stands_on_top_with_its_marks(world: World) -> None:
    write(world, "Eerder.")
    made = write(world, f"  {TEXT}\r\n", tags=("Grenzen ", "grenzen", " Avond  dienst"), occasion=Occasion.RESIDENT)
    assert queries.latest(world.bram) == queries.Last(made.pk, clock.today(), TEXT)
    found = queries.listed(world.bram).notes[0]
    assert found == made
    assert found.marks.tags == ("grenzen", "avond dienst")
    assert found.marks.occasion is Occasion.RESIDENT


def test_the_same_key_is_the_same_note_and_not_anothers(world: World) -> None:
    key = uuid4()
    actions.write(by=world.bram, text="Een.", key=key)
    assert actions.write(by=world.bram, text="Nog eens.", key=key).text == "Een."
    with pytest.raises(NotFound):
        actions.write(by=world.anna, text="Van mij.", key=key)


def test_nothing_and_too_much_are_refused_in_words(world: World) -> None:
    for text in ("  ", "a" * (TEXT_MAX + 1)):
        with pytest.raises(Refused):
            write(world, text)
    with pytest.raises(Refused, match="Choose 8 at most"):
        write(world, tags=tuple(str(number) for number in range(MOST_TAGS + 1)))
    with pytest.raises(Refused, match="long"):
        tidy(["a" * 31])
    assert tidy(["", " \x00 "]) == ()


def test_changing_keeps_the_day_and_who_reads_it_reads_the_new_words(world: World) -> None:
    with clock.frozen(clock.now() - timedelta(days=3)):
        made = write(world)
    sharing.share(by=world.bram, kind=Kind.REFLECTION, key=made.pk, reader=world.anna)
    actions.change(by=world.bram, note=made, text="Anders.", marks=Marks(tags=("rust",)))
    now = queries.get_own(world.bram, made.pk)
    assert (now.text, now.marks.tags) == ("Anders.", ("rust",))
    assert now.written_on == clock.today() - timedelta(days=3)
    told = shared.shared_with(world.anna)[0]
    assert sharing.read(by=world.anna, share_id=told.key)[1].lines == (("", "Anders."),)


def test_erasing_takes_back_what_was_shared_and_the_looks(world: World) -> None:
    made = write(world)
    share = sharing.share(by=world.bram, kind=Kind.REFLECTION, key=made.pk, reader=world.anna)
    sharing.read(by=world.anna, share_id=share.pk)
    actions.erase(by=world.bram, note=made)
    actions.erase(by=world.bram, note=made)
    assert not Look.objects.exists()
    assert shared.shared_with(world.anna) == []
    with pytest.raises(NotFound):
        actions.change(by=world.bram, note=made, text="Nog eens.", marks=Marks())


def test_search_reads_words_and_marks_of_ones_own(world: World) -> None:
    goal = plans.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Meer ruimte.")
    write(world, tags=("stilte",), goal=goal.pk)
    with clock.frozen(clock.now() - timedelta(days=100)):
        write(world, "Geld bespreken.", tags=("geld", "stilte"))
    write(world, "Boos op mij.", by=world.anna)

    def texts(**wanted: object) -> list[str]:
        return [note.text for note in queries.found(world.bram, Wanted(**wanted)).notes]  # type: ignore[arg-type]

    assert texts(words="BOOS mij") == [TEXT]
    assert texts(words="geld") == ["Geld bespreken."]
    assert texts(tag="stilte") == [TEXT, "Geld bespreken."]
    assert texts(goal=goal.pk) == [TEXT]
    assert texts(since=clock.today() - timedelta(days=30)) == [TEXT]
    assert texts(words="kat") == []


def test_pages_are_twenty_and_words_come_back_the_most_used_first(world: World) -> None:
    for number in range(21):
        write(world, f"Notitie {number}.", tags=("rust",) if number % 2 else ("grenzen",), prompt="quiet_stays")
    first, second = queries.listed(world.bram), queries.listed(world.bram, 2)
    assert (len(first.notes), first.has_older) == (20, True)
    assert [note.text for note in second.notes] == ["Notitie 0."]
    before = queries.remembered(world.bram)
    assert before.tags == ("grenzen", "rust")
    assert before.prompts[0] == "quiet_stays"


@pytest.mark.parametrize("read", [queries.latest, queries.listed, queries.remembered])
def test_each_reads_in_one_query(world: World, read: object) -> None:
    write(world)
    with CaptureQueriesContext(connection) as asked:
        read(world.bram)  # type: ignore[operator]
    assert len(asked) == 1


def test_nobody_else_finds_a_note_whatever_their_role(world: World) -> None:
    made = write(world)
    for other in (world.lea, world.anna, world.ada, world.carla, world.dirk):
        with pytest.raises(NotFound):
            queries.get_own(other, made.pk)
        with pytest.raises(NotFound):
            shared.get_own(other, Kind.REFLECTION, made.pk)
        with pytest.raises(Refused):
            actions.change(by=other, note=made, text="Van mij.", marks=Marks())
        with pytest.raises(Refused):
            actions.erase(by=other, note=made)
        assert queries.latest(other) is None
        assert queries.listed(other).notes == ()
        assert things.told(other.pk, Kind.REFLECTION) == []
        assert "boos" not in str(export_person(other.pk))
    assert Statement.objects.filter(object_id=made.pk).count() == 0


def test_the_database_holds_no_word_of_it(world: World) -> None:
    goal = plans.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Meer ruimte.")
    meeting = meetings.plan(
        by=world.anna, team=world.team, format_code="W03", planned_at=clock.now() + timedelta(hours=1),
        facilitator=world.anna,
    )  # fmt: skip
    about, _goal, occasion = queries.subject(world.bram, f"meeting:{meeting.pk}")
    made = write(world, tags=("grenzen",), about=about, occasion=occasion, goal=goal.pk, prompt="meeting_said")
    with connection.cursor() as cursor:
        cursor.execute("select reflection::text from reflections_reflection reflection where id = %s", [made.pk])
        raw = cursor.fetchone()[0]
    dump = raw.lower() + bytes.fromhex("".join(part[3:] for part in raw.split('"') if part.startswith("\\\\x"))).decode(
        "latin-1"
    )
    assert len(dump) > len(raw) + len(TEXT)
    for word in ("moeder", "grenzen", "meeting", str(meeting.pk), str(goal.pk), goal.pk.hex, meeting.pk.hex):
        assert word not in dump


def test_what_an_address_names_is_only_what_one_may_see(world: World) -> None:
    goal = plans.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Meer ruimte.")
    assert queries.subject(world.bram, f"goal:{goal.pk}") == (None, goal.pk, Occasion.QUIET)
    for said in ("", "goal:", "goal:x", f"goal:{uuid4()}", f"meeting:{uuid4()}", f"try_out:{uuid4()}", f"x:{goal.pk}"):
        with pytest.raises(NotFound):
            queries.subject(world.bram, said)
    with pytest.raises(NotFound):
        queries.subject(world.lea, f"goal:{goal.pk}")


def test_it_goes_along_and_is_erased_with_its_owner(world: World) -> None:
    made = write(world, tags=("grenzen",), prompt="quiet_stays")
    sharing.share(by=world.bram, kind=Kind.REFLECTION, key=made.pk, reader=world.anna)
    actions.set_asks(by=world.bram, asks=False)
    own = str(export_person(world.bram.pk))
    assert TEXT in own
    assert "Wat blijft er hangen van vandaag?" in own
    erase_person(world.bram.pk)
    assert not Reflection.objects.exists()
    assert not ReflectionSetting.objects.exists()
    assert not LookBack.objects.exists()
    assert shared.shared_with(world.anna) == []
