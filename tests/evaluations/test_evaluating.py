"""Self-evaluation: theme by theme, over time, in words that keep their meaning; its owner's alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.evaluations import actions, queries
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import Evaluation, ProfileField, ThemeView
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.frameworks.actions import leave_role, publish, take_role, use_shipped
from drieslag.development.frameworks.models import FrameworkVersion
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import queries as shared
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.journal.models import Statement
from drieslag.kernel.format import Preference
from drieslag.kernel.framework import NOTHING, Standing
from drieslag.library import frameworks
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.privacy.models import Look
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.frameworks.drafts import published
from tests.support.roles import with_role

pytestmark = [pytest.mark.django_db]


def begun(world: World, eva: Person, *, by: Person | None = None) -> Evaluation:
    """Bram has a role of the first framework, and begins."""
    who = by or world.bram
    use_shipped(by=eva, code="F01")
    shipped = frameworks.get("F01")
    take_role(by=who, code="F01", role=shipped.roles[0].key)
    return actions.begin(by=who)


def first_theme(evaluation: Evaluation) -> str:
    return queries.opened(evaluation).themes[0].key


def said(doing: str = "Ik wacht.", standing: Standing | None = Standing.GROWS, **more: str) -> Seen:
    return Seen(NOTHING, standing, doing, **more)


def write(evaluation: Evaluation, by: Person, seen: Seen | None = None, theme: str = "") -> ThemeView:
    row = actions.write_view(by=by, evaluation=evaluation, theme=theme or first_theme(evaluation), seen=seen or said())
    assert row
    return row


def test_without_a_role_there_is_nothing_to_begin_on(world: World) -> None:
    with pytest.raises(Refused, match="Choose your role first"):
        actions.begin(by=world.bram)


def test_one_is_open_at_a_time_and_begins_on_the_role_of_now(world: World, eva: Person) -> None:
    first = begun(world, eva)
    assert actions.begin(by=world.bram) == first
    shipped = frameworks.get("F01")
    found = queries.opened(first)
    assert (first.code, first.version) == ("F01", shipped.version)
    assert found.themes == shipped.themes_for(shipped.roles[0].key)
    assert found.role == shipped.roles[0].name.en


def test_a_theme_is_written_changed_and_taken_away_by_saying_nothing(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram, said(example="Bij de koffie.", who="Samir"))
    assert write(mine, world.bram, said("Anders.", None)) == row
    now = queries.views_of(mine)[row.theme].seen
    assert (now.doing, now.standing, now.example) == ("Anders.", None, "")
    assert now.name == queries.opened(mine).themes[0].name
    assert actions.write_view(by=world.bram, evaluation=mine, theme=row.theme, seen=said("", None)) is None
    assert queries.views_of(mine) == {}
    with pytest.raises(NotFound):
        actions.write_view(by=world.bram, evaluation=mine, theme="nowhere", seen=said())
    with pytest.raises(Refused):
        write(mine, world.bram, said("a" * 1001))


def test_rounded_off_it_stays_and_one_can_go_on_with_it(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    write(mine, world.bram)
    for _press in range(2):
        actions.finish(by=world.bram, evaluation=mine)
    with pytest.raises(Refused, match="rounded this off"):
        write(mine, world.bram)
    actions.go_on(by=world.bram, evaluation=mine)
    write(mine, world.bram, said("Toch anders."))
    actions.finish(by=world.bram, evaluation=mine)
    other = actions.begin(by=world.bram)
    assert other != mine
    with pytest.raises(Refused, match="another one now"):
        actions.go_on(by=world.bram, evaluation=mine)
    assert queries.listed(world.bram) == [other, mine]


def test_beside_the_earlier_words_stand_and_home_reads_the_latest(world: World, eva: Person) -> None:
    with clock.frozen(clock.now() - timedelta(days=200)):
        old = begun(world, eva)
        theme = first_theme(old)
        write(old, world.bram, said("Vroeger.", Standing.BEGIN))
        second = queries.opened(old).themes[1].key
        write(old, world.bram, said("Nog iets.", Standing.STANDS), second)
        actions.finish(by=world.bram, evaluation=old)
    new = actions.begin(by=world.bram)
    write(new, world.bram, said("Nu.", Standing.HELPS))
    assert [row.seen.doing for row in queries.before(new)[theme]] == ["Vroeger."]
    assert queries.before(old) == {}
    with CaptureQueriesContext(connection) as asked:
        rows = queries.standings(world.bram)
    assert len(asked) == 1
    assert [(row.standing, row.doing) for row in rows] == [
        (Standing.HELPS, "Nu."), (Standing.STANDS, "Nog iets."),
    ]  # fmt: skip
    assert rows[0].theme == frameworks.get("F01").theme(theme).name.en


def test_another_role_halfway_keeps_what_was_begun(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram)
    leave_role(by=world.bram)
    assert actions.begin(by=world.bram) == mine
    write(mine, world.bram, said("Verder."), row.theme)
    assert queries.standings(world.bram)[0].doing == "Verder."


def test_a_new_version_that_drops_the_theme_changes_nothing_of_what_was_begun(world: World, eva: Person) -> None:
    own = published(eva)
    take_role(by=world.bram, code=own.code, role="role_1")
    mine = actions.begin(by=world.bram)
    row = write(mine, world.bram, theme="theme_2")
    own.draft = {**own.draft, "themes": own.draft["themes"][:1]}
    own.save()
    publish(by=eva, own=own)
    assert [theme.key for theme in queries.opened(mine).themes] == ["theme_1", "theme_2"]
    write(mine, world.bram, said("Verder."), "theme_2")
    assert queries.standings(world.bram)[0].theme == row.seen.name.en
    page = world.client(world.bram).get(f"/growth/evaluations/{mine.pk}/", HTTP_ACCEPT_LANGUAGE="en")
    assert "The themes have a newer version." in page.content.decode()
    actions.finish(by=world.bram, evaluation=mine)
    new = actions.begin(by=world.bram)
    assert [theme.key for theme in queries.opened(new).themes] == ["theme_1"]
    assert queries.before(new)["theme_2"][0].seen.doing == "Verder."


def test_words_outlive_the_text_of_their_framework(world: World, eva: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram)
    FrameworkVersion.objects.all().delete()
    monkeypatch.setattr(frameworks.SHELF, "known", {})
    assert queries.opened(mine).themes == ()
    assert queries.standings(world.bram)[0].theme
    assert things.one(world.bram.pk, Kind.VIEW, row.pk)


def test_sharing_is_per_theme_with_the_word_in_it(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram, said(wish="Stil zijn."))
    other = write(mine, world.bram, theme=queries.opened(mine).themes[1].key)
    share = sharing.share(by=world.bram, kind=Kind.VIEW, key=row.pk, reader=world.anna)
    told = sharing.read(by=world.anna, share_id=share.pk)[1]
    assert told.lines[0] == ("Where I stand", "it grows")
    assert ("What do I want to learn?", "Stil zijn.") in told.lines
    with pytest.raises(NotFound):
        shared.get_own(world.anna, Kind.VIEW, other.pk)
    actions.erase_view(by=world.bram, view=row)
    actions.erase_view(by=world.bram, view=row)
    assert not Look.objects.exists()
    with pytest.raises(NotFound):
        sharing.read(by=world.anna, share_id=share.pk)


def test_nobody_else_finds_any_of_it_whatever_their_role(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram)
    field = actions.write_field(by=world.bram, heading=Heading.VALUES, words="Rust.")
    assert field
    director = with_role(world, "Dora Directeur", Role.DIRECTOR)
    for other in (world.lea, world.anna, world.ada, world.carla, eva, director):
        for read, key in ((queries.get_own, mine.pk), (queries.get_view, row.pk)):
            with pytest.raises(NotFound):
                read(other, key)
        for kind, key in ((Kind.VIEW, row.pk), (Kind.PROFILE, field.pk)):
            with pytest.raises(NotFound):
                shared.get_own(other, kind, key)
            assert things.told(other.pk, kind) == []
        for act in (actions.finish, actions.go_on, actions.erase):
            with pytest.raises(Refused):
                act(by=other, evaluation=mine)
        with pytest.raises(Refused):
            write(mine, other)
        with pytest.raises(Refused):
            actions.erase_view(by=other, view=row)
        assert queries.listed(other) == []
        assert queries.standings(other) == []
        assert queries.profile(other) == {}
        assert "Ik wacht." not in str(export_person(other.pk))
    assert not Statement.objects.filter(object_id__in=[mine.pk, row.pk, field.pk]).exists()


def test_the_database_holds_neither_words_nor_standings(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    for standing in Standing:
        write(mine, world.bram, said("Ik wacht.", standing, matters="Veel"))
        with connection.cursor() as cursor:
            cursor.execute("select evaluations_themeview::text, said from evaluations_themeview")
            plain, sealed = cursor.fetchone()
        for word in (*(each.value for each in Standing), "wacht", "veel"):
            assert word not in plain.lower()
            assert word.encode() not in bytes(sealed).lower()
    columns = {column.name for column in ThemeView._meta.get_fields()}
    assert columns == {"id", "organisation", "evaluation", "owner", "theme", "said"}


def test_it_goes_along_and_is_erased_with_its_owner(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram)
    field = actions.write_field(by=world.bram, heading=Heading.WAYS, ways=[Preference.COPYING])
    assert field
    sharing.share(by=world.bram, kind=Kind.VIEW, key=row.pk, reader=world.anna)
    sharing.share(by=world.bram, kind=Kind.PROFILE, key=field.pk, reader=world.anna)
    own = str(export_person(world.bram.pk))
    assert "Ik wacht." in own
    assert "Watching how others do it" in own
    erase_person(world.bram.pk)
    for model in (Evaluation, ThemeView, ProfileField):
        assert not model._default_manager.exists()
    assert shared.shared_with(world.anna) == []


def test_erasing_one_takes_its_shares_along(world: World, eva: Person) -> None:
    mine = begun(world, eva)
    row = write(mine, world.bram)
    sharing.share(by=world.bram, kind=Kind.VIEW, key=row.pk, reader=world.anna)
    actions.erase(by=world.bram, evaluation=mine)
    actions.erase(by=world.bram, evaluation=mine)
    assert shared.shared_with(world.anna) == []
    assert not ThemeView.objects.exists()


class TestProfile:
    def test_each_heading_is_written_shared_and_erased_by_itself(self, world: World) -> None:
        made = actions.write_field(by=world.bram, heading=Heading.PITFALLS, words=" Te snel. ")
        assert made
        actions.write_field(by=world.bram, heading=Heading.VALUES, words="Rust.")
        share = sharing.share(by=world.bram, kind=Kind.PROFILE, key=made.pk, reader=world.anna)
        told = sharing.read(by=world.anna, share_id=share.pk)[1]
        assert (told.title, told.lines) == ("My pitfalls", (("", "Te snel."),))
        assert actions.write_field(by=world.bram, heading=Heading.PITFALLS, words="Veel te snel.") == made
        assert actions.write_field(by=world.bram, heading=Heading.PITFALLS, words=" ") is None
        assert set(queries.profile(world.bram)) == {Heading.VALUES}
        with pytest.raises(NotFound):
            sharing.read(by=world.anna, share_id=share.pk)

    def test_ways_of_learning_are_told_in_words_in_one_order(self, world: World) -> None:
        ways = [Preference.DISCOVERING, Preference.COPYING]
        made = actions.write_field(by=world.bram, heading=Heading.WAYS, words="telt niet", ways=ways)
        assert made
        told = things.one(world.bram.pk, Kind.PROFILE, made.pk)
        assert told
        assert told.lines == (("", "Watching how others do it\nFinding out for yourself"),)
        with connection.cursor() as cursor:
            cursor.execute("select said from evaluations_profilefield")
            assert b"copying" not in bytes(cursor.fetchone()[0])
