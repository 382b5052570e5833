"""What is rare: gone meanwhile, refused, unreadable, and what is kept about a person."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from drieslag.core.verdict import NotFound, Refused
from drieslag.development.frameworks import drafting, queries
from drieslag.development.frameworks.actions import publish, stop_using, take_role, use_shipped, writing
from drieslag.development.frameworks.actions.versions import retire, take_back
from drieslag.development.frameworks.drafting import Part, Place, said
from drieslag.development.frameworks.models import FrameworkInUse, FrameworkVersion, OwnFramework, TakenRole
from drieslag.development.plans.models import ThemeFigure, ThemeQuarter
from drieslag.library import frameworks
from drieslag.people.models import Person
from drieslag.privacy.register import everything
from tests.factories.world import World
from tests.frameworks.drafts import begun, complete, published
from tests.frameworks.test_pages import text_of
from tests.frameworks.test_sheets import send, sheet_of

pytestmark = pytest.mark.django_db
OURS = (TakenRole, OwnFramework, FrameworkVersion, FrameworkInUse)


def test_what_is_kept_goes_along_and_is_erased(world: World, eva: Person) -> None:
    own = published(eva)
    take_role(by=world.bram, code=own.code, role="role_1")
    kept = {one.model: one for one in everything() if one.model in OURS}
    assert set(kept) == set(OURS)
    assert [row["role"] for row in kept[TakenRole].export(world.bram.pk)] == ["role_1"]
    assert kept[TakenRole].export(world.carla.pk) == []
    for model in OURS[1:]:
        assert [row["code"] for row in kept[model].export(eva.pk)] == [own.code]
        assert kept[model].erase(eva.pk) == 1
        assert kept[model].export(eva.pk) == []
    assert kept[TakenRole].erase(world.bram.pk) == 1
    assert queries.find(own.code).name.nl == "Samen sterk", "the framework stays"


def test_names_of_rows_say_nothing_of_a_person(world: World, eva: Person) -> None:
    own = published(eva)
    taken = take_role(by=world.bram, code=own.code, role="role_1")
    rows = [own, FrameworkVersion.objects.get(), FrameworkInUse.objects.get(), taken]
    assert [str(row) for row in rows] == [own.code, "version 1", f"{own.code} in use", "taken role"]
    assert str(ThemeFigure(about=5)) == "about 5 of a theme"
    assert str(ThemeQuarter(begins_on="2026-10-01")) == "themes from 2026-10-01"


def test_more_than_enough_frameworks(eva: Person, monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(writing, "MOST_OWN", 1)
    own = begun(eva)
    with pytest.raises(Refused, match="very many"):
        writing.copy_framework(by=eva, code="F01")
    client = world.client(eva)
    key = client.get(reverse("frameworks:new")).context["form"].initial["key"]
    answer = client.post(reverse("frameworks:new"), {"key": key, "name": "Nog een", "begin": ""})
    assert answer.status_code == 422
    assert "very many frameworks" in text_of(answer)
    publish(by=eva, own=own)
    assert "very many frameworks" in text_of(send(client, sheet_of(own)))
    retire(by=eva, own=own)
    copied = writing.copy_framework(by=eva, code="F01")
    assert copied.draft["name"]["nl"] == frameworks.get("F01").name.nl


def test_gone_meanwhile(eva: Person) -> None:
    own = begun(eva)
    gone = OwnFramework(pk=uuid4(), code="T-GONE00", draft={})
    with pytest.raises(NotFound):
        writing.change_about(by=eva, own=gone, values={})
    with pytest.raises(NotFound):
        queries.get_own("T-GONE00")
    retire(by=eva, own=own)
    take_back(by=eva, own=own)
    assert queries.versions_in_use() == {}, "what was never published is not in use"


def test_a_step_of_another_line_keeps_its_place(eva: Person) -> None:
    draft = complete()
    other = {"key": "line_2", "name": said("Nacht"), "role": "role_2", "steps": [
        {"key": "step_1", "text": said("Loop mee."), "way": "doing"},
        {"key": "step_9", "text": said("Doe het."), "way": "doing", "after": ["step_1"]},
    ]}  # fmt: skip
    draft["lines"].append(other)
    own = begun(eva, draft)
    writing.remove_part(by=eva, own=own, place=Place(Part.STEP, "step_1", "line_1"))
    own.refresh_from_db()
    assert own.draft["lines"][1]["steps"][1]["after"] == ["step_1"]
    assert own.draft["lines"][0]["steps"][-1]["after"] == []
    row = OwnFramework.objects.get(pk=own.pk)
    row.draft["lines"][0]["steps"].pop()  # a colleague took out what named it
    row.save()
    writing.restore(by=eva, own=own)
    own.refresh_from_db()
    assert [step["key"] for step in own.draft["lines"][0]["steps"]] == ["step_1", "step_2", "step_3"]


def test_a_goal_that_is_not_of_the_role_is_told_at_its_step(world: World, eva: Person) -> None:
    draft = complete()
    draft["themes"][0]["goals"][0]["roles"] = ["role_2"]
    draft["themes"][1]["goals"][0]["roles"] = ["role_1", "role_x"]
    own, client = begun(eva, draft), world.client(eva)
    assert "1 thing is missing inside" in text_of(client.get(reverse("frameworks:edit", args=[own.slug])))
    step = client.get(reverse("frameworks:inner", args=[own.slug, "steps", "line_1", "step_1"]))
    assert "is no goal of the role" in text_of(step)
    goal = client.get(reverse("frameworks:inner", args=[own.slug, "goals", "theme_2", "goal_3"]))
    assert "There is no role ‘role_x’." in text_of(goal)


def test_one_unreadable_text_hides_no_other(eva: Person) -> None:
    own = published(eva)
    use_shipped(by=eva, code="F01")
    FrameworkVersion.objects.filter(code=own.code).update(text="schema: 1\n")
    assert [one.code for one in queries.in_use()] == ["F01"]


def test_a_role_whose_words_are_nowhere_is_no_role(world: World, eva: Person) -> None:
    own = published(eva)
    TakenRole.objects.create(
        organisation=world.organisation, owner=world.bram.pk, code=own.code, version=7, role="x", since="2026-01-01"
    )
    assert queries.current(world.bram) is None


def test_a_library_framework_that_was_used_keeps_its_version(world: World, eva: Person, monkeypatch: Any) -> None:
    use_shipped(by=eva, code="F01")
    role = frameworks.get("F01").roles[0].key
    take_role(by=world.bram, code="F01", role=role)
    stop_using(by=eva, code="F01")
    newer = drafting.framework_of(complete(), code="F01", version=9)
    monkeypatch.setattr(frameworks.SHELF, "known", {"F01": newer})
    chosen = queries.current(world.bram)
    assert chosen is not None
    assert (chosen.version, chosen.role.key, chosen.is_old) == (1, role, True)
    assert queries.find("F01") == newer
    assert queries.find("F01", 1).version == 1


class TestBoxes:
    def test_a_goal_and_a_step_with_all_their_boxes(self, world: World, eva: Person) -> None:
        draft = complete()
        draft["lines"][0]["steps"][0]["format"] = "Z99"
        own, client = begun(eva, draft), world.client(eva)
        goal = reverse("frameworks:inner", args=[own.slug, "goals", "theme_2", "goal_3"])
        assert "Which goals come first?" in text_of(client.get(goal))
        answer = client.post(
            goal, {"text_nl": "Ik wacht.", "text_en": "I wait.", "roles": ["role_2"], "after": ["goal_2"]}
        )
        assert answer["Location"].endswith("#goals-goal_3")
        step = reverse("frameworks:inner", args=[own.slug, "steps", "line_1", "step_1"])
        assert '<option value="Z99" selected>' in text_of(client.get(step))
        client.post(step, {"text_nl": "Loop mee.", "way": "together", "format": "W01", "link": "http://", "goals": []})
        own.refresh_from_db()
        kept = own.draft["themes"][1]["goals"][0]
        assert kept["text"] == said("Ik wacht.", "I wait.")
        assert (kept["roles"], kept["after"]) == (["role_2"], ["goal_2"])
        assert own.draft["lines"][0]["steps"][0]["way"] == "together"
        assert "‘A link’:" in text_of(client.get(step))

    def test_a_line_and_what_the_whole_is(self, world: World, eva: Person) -> None:
        own, client = begun(eva), world.client(eva)
        made = client.post(reverse("frameworks:add", args=[own.slug, "lines"]), {"name": "Nacht", "role": "role_2"})
        assert "for Nachtwacht" not in text_of(client.get(made["Location"]))
        assert "This line is empty." in text_of(client.get(made["Location"]))
        about = reverse("frameworks:about", args=[own.slug])
        was = client.get(about).context["was"]
        assert client.post(about, {"name_nl": "A", "purpose_nl": "B", "was": was}).status_code == 302
        assert client.post(about, {"name_nl": "C", "purpose_nl": "D", "was": was}).status_code == 422
        nothing = client.post(reverse("frameworks:propose", args=[own.slug]), {"role": "role_2"}, follow=True)
        assert nothing.status_code == 200
        writing.remove_part(by=eva, own=own, place=Place(Part.GOAL, "goal_1", "theme_1"))
        told = client.post(reverse("frameworks:propose", args=[own.slug]), {"role": "role_2"}, follow=True)
        assert "No theme asks anything of this role yet." in text_of(told)

    def test_a_role_that_is_no_longer_there_when_it_is_sent(self, world: World, eva: Person, monkeypatch: Any) -> None:
        own, client = published(eva), world.client(world.bram)
        found = queries.in_use()
        stop_using(by=eva, code=own.code)
        monkeypatch.setattr(queries, "in_use", lambda: found)
        answer = client.post(reverse("frameworks:role"), {"role": f"{own.code}:role_1"})
        assert answer.status_code == 422
        assert "does not use this framework now" in text_of(answer)

    def test_addresses_of_nothing(self, world: World, eva: Person) -> None:
        client = world.client(world.bram)
        for slug in ("geen-kader", "t-aaaaaa"):
            assert client.get(reverse("frameworks:one", args=[slug])).status_code == 404
