"""The pages of frameworks: who sees them, writing on them without a script, and choosing a role."""

from typing import Any

import pytest
from django.urls import reverse

from drieslag.development.frameworks import queries
from drieslag.development.frameworks.actions import publish, take_role, use_shipped, writing
from drieslag.development.frameworks.drafting import Part, Place, said
from drieslag.development.frameworks.models import OwnFramework, TakenRole
from drieslag.kernel.framework import Standing
from drieslag.library import frameworks
from drieslag.people.enums import Role
from drieslag.people.models import Person
from tests.factories.world import World
from tests.frameworks.drafts import begun, complete, published
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db
LIST, ROLE = reverse("frameworks:list"), reverse("frameworks:role")


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


class TestReading:
    def test_every_colleague_reads_what_is_in_use(self, world: World, eva: Person) -> None:
        own = published(eva)
        for person in (world.bram, world.carla, world.lea, eva):
            page = text_of(world.client(person).get(reverse("frameworks:one", args=[own.slug])))
            assert "Eigen regie" in page
            assert "vraagt wat iemand wil" in page or "asks what somebody wants" in page
            assert "4 steps" in page or "3 steps" in page
        for person in (world.ada, world.dirk):
            assert world.client(person).get(reverse("frameworks:one", args=[own.slug])).status_code == 404
        assert "login" in world.client().get(LIST)["Location"]

    def test_every_framework_of_the_library_opens_by_its_name(self, world: World) -> None:
        for one in frameworks.load_all().values():
            assert world.client(world.bram).get(reverse("frameworks:one", args=[one.slug])).status_code == 200

    def test_drafts_are_for_who_writes(self, world: World, eva: Person, director: Person) -> None:
        own = begun(eva)
        coach = with_role(world, "Cor Coach", Role.LEARNING_COACH)
        for person in (world.bram, director, coach, world.ada, world.dirk):
            client = world.client(person)
            assert client.get(reverse("frameworks:edit", args=[own.slug])).status_code == 404
            assert client.get(reverse("frameworks:one", args=[own.slug])).status_code == 404
            assert client.get(reverse("frameworks:import")).status_code == 404
        assert "Samen sterk" not in text_of(world.client(coach).get(LIST))
        assert "Samen sterk" in text_of(world.client(eva).get(LIST))

    def test_one_role_alone(self, world: World, eva: Person) -> None:
        own = published(eva)
        page = text_of(world.client(world.bram).get(reverse("frameworks:one", args=[own.slug]) + "?role=role_2"))
        assert "Ik vraag door." in page
        assert "Ik vat samen." not in page
        assert "Eigen regie" not in page

    def test_an_old_version_says_that_it_is_old(self, world: World, eva: Person) -> None:
        own = published(eva)
        writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
        publish(by=eva, own=own)
        one = reverse("frameworks:one", args=[own.slug])
        client = world.client(world.bram)
        assert "This is version 1. We work with version 2 now." in text_of(client.get(one + "?version=1"))
        assert "Eigen regie" in text_of(client.get(one + "?version=1"))
        assert "Eigen regie" not in text_of(client.get(one))
        for wrong in ("3", "x", "-1", "99999999", "¹"):
            assert client.get(one, {"version": wrong}).status_code == 404

    def test_the_bar_is_told_in_a_sentence_and_a_table(self, world: World, eva: Person) -> None:
        page = text_of(world.client(world.bram).get(reverse("frameworks:one", args=[published(eva).slug])))
        assert "4 steps: 2 by doing, 1 with others and 1 from a course or book." in page
        assert "How one learns in this line" in page
        assert "Choose one (kijken):" in page

    def test_using_and_stopping(self, world: World, eva: Person) -> None:
        slug = frameworks.get("F01").slug
        use = reverse("frameworks:use", args=[slug])
        assert world.client(world.bram).post(use).status_code == 403
        assert world.client(world.ada).post(use).status_code == 404
        assert world.client(eva).post(use).status_code == 302
        assert queries.versions_in_use() == {"F01": 1}
        assert "Stop working with it" in text_of(world.client(eva).get(reverse("frameworks:one", args=[slug])))
        assert "Work with this" not in text_of(world.client(world.bram).get(reverse("frameworks:one", args=[slug])))
        world.client(eva).post(use, {"stop": "1"})
        assert queries.versions_in_use() == {}

    @pytest.mark.parametrize("many", [1, 3])
    def test_the_list_asks_as_much_for_one_as_for_three(
        self, world: World, eva: Person, django_assert_num_queries: Any, many: int
    ) -> None:
        for _each in range(many):
            own = published(eva)
        take_role(by=world.bram, code=own.code, role="role_1")
        client = world.client(world.bram)
        client.get(LIST)
        with django_assert_num_queries(11):
            client.get(LIST)
        with django_assert_num_queries(11):
            client.get(ROLE)
        with django_assert_num_queries(10):
            client.get(reverse("frameworks:one", args=[own.slug]))


class TestWriting:
    def test_from_empty_to_use_without_a_script(self, world: World, eva: Person) -> None:
        client = world.client(eva)
        page = client.get(reverse("frameworks:new"))
        key = page.context["form"].initial["key"]
        begun_at = client.post(reverse("frameworks:new"), {"key": key, "name": "Ons kader", "begin": ""})["Location"]
        client.post(reverse("frameworks:new"), {"key": key, "name": "Ons kader", "begin": ""})
        own = OwnFramework.objects.get()
        assert begun_at == reverse("frameworks:edit", args=[own.slug])
        assert "Not ready yet" in text_of(client.get(begun_at))
        client.post(reverse("frameworks:about", args=[own.slug]), {"name_nl": "Ons kader", "purpose_nl": "Goede hulp."})
        client.post(reverse("frameworks:add", args=[own.slug, "roles"]), {"name": "Begeleider"})
        theme = client.post(reverse("frameworks:add", args=[own.slug, "themes"]), {"name": "Luisteren"})["Location"]
        assert "‘I begin’: There is nothing here yet." in text_of(client.get(theme))
        levels = {f"level_{level}_nl": f"doet {level}" for level in ("begin", "grows", "stands", "helps")}
        client.post(theme, {"name_nl": "Luisteren", "meaning_nl": "Horen wat er is.", **levels})
        goal = reverse("frameworks:add_inner", args=[own.slug, "goals", "theme_1"])
        client.post(goal, {"name": "Ik vraag door.", "roles": ["role_1", "strange"]})
        line = client.post(reverse("frameworks:propose", args=[own.slug]), {"role": "role_1"})["Location"]
        assert "Ik vraag door." in text_of(client.get(line))
        step = client.post(reverse("frameworks:add_inner", args=[own.slug, "steps", "line_1"]), {"name": "Lees."})
        client.post(step["Location"], {"text_nl": "Lees het boek.", "way": "formal", "goals": ["goal_1"]})
        assert "Ready to use" in text_of(client.get(begun_at))
        assert client.post(reverse("frameworks:publish", args=[own.slug])).status_code == 302
        found = queries.find(own.code)
        assert found.theme("theme_1").levels[Standing.BEGIN].nl == "doet begin"
        assert (found.lines[0].steps[-1].text.nl, found.lines[0].steps[-1].way) == ("Lees het boek.", "formal")
        assert found.goal("goal_1").roles == ("role_1",)

    def test_moving_taking_out_and_putting_back(self, world: World, eva: Person) -> None:
        own, client = begun(eva), world.client(eva)
        client.post(reverse("frameworks:move", args=[own.slug, "themes", "theme_2"]), {"to": "up"})
        own.refresh_from_db()
        assert [one["key"] for one in own.draft["themes"]] == ["theme_2", "theme_1"]
        client.post(reverse("frameworks:remove_inner", args=[own.slug, "goals", "theme_1", "goal_2"]))
        line = reverse("frameworks:part", args=[own.slug, "themes", "theme_1"])
        assert "‘Ik vat samen.’ was taken out." in text_of(client.get(line))
        back = client.post(reverse("frameworks:restore", args=[own.slug]))
        assert back["Location"] == f"{line}#goals-goal_2"
        client.post(reverse("frameworks:move_inner", args=[own.slug, "steps", "line_1", "step_1"]), {"to": "down"})
        own.refresh_from_db()
        assert [one["key"] for one in own.draft["lines"][0]["steps"]][:2] == ["step_2", "step_1"]
        assert [one["key"] for one in own.draft["themes"][1]["goals"]] == ["goal_1", "goal_2"]

    def test_who_saves_over_a_colleague_keeps_what_was_typed(self, world: World, eva: Person) -> None:
        own, client = begun(eva), world.client(eva)
        page = reverse("frameworks:part", args=[own.slug, "roles", "role_1"])
        was = client.get(page).context["was"]
        assert client.post(page, {"name_nl": "Gids", "was": was}).status_code == 302
        answer = client.post(page, {"name_nl": "Coach", "was": was})
        assert answer.status_code == 422
        assert "A colleague changed this part just now." in text_of(answer)
        assert 'value="Coach"' in text_of(answer)

    def test_what_is_strange_is_not_found_or_told(self, world: World, eva: Person) -> None:
        own, client = begun(eva), world.client(eva)
        for args in (["x", "role_1"], ["goals", "goal_1"], ["roles", "role_9"], ["roles", "theme_1", "role_1"]):
            name = "frameworks:inner" if len(args) == 3 else "frameworks:part"
            assert client.get(reverse(name, args=[own.slug, *args])).status_code == 404
        add = reverse("frameworks:add", args=[own.slug, "roles"])
        for name in ("", "x" * 301):
            assert "Write a few words" in text_of(client.post(add, {"name": name}, follow=True))
        assert client.post(reverse("frameworks:propose", args=[own.slug]), {"role": "x"}).status_code == 404
        empty = client.post(reverse("frameworks:new"), {"name": "", "begin": ""})
        assert empty.status_code == 422

    def test_what_a_version_changes_is_told_first(self, world: World, eva: Person) -> None:
        own, client = published(eva), world.client(eva)
        page = reverse("frameworks:publish", args=[own.slug])
        assert "Nothing changed since the version" in text_of(client.get(page))
        writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
        writing.change_part(by=eva, own=own, place=Place(Part.THEME, "theme_1"), values={"name": said("Horen")})
        shown = text_of(client.get(page))
        assert "<strong>1 theme goes</strong>: Eigen regie." in shown
        assert "Luisteren</span> → Horen" in shown
        assert "Goals that name such a theme keep its words." in shown
        own.draft["themes"][0]["name"] = said("")
        writing.change_part(by=eva, own=own, place=Place(Part.THEME, "theme_1"), values={"name": said("")})
        assert "To what is missing" in text_of(client.get(page))
        client.post(page)
        assert queries.find(own.code).version == 1

    def test_putting_away_and_taking_back(self, world: World, eva: Person) -> None:
        own, client = published(eva), world.client(eva)
        away = reverse("frameworks:put_away", args=[own.slug])
        assert "Nobody works with it now." in text_of(client.post(away, follow=True))
        assert client.post(reverse("frameworks:add", args=[own.slug, "roles"]), {"name": "x"}).status_code == 403
        assert "1 that was put away" in text_of(client.get(LIST))
        client.post(away, {"back": "1"})
        assert queries.versions_in_use() == {own.code: 1}

    def test_a_copy_begins_with_everything(self, world: World, eva: Person) -> None:
        client = world.client(eva)
        page = client.get(reverse("frameworks:new") + "?of=F01")
        key = page.context["form"].initial["key"]
        client.post(reverse("frameworks:new"), {"key": key, "name": "Onze opvang", "begin": "F01"})
        own = OwnFramework.objects.get()
        assert (own.based_on, len(own.draft["themes"])) == ("F01", len(frameworks.get("F01").themes))


class TestRole:
    def test_choosing_seeing_and_leaving(self, world: World, eva: Person) -> None:
        own, client = published(eva), world.client(world.bram)
        assert "Which role do you have?" in text_of(client.get(ROLE))
        assert client.post(ROLE, {"role": "x:y"}).status_code == 422
        client.post(ROLE, {"role": f"{own.code}:role_1"})
        page = text_of(client.get(ROLE))
        assert "Begeleider worden" in page
        for mark in (
            f"theme%3A{own.code}%3A1%3Atheme_1",
            f"goal%3A{own.code}%3A1%3Agoal_3",
            f"step%3A{own.code}%3A1%3Aline_1.step_2",
        ):
            assert f'?from={mark}"' in page
        client.post(ROLE, {"leave": "1"})
        assert not TakenRole.objects.filter(until=None).exists()

    def test_nobody_else_sees_it(self, world: World, eva: Person, director: Person) -> None:
        own = published(eva)
        take_role(by=world.bram, code=own.code, role="role_2")
        for person in (world.lea, eva, director, world.carla):
            client = world.client(person)
            assert "What my role asks" not in text_of(client.get(LIST))
            assert "Which role do you have?" in text_of(client.get(ROLE))
            assert "Bram" not in text_of(client.get(ROLE)) + text_of(client.get(LIST))
        assert world.client(world.ada).get(ROLE).status_code == 404

    def test_a_role_that_is_gone_says_so(self, world: World, eva: Person) -> None:
        own = published(eva)
        take_role(by=world.bram, code=own.code, role="role_2")
        writing.remove_part(by=eva, own=own, place=Place(Part.ROLE, "role_2"))
        publish(by=eva, own=own)
        page = text_of(world.client(world.bram).get(ROLE))
        assert "no longer works with this role" in page
        assert "Nachtwacht" in page

    def test_without_frameworks_it_says_what_can_be_done(self, world: World, eva: Person) -> None:
        assert "There is no framework in use yet" in text_of(world.client(world.bram).get(ROLE))
        assert "There is no framework in use yet" in text_of(world.client(world.bram).get(LIST))
        assert "Bring in a sheet" in text_of(world.client(eva).get(LIST))
        use_shipped(by=eva, code="F01")
        published(eva, complete())
        assert "Samen sterk" in text_of(world.client(world.bram).get(ROLE))
