"""A theme of the month: who makes it, what people put in it, its mix, its harvest; actions and pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.journal.models import Statement
from drieslag.kernel.format import Preference
from drieslag.learning.spread import actions, jobs, queries
from drieslag.learning.spread.enums import NoteKind
from drieslag.learning.spread.models import Activity, Theme, ThemeNote, ThemeThread
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole
from tests.factories.world import World
from tests.spread.things import main_of, make_thread

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def theme(world: World) -> Theme:
    return actions.make_theme(
        by=world.lea, title="Jeugd en opvoeden", question="Hoe praten we met vaders?", month=date(2026, 12, 24)
    )


def activity(world: World, theme: Theme, preference: Preference, place: str = "De Linde") -> Activity:
    return actions.add_activity(
        by=world.bram, theme=theme, title="Meekijken", on=date(2026, 12, 3), place=place, preference=preference
    )


@pytest.mark.parametrize(("who", "may"), [("lea", True), ("bram", False), ("anna", False), ("ada", False)])
def test_an_adviser_a_domain_holder_or_a_leader_makes_a_theme(world: World, who: str, may: bool) -> None:
    given = {"title": "Rouw", "question": "Wat zeg je?", "month": date(2026, 12, 1)}
    if may:
        assert actions.make_theme(by=getattr(world, who), **given).month == date(2026, 12, 1)  # type: ignore[arg-type]
        return
    with pytest.raises(Refused):
        actions.make_theme(by=getattr(world, who), **given)  # type: ignore[arg-type]


def test_a_domain_holder_and_an_adviser_may(world: World) -> None:
    Membership.objects.filter(person=world.bram).update(role=Role.DOMAIN_HOLDER)
    OrganisationRole.objects.create(
        organisation=world.organisation, person=world.ada, role=Role.LEARNING_ADVISER
    )  # fmt: skip
    for who in (world.bram, world.ada):
        assert actions.make_theme(by=who, title="Rouw", question="Wat zeg je?", month=date(2026, 12, 1))


def test_the_mix_says_kindly_what_is_missing(world: World, theme: Theme) -> None:
    assert not queries.whole(theme).mix.covered
    for one in (Preference.COPYING, Preference.PRACTISING):
        activity(world, theme, one)
    mix = queries.whole(theme).mix
    assert mix.missing == (Preference.PARTICIPATING, Preference.ACQUIRING, Preference.DISCOVERING)
    for one in mix.missing:
        activity(world, theme, one, " de linde ")
    mix = queries.whole(theme).mix
    assert (mix.missing, mix.places, mix.is_whole) == ((), 1, False)
    activity(world, theme, Preference.COPYING, "Team Oost")
    assert queries.whole(theme).mix.is_whole


def test_a_question_without_a_name_keeps_nothing_of_the_person(world: World, theme: Theme) -> None:
    before = Statement.objects.count()
    note = actions.add_note(by=world.bram, theme=theme, kind=NoteKind.QUESTION, text="Mag ik bang zijn?", named=False)
    assert (note.by, note.noted_at) == (None, datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    assert Statement.objects.count() == before


def test_only_its_team_shows_a_question_and_only_the_words_for_others(world: World, theme: Theme) -> None:
    thread = make_thread(world, "Hoe bereik ik vader Henk?")
    with pytest.raises(Refused):
        actions.link_thread(by=world.carla, theme=theme, thread=thread, title="Vaders")
    for words in ("Vaders", "Hoe bereiken we vaders?"):
        actions.link_thread(by=world.anna, theme=theme, thread=thread, title=words)
    page = main_of(world, f"/themes/{theme.pk}/", world.carla)
    assert "Hoe bereiken we vaders?" in page
    assert "Henk" not in page
    assert f"/threads/{thread.pk}/" not in page
    assert f"/threads/{thread.pk}/" in main_of(world, f"/themes/{theme.pk}/")


def test_who_put_it_in_or_who_runs_the_theme_takes_it_out(world: World, theme: Theme) -> None:
    note = actions.add_note(by=world.bram, theme=theme, kind=NoteKind.KNOWLEDGE, text="Lees dit")
    with pytest.raises(Refused):
        actions.take_away(by=world.carla, row=note)
    actions.take_away(by=world.bram, row=note)
    actions.take_away(by=world.lea, row=activity(world, theme, Preference.COPYING))
    link = actions.link_thread(by=world.bram, theme=theme, thread=make_thread(world), title="Stilte")
    with pytest.raises(Refused):
        actions.take_away(by=world.carla, row=link)
    actions.take_away(by=world.anna, row=link)
    whole = queries.whole(theme)
    assert (whole.notes, whole.activities, whole.threads) == ((), (), ())


def test_what_was_taken_out_can_be_put_back_for_a_day_and_is_erased_then(world: World, theme: Theme) -> None:
    note = actions.add_note(by=world.bram, theme=theme, kind=NoteKind.KNOWLEDGE, text="Lees dit")
    actions.take_away(by=world.bram, row=note)
    with pytest.raises(Refused):
        actions.put_back(by=world.carla, row=note)
    actions.put_back(by=world.bram, row=note)
    assert queries.whole(theme).notes
    thread = make_thread(world)
    link = actions.link_thread(by=world.bram, theme=theme, thread=thread, title="Stilte")
    for row in (note, link):
        actions.take_away(by=world.bram, row=row)
    assert actions.link_thread(by=world.bram, theme=theme, thread=thread, title="Stilte").taken_at is None
    assert jobs.erase_all_taken() == 0
    with clock.frozen(NOW + timedelta(hours=25)):
        assert jobs.erase_all_taken() == 1
    assert not ThemeNote.objects.exists()
    assert ThemeThread.objects.exists()


def test_rounding_off_gathers_a_line_and_then_nothing_more_is_put_in(world: World, theme: Theme) -> None:
    with pytest.raises(Refused):
        actions.close_theme(by=world.bram, theme=theme, harvest="Veel")
    closed = actions.close_theme(by=world.lea, theme=theme, harvest="Vaders willen gevraagd worden.")
    with pytest.raises(Refused):
        activity(world, closed, Preference.COPYING)
    with pytest.raises(Refused):
        actions.add_note(by=world.bram, theme=closed, kind=NoteKind.HARVEST, text="Nog iets")
    assert actions.add_note(by=world.lea, theme=closed, kind=NoteKind.HARVEST, text="Nog iets")
    actions.reopen_theme(by=world.lea, theme=closed)
    assert activity(world, closed, Preference.COPYING)


def test_when_the_maker_is_erased_the_theme_stays(world: World, theme: Theme) -> None:
    actions.add_note(by=world.lea, theme=theme, kind=NoteKind.KNOWLEDGE, text="Lees dit")
    people.erase(person_id=world.lea.pk)
    assert (Theme.objects.get().maker, ThemeNote.objects.get().by) == (None, None)


def test_a_link_is_an_address(world: World, theme: Theme) -> None:
    with pytest.raises(Refused):
        actions.add_note(by=world.bram, theme=theme, kind=NoteKind.KNOWLEDGE, text="Hier", link="javascript:x")


# Pages


def test_making_a_theme_on_its_page(world: World) -> None:
    assert "/themes/new/" in main_of(world, "/themes/", world.lea)
    assert "/themes/new/" not in main_of(world, "/themes/", world.carla)
    assert world.client(world.carla).get("/themes/new/").status_code == 403
    page = main_of(world, "/themes/new/", world.lea)
    assert "November 2026" in page
    given = {"title": "Rouw", "question": "Wat zeg je?", "month": "2027-01-01", "client_key": str(uuid4())}
    for _press in range(2):
        answer = world.client(world.lea).post("/themes/new/", given)
    theme = Theme.objects.get()
    assert answer["Location"] == f"/themes/{theme.pk}/"
    assert "January 2027" in main_of(world, f"/themes/{theme.pk}/", world.carla)
    world.client(world.lea).post(f"/themes/{theme.pk}/words/", {**given, "title": "Verlies"})
    assert "Verlies" in main_of(world, "/themes/")
    wrong = world.client(world.lea).post("/themes/new/", {**given, "question": ""})
    assert (wrong.status_code, "Rouw" in wrong.content.decode()) == (422, True)


def test_putting_things_in_on_the_page(world: World, theme: Theme) -> None:
    client, at = world.client(world.carla), f"/themes/{theme.pk}/"
    assert "Nothing to take part in yet." in main_of(world, at)
    put = {"activity-title": "Meekijken", "activity-on": "2026-12-03", "activity-place": "Team Oost",
           "activity-preference": "copying"}  # fmt: skip
    assert client.post(f"{at}activities/", put).status_code == 302
    assert client.post(f"{at}notes/question/", {"question-text": "Durf ik?", "question-named": "no"}).status_code == 302
    knows = {"knowledge-text": "Richtlijn", "knowledge-named": "yes", "knowledge-link": "https://example.org/a"}
    assert client.post(f"{at}notes/knowledge/", knows).status_code == 302
    assert client.post(f"{at}notes/other/", knows).status_code == 404
    page = main_of(world, at)
    for words in ("Meekijken", "Thursday 3 December", "Durf ik?", "https://example.org/a", "Carla Bakker",
                  "Not yet something for who learns best by: talking together,"):  # fmt: skip
        assert words in page
    away = f"/theme-activities/{Activity.objects.get().pk}/withdrawal/"
    assert away not in page
    assert world.client(world.bram).post(away).status_code == 403
    taken = client.post(away)
    assert (taken.status_code, "Put it back" in taken.content.decode()) == (200, True)
    assert "Meekijken" not in main_of(world, at)
    assert client.post(away, {"back": "yes"}).status_code == 302
    assert "Meekijken" in main_of(world, at)
    assert client.post(f"/theme-notes/{ThemeNote.objects.first().pk}/withdrawal/").status_code in {200, 403}  # type: ignore[union-attr]


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(world: World, theme: Theme) -> None:
    client, at = world.client(world.carla), f"/themes/{theme.pk}/"
    put = {"activity-title": "Meekijken", "activity-on": "3 december", "activity-place": "Team Oost"}
    answer = client.post(f"{at}activities/", put)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write the date like this: 24-11-2026." in page
    assert "Choose one of the five." in page
    assert "Meekijken" in page
    long = client.post(f"{at}notes/question/", {"question-text": "x" * 601, "question-named": "yes"})
    assert (long.status_code, "x" * 601 in long.content.decode()) == (422, True)
    actions.close_theme(by=world.lea, theme=theme, harvest="Klaar")
    late = client.post(f"{at}notes/question/", {"question-text": "Te laat?", "question-named": "yes"})
    assert late.status_code == 422
    assert "This theme is rounded off." in late.content.decode()


def test_showing_a_question_of_ones_team(world: World, theme: Theme) -> None:
    at = f"/themes/{theme.pk}/questions/"
    assert "Your team has no open question now." in main_of(world, at, world.carla)
    thread = make_thread(world)
    assert world.client(world.bram).post(at, {"thread": str(thread.pk), "title": "Stilte"}).status_code == 302
    assert world.client(world.carla).post(at, {"thread": str(thread.pk), "title": "Stilte"}).status_code == 422
    link = ThemeThread.objects.get()
    assert world.client(world.carla).post(f"/theme-questions/{link.pk}/withdrawal/").status_code == 403
    assert world.client(world.bram).post(f"/theme-questions/{link.pk}/withdrawal/").status_code == 200


def test_rounding_off_on_the_page(world: World, theme: Theme) -> None:
    at = f"/themes/{theme.pk}/"
    assert "closure" not in main_of(world, at)
    assert world.client(world.bram).post(f"{at}closure/", {"round-harvest": "x"}).status_code == 403
    assert world.client(world.lea).post(f"{at}closure/", {"round-harvest": ""}).status_code == 422
    world.client(world.lea).post(f"{at}closure/", {"round-harvest": "Vaders willen gevraagd worden."})
    assert "Vaders willen gevraagd worden." in main_of(world, at)
    world.client(world.lea).post(f"{at}reopening/")
    assert "Put an activity in" in main_of(world, at)


@pytest.mark.parametrize("count", [1, 5])
def test_a_theme_costs_the_same_however_full(
    world: World, theme: Theme, django_assert_num_queries: Counting, count: int
) -> None:
    for number in range(count):
        activity(world, theme, Preference.COPYING)
        actions.add_note(by=world.bram, theme=theme, kind=NoteKind.QUESTION, text=f"Vraag {number}")
        actions.link_thread(by=world.bram, theme=theme, thread=make_thread(world), title="Stilte")
    client = world.client(world.carla)
    client.get("/themes/")
    for address, most in (("/themes/", 12), (f"/themes/{theme.pk}/", 15)):
        with django_assert_num_queries(most):
            client.get(address)
