"""Writing frameworks, publishing them, putting them to use, and taking a role."""

from datetime import UTC, datetime

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.frameworks import drafting, queries
from drieslag.development.frameworks.actions import leave_role, publish, stop_using, take_role, use_shipped, writing
from drieslag.development.frameworks.actions.versions import NotReady, differs, retire, take_back
from drieslag.development.frameworks.drafting import Part, Place, said
from drieslag.development.frameworks.models import FrameworkInUse, FrameworkVersion, OwnFramework, TakenRole
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.library import frameworks
from drieslag.people.models import Person
from drieslag.surveys.actions.instruments import ChangedMeanwhile, digest
from tests.factories.world import World
from tests.frameworks.drafts import begun, complete, goal, published, theme

pytestmark = pytest.mark.django_db
SHIPPED = "F01"


def draft_of(own: OwnFramework) -> drafting.Draft:
    own.refresh_from_db()
    return dict(own.draft)


class TestWriting:
    def test_the_same_key_begins_it_once(self, eva: Person) -> None:
        own = writing.begin(by=eva, name="Samen\nsterk")
        assert writing.begin(by=eva, name="Anders", key=own.pk) == own
        assert own.draft["name"] == said("Samen sterk")
        assert own.code.startswith("T-")

    def test_only_a_learning_adviser_writes(self, world: World, director: Person) -> None:
        for person in (world.anna, world.lea, world.ada, director):
            with pytest.raises(Refused, match="learning adviser writes"):
                writing.begin(by=person, name="x")
        assert not OwnFramework.objects.exists()

    def test_a_copy_has_all_of_the_original_and_its_own_name(self, eva: Person) -> None:
        own = writing.copy_framework(by=eva, code=SHIPPED, name="Onze opvang")
        original = frameworks.get(SHIPPED)
        copied = drafting.framework_of(own.draft, code=own.code, version=1)
        assert (copied.roles, copied.themes, copied.lines) == (original.roles, original.themes, original.lines)
        assert (copied.name.nl, own.based_on) == ("Onze opvang", SHIPPED)
        with pytest.raises(NotFound):
            writing.copy_framework(by=eva, code="F99")

    def test_parts_are_added_changed_and_moved(self, eva: Person) -> None:
        own = begun(eva)
        key = writing.add_part(by=eva, own=own, part=Part.GOAL, around="theme_2", values={"text": said("Nieuw")})
        assert key == "goal_4"
        place = Place(Part.GOAL, key, "theme_2")
        writing.move_part(by=eva, own=own, place=place, up=True)
        writing.move_part(by=eva, own=own, place=place, up=True)
        writing.change_part(by=eva, own=own, place=place, values={"roles": ["role_2"]})
        goals = draft_of(own)["themes"][1]["goals"]
        assert [one["key"] for one in goals] == ["goal_4", "goal_3"]
        assert goals[0] == {"key": "goal_4", "text": said("Nieuw"), "roles": ["role_2"]}

    def test_who_saves_over_a_colleague_is_told(self, eva: Person) -> None:
        own = begun(eva)
        place = Place(Part.ROLE, "role_1")
        was = digest({"name": own.draft["roles"][0]["name"]})
        writing.change_part(by=eva, own=own, place=place, values={"name": said("Gids")}, was=was)
        with pytest.raises(ChangedMeanwhile):
            writing.change_part(by=eva, own=own, place=place, values={"name": said("Coach")}, was=was)
        assert draft_of(own)["roles"][0]["name"] == said("Gids")
        with pytest.raises(ChangedMeanwhile):
            writing.change_about(by=eva, own=own, values={"source": "x"}, was="0" * 16)

    def test_what_is_not_there_cannot_be_changed(self, eva: Person) -> None:
        own = begun(eva)
        for place in (Place(Part.THEME, "theme_9"), Place(Part.GOAL, "goal_1", "theme_2"), Place(Part.STEP, "x", "y")):
            with pytest.raises(NotFound):
                writing.change_part(by=eva, own=own, place=place, values={})

    @pytest.mark.parametrize(
        "place",
        [
            Place(Part.ROLE, "role_1"),
            Place(Part.THEME, "theme_1"),
            Place(Part.GOAL, "goal_1", "theme_1"),
            Place(Part.LINE, "line_1"),
            Place(Part.STEP, "step_1", "line_1"),
        ],
    )
    def test_what_is_taken_out_comes_back_where_it_was(self, eva: Person, place: Place) -> None:
        own = begun(eva)
        before = drafting.framework_of(complete(), code="T-X", version=1)
        writing.remove_part(by=eva, own=own, place=place)
        after = draft_of(own)
        assert place.key not in drafting.keys_of(after)
        assert place.key not in [
            key
            for _where, one in drafting.places(after)
            for name in ("roles", "after", "goals")
            for key in one.get(name) or []
            if isinstance(key, str)
        ]
        assert place.key in writing.taken_keys(own)
        writing.restore(by=eva, own=own)
        again = drafting.framework_of(draft_of(own), code="T-X", version=1)
        assert {goal.key: set(goal.roles) for goal in again.goals} == {g.key: set(g.roles) for g in before.goals}
        assert (again.lines, [one.key for one in again.themes]) == (before.lines, [one.key for one in before.themes])
        writing.restore(by=eva, own=own)
        assert drafting.framework_of(draft_of(own), code="T-X", version=1) == again

    def test_a_goal_cannot_come_back_into_a_theme_that_is_gone(self, eva: Person) -> None:
        own = begun(eva)
        writing.remove_part(by=eva, own=own, place=Place(Part.GOAL, "goal_3", "theme_2"))
        row = OwnFramework.objects.get(pk=own.pk)
        row.draft["themes"].pop()
        row.save()
        with pytest.raises(Refused, match="is gone"):
            writing.restore(by=eva, own=own)

    def test_a_key_is_never_used_again(self, eva: Person) -> None:
        own = published(eva)
        writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
        writing.remove_part(by=eva, own=own, place=Place(Part.LINE, "line_1"))  # so that nothing remembers theme_2
        assert writing.add_part(by=eva, own=own, part=Part.THEME, values={"name": said("Nieuw")}) == "theme_3"

    def test_a_line_is_proposed_from_the_matrix(self, eva: Person) -> None:
        own = begun(eva)
        key = writing.propose_line(by=eva, own=own, role="role_1")
        line = draft_of(own)["lines"][-1]
        assert (line["key"], line["role"], len(line["steps"])) == (key, "role_1", 3)
        assert publish(by=eva, own=own).number == 1
        with pytest.raises(NotFound):
            writing.propose_line(by=eva, own=own, role="role_9")
        role = writing.add_part(by=eva, own=own, part=Part.ROLE, values={"name": said("Vrijwilliger")})
        with pytest.raises(Refused, match="asks anything of this role"):
            writing.propose_line(by=eva, own=own, role=role)

    def test_a_sheet_replaces_the_draft_and_the_old_one_can_come_back(self, eva: Person) -> None:
        own = published(eva)
        brought = drafting.framework_of(complete() | {"name": said("Van het blad")}, code="X", version=3)
        writing.import_framework(by=eva, framework=brought, own=own)
        assert draft_of(own)["name"]["nl"] == "Van het blad"
        assert own.published == 1, "an import publishes nothing"
        assert queries.find(own.code).name.nl == "Samen sterk"
        assert {"theme_1", "goal_3"} <= writing.taken_keys(own)
        writing.import_framework(by=eva, framework=brought, own=own)
        writing.restore(by=eva, own=own)
        assert draft_of(own)["name"]["nl"] == "Samen sterk"
        assert writing.import_framework(by=eva, framework=brought).draft["name"]["nl"] == "Van het blad"

    def test_too_long_a_framework_is_refused(self, eva: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        own = begun(eva)
        monkeypatch.setattr(writing, "LONGEST_DRAFT", 100)
        with pytest.raises(Refused, match="too long"):
            writing.change_about(by=eva, own=own, values={"source": "x"})


class TestVersions:
    def test_publishing_twice_is_publishing_once(self, eva: Person) -> None:
        own = begun(eva)
        first = publish(by=eva, own=own)
        assert (publish(by=eva, own=own), first.number) == (first, 1)
        assert not differs(OwnFramework.objects.get(pk=own.pk), first)
        assert [one.version for one in queries.in_use()] == [1]
        assert Statement.objects.filter(verb=Verb.PUBLISHED, object_kind="framework").count() == 1

    def test_a_gap_is_told_with_its_place(self, eva: Person) -> None:
        draft = complete()
        draft["themes"][1]["levels"] = {"begin": said("iets")}
        draft["themes"][0]["goals"][1]["roles"] = []
        own = begun(eva, draft)
        with pytest.raises(NotReady) as found:
            publish(by=eva, own=own)
        places = {drafting.owner_of(draft, path) for path, _text in found.value.findings}
        assert places == {Place(Part.THEME, "theme_2"), Place(Part.GOAL, "goal_2", "theme_1")}
        assert not FrameworkVersion.objects.exists()

    def test_a_new_version_takes_the_place_of_the_old_one(self, eva: Person) -> None:
        own = published(eva)
        writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
        assert publish(by=eva, own=own).number == 2
        assert [one.version for one in queries.in_use()] == [2]
        assert FrameworkInUse.objects.filter(until=None).count() == 1
        assert len(queries.find(own.code, 1).themes) == 2
        assert len(queries.find(own.code).themes) == 1
        with pytest.raises(NotFound):
            queries.find(own.code, 3)

    def test_a_framework_that_is_put_away_is_not_worked_with(self, eva: Person) -> None:
        own = published(eva)
        retire(by=eva, own=own)
        retire(by=eva, own=own)
        assert queries.in_use() == []
        with pytest.raises(Refused, match="put away"):
            publish(by=eva, own=own)
        assert queries.find(own.code).version == 1, "what was made with it keeps its words"
        take_back(by=eva, own=own)
        take_back(by=eva, own=own)
        assert [one.code for one in queries.in_use()] == [own.code]

    def test_one_of_the_library_is_used_as_it_is_and_kept(self, eva: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        use_shipped(by=eva, code=SHIPPED)
        use_shipped(by=eva, code=SHIPPED)
        assert queries.versions_in_use() == {SHIPPED: frameworks.get(SHIPPED).version}
        newer = drafting.framework_of(complete(), code=SHIPPED, version=frameworks.get(SHIPPED).version + 1)
        monkeypatch.setattr(frameworks.SHELF, "known", {SHIPPED: newer})
        assert queries.find(SHIPPED).version == newer.version - 1, "a new release changes nothing by itself"
        assert queries.newer_shipped(queries.versions_in_use()) == {SHIPPED}
        use_shipped(by=eva, code=SHIPPED)
        assert queries.find(SHIPPED) == newer
        assert stop_using(by=eva, code=SHIPPED)
        assert not stop_using(by=eva, code=SHIPPED)
        assert queries.in_use() == []

    def test_only_a_learning_adviser_decides(self, world: World, eva: Person, director: Person) -> None:
        own = published(eva)
        for person in (world.bram, world.lea, world.ada, director):
            for act in (
                lambda by: use_shipped(by=by, code=SHIPPED),
                lambda by: stop_using(by=by, code=own.code),
                lambda by: retire(by=by, own=own),
                lambda by: take_back(by=by, own=own),
                lambda by: publish(by=by, own=own),
            ):
                with pytest.raises(Refused):
                    act(person)
        with pytest.raises(NotFound):
            use_shipped(by=eva, code="F99")


class TestRole:
    def test_a_role_is_taken_and_left(self, world: World, eva: Person) -> None:
        own = published(eva)
        assert queries.current(world.bram) is None
        taken = take_role(by=world.bram, code=own.code, role="role_2")
        assert take_role(by=world.bram, code=own.code, role="role_2") == taken
        chosen = queries.current(world.bram)
        assert chosen is not None
        assert (chosen.role.key, chosen.version, chosen.is_old) == ("role_2", 1, False)
        assert [one.key for one in chosen.themes] == ["theme_1"]
        assert chosen.lines == ()
        assert leave_role(by=world.bram) == taken
        assert leave_role(by=world.bram) is None
        assert queries.current(world.bram) is None
        assert queries.current(world.carla) is None

    def test_another_role_halfway_ends_the_first_by_its_date(self, world: World, eva: Person) -> None:
        own = published(eva)
        with clock.frozen(datetime(2026, 1, 12, 10, tzinfo=UTC)):
            take_role(by=world.bram, code=own.code, role="role_2")
        with clock.frozen(datetime(2026, 6, 3, 10, tzinfo=UTC)):
            take_role(by=world.bram, code=own.code, role="role_1")
        now, before = queries.roles_taken(world.bram)
        assert (now.role, now.until) == ("role_1", None)
        assert (before.role, before.until) == ("role_2", now.since)

    def test_only_of_what_is_in_use_and_is_there(self, world: World, eva: Person) -> None:
        own = published(eva)
        with pytest.raises(Refused, match="no such role"):
            take_role(by=world.bram, code=own.code, role="role_9")
        with pytest.raises(Refused, match="does not use"):
            take_role(by=world.bram, code=SHIPPED, role=frameworks.get(SHIPPED).roles[0].key)
        with pytest.raises(Refused, match="for colleagues"):
            take_role(by=world.ada, code=own.code, role="role_1")
        with tenancy.inside(world.elsewhere.pk), pytest.raises(NotFound):
            take_role(by=world.dirk, code=own.code, role="role_1")
        assert not TakenRole.objects.exists()

    def test_a_role_follows_the_version_in_use_as_long_as_it_is_there(self, world: World, eva: Person) -> None:
        own = published(eva)
        take_role(by=world.bram, code=own.code, role="role_2")
        writing.change_about(by=eva, own=own, values={"source": "Nieuw"})
        publish(by=eva, own=own)
        chosen = queries.current(world.bram)
        assert chosen is not None
        assert (chosen.version, chosen.is_old) == (2, False)
        writing.remove_part(by=eva, own=own, place=Place(Part.ROLE, "role_2"))
        publish(by=eva, own=own)
        chosen = queries.current(world.bram)
        assert chosen is not None
        assert (chosen.version, chosen.is_old, chosen.role.name.nl) == (1, True, "Nachtwacht")
        retire(by=eva, own=own)
        chosen = queries.current(world.bram)
        assert chosen is not None
        assert chosen.is_old


class TestThemeWords:
    def test_a_dropped_theme_keeps_its_words_and_is_told_so(self, eva: Person) -> None:
        own = published(eva)
        writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
        place = Place(Part.THEME, "theme_1")
        writing.change_part(by=eva, own=own, place=place, values={"name": said("Horen")})
        publish(by=eva, own=own)
        kept = queries.theme_words(own.code, 1, "theme_2")
        assert kept is not None
        assert (kept.name.nl, kept.is_dropped, kept.newest_version) == ("Eigen regie", True, 2)
        assert [standing.value for standing, _text in kept.levels] == ["begin", "grows", "stands", "helps"]
        renamed = queries.theme_words(own.code, 1, "theme_1")
        assert renamed is not None
        assert (renamed.name.nl, renamed.is_dropped) == ("Luisteren", False)

    def test_what_never_was_there_has_no_words(self, eva: Person) -> None:
        own = published(eva)
        assert queries.theme_words(own.code, 1, "theme_9") is None
        assert queries.theme_words(own.code, 7, "theme_1") is None
        assert queries.theme_words("F99", 1, "theme_1") is None
        assert queries.themes_words([("", 0, "")]) == {}
        shipped = frameworks.get(SHIPPED)
        words = queries.theme_words(SHIPPED, shipped.version, shipped.themes[0].key)
        assert words is not None
        assert not words.is_dropped

    def test_many_themes_are_one_query(self, eva: Person, django_assert_num_queries: pytest.FixtureRequest) -> None:
        own = published(
            eva, complete() | {"themes": [theme(1, "A", goal(1, "x", "role_1")), theme(2, "B")], "lines": []}
        )
        with django_assert_num_queries(1):  # type: ignore[operator]
            found = queries.themes_words([(own.code, 1, "theme_1"), (own.code, 1, "theme_2"), (SHIPPED, 1, "x")])
        assert len(found) == 2


class TestProposed:
    def test_what_a_link_stands_for(self, eva: Person) -> None:
        own = published(eva)
        start = f"{own.code}:1"
        for mark, text, theme_key in (
            (f"theme:{start}:theme_2", "", "theme_2"),
            (f"goal:{start}:goal_3", "Ik laat de bewoner kiezen.", "theme_2"),
            (f"step:{start}:line_1.step_1", "Ik vraag door.", "theme_1"),
            (f"step:{start}:line_1.step_4", "Doe het zelf.", ""),
        ):
            found = queries.proposed(mark)
            assert found is not None
            assert (found.text.nl, found.theme) == (text, f"{start}:{theme_key}" if theme_key else "")

    @pytest.mark.parametrize(
        "mark", ["", "goal", "goal:F01:1:x", "x:F01:1:y", "goal:F99:1:x", "step:F01:1:x.y", "theme:F01:999999999999:x"]
    )
    def test_anything_else_is_nothing(self, eva: Person, mark: str) -> None:
        assert queries.proposed(mark) is None
