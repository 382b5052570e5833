"""Writing what one expects, reading it beside what others wrote, and going on to a talk and a plan."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from drieslag.development.plans.actions import add_goal
from drieslag.development.plans.enums import GoalState
from drieslag.development.plans.models import Goal
from drieslag.library import instruments
from drieslag.privacy.models import ConsentScope
from drieslag.surveys.actions import mirror
from drieslag.surveys.enums import Relation
from drieslag.surveys.models import Expectation, Round
from tests.factories.world import World
from tests.mirror.mirrors import CODE, answered, drafted, opened, people
from tests.mirror.test_pages import get, post, words
from tests.surveys.asking import close, consent

pytestmark = [pytest.mark.django_db]
SAID = {"valued": "Dat ik wacht.", "different": "Vaker bellen."}
GOAL = {"text_0": "Ik bel vaker terug.", "for_residents_0": "Ze wachten korter."}


def page_of(found: Round, rest: str = "") -> str:
    return f"/mirror/{found.pk}/{rest}"


def closed_one(world: World, said: Mapping[str, str] | None = None, *, answers: int = 8) -> Round:
    """Anna expects, so many colleagues answer, and it is closed."""
    found = opened(world, colleague=people(world, 8))
    if said:
        post(world.client(world.anna), page_of(found, "expectation/"), said)
    answered(found, Relation.COLLEAGUE, [3] * answers, valued="Je bent rustig")
    return close(found)


class TestWriting:
    def test_before_asking_one_is_asked_and_may_skip_it(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 5)), world.client(world.anna)
        preview = words(get(client, page_of(found)))
        assert preview.index("What do you think that they write?") < preview.index("And how do you see it?")
        assert "You can skip this." in preview
        assert "Ask now, fill in later" in preview
        page = words(get(client, page_of(found, "expectation/")))
        assert "What do you value?" in page
        assert "Asks residents what they want" not in page
        assert "Skip this" in page
        assert "Only you" in page

    def test_it_is_kept_and_can_be_changed_while_others_answer(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 5)), world.client(world.anna)
        assert post(client, page_of(found, "expectation/"), SAID)["Location"] == page_of(found)
        assert "It is written down." in words(get(client, page_of(found)))
        mirror.open_mirror(by=world.anna, round_id=found.pk)
        assert "What you expect is written down" in words(get(client, page_of(found)))
        again = get(client, page_of(found, "expectation/"))
        assert "Vaker bellen." in words(again)
        assert "no-store" in again["Cache-Control"]
        assert post(client, page_of(found, "expectation/"), {"more": "Vragen."}).status_code == 302
        page = words(get(client, page_of(found, "expectation/")))
        assert "Vragen." in page
        assert "Vaker bellen." not in page

    def test_while_it_is_open_one_can_still_begin_and_empty_it_again(self, world: World) -> None:
        found, client = opened(world, colleague=people(world, 5)), world.client(world.anna)
        assert "You can put that down until you read it." in words(get(client, page_of(found)))
        post(client, page_of(found, "expectation/"), {})
        assert "There stands nothing" not in words(get(client, page_of(found)))
        post(client, page_of(found, "expectation/"), SAID)
        assert "It is kept, for you alone." in words(get(client, page_of(found)))
        post(client, page_of(found, "expectation/"), {})
        assert "There stands nothing" in words(get(client, page_of(found)))
        assert not Expectation.objects.exists()

    def test_what_is_too_long_stays_in_its_field(self, world: World) -> None:
        found, client = drafted(world), world.client(world.anna)
        refused = post(client, page_of(found, "expectation/"), {"valued": "x" * 601})
        assert refused.status_code == 422
        assert "1 sign too long" in words(refused)
        assert "x" * 601 in refused.content.decode()

    def test_without_questions_in_own_words_there_is_nothing_to_expect(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 5)), world.client(world.anna)
        asked = instruments.get(CODE)
        Round.objects.update(instrument=instruments.dump(replace(asked, pages=asked.pages[:-1])))
        assert "What do you think that they write?" not in words(get(client, page_of(found)))
        assert get(client, page_of(found, "expectation/"))["Location"] == page_of(found)
        assert post(client, page_of(found, "expectation/"), SAID).status_code == 302
        assert not Expectation.objects.exists()

    def test_a_resident_is_asked_for_where_one_chooses_and_missed_where_none_is(self, world: World) -> None:
        with_one = drafted(world, colleague=people(world, 5), codes={Relation.RESIDENT: 1})
        without, client = drafted(world, colleague=people(world, 5, "Ander")), world.client(world.anna)
        assert "a resident is among them" in words(get(client, page_of(without, "people/")))
        assert "There is no resident among them." in words(get(client, page_of(without)))
        assert "There is no resident among them." not in words(get(client, page_of(with_one)))

    def test_who_asks_too_few_to_read_words_is_told_beforehand(self, world: World) -> None:
        seven = drafted(world, colleague=people(world, 7), leader=[world.lea])
        eight, client = drafted(world, colleague=people(world, 8, "Ander")), world.client(world.anna)
        assert "only when 8 of them answer" in words(get(client, page_of(seven)))
        assert "only when 8 of them answer" not in words(get(client, page_of(eight)))


class TestReading:
    def test_what_one_thought_stands_beside_what_others_write_question_by_question(self, world: World) -> None:
        found, client = closed_one(world, SAID), world.client(world.anna)
        said = words(get(client, page_of(found)))
        assert "What do you value? What you thought Dat ik wacht. What others write Je bent rustig" in said
        assert "What could be different? What you thought Vaker bellen. What others write Nobody wrote" in said
        assert "What would you like more of? What you thought" not in said
        assert "not right or wrong" in said

    def test_a_question_that_one_left_open_says_so(self, world: World) -> None:
        found = closed_one(world, {"different": "Vaker bellen."})
        said = words(get(world.client(world.anna), page_of(found)))
        assert "What do you value? What you thought You left this open. What others write Je bent rustig" in said

    def test_with_too_few_answers_the_own_words_are_there_and_the_others_are_not(self, world: World) -> None:
        found = closed_one(world, SAID, answers=4)
        said = words(get(world.client(world.anna), page_of(found)))
        assert "Dat ik wacht. What others write What others write is to be read from 8 answers on." in said
        assert "rustig" not in said

    def test_who_expected_nothing_reads_what_others_wrote_alone(self, world: World) -> None:
        said = words(get(world.client(world.anna), page_of(closed_one(world))))
        assert "Je bent rustig" in said
        assert "What you thought" not in said
        assert "throw" not in said.lower()

    def test_it_cannot_be_changed_any_more_and_can_be_thrown_away(self, world: World) -> None:
        found, client = closed_one(world, SAID), world.client(world.anna)
        assert get(client, page_of(found, "expectation/"))["Location"] == page_of(found)
        refused = post(client, page_of(found, "expectation/"), {"valued": "Ik wist het."})
        assert refused.status_code == 422
        assert "stays as it was" in words(refused)
        assert "Dat ik wacht." in words(get(client, page_of(found)))
        assert post(client, page_of(found, "expectation/erasure/"))["Location"] == page_of(found)
        assert "Dat ik wacht." not in words(get(client, page_of(found)))
        assert post(client, page_of(found, "expectation/erasure/")).status_code == 404

    def test_dutch_is_dutch(self, world: World) -> None:
        found, client = closed_one(world, SAID), world.client(world.anna)
        said = words(get(client, page_of(found), "nl"))
        assert "Wat je dacht Dat ik wacht. Wat anderen schrijven Je bent rustig" in said
        assert "Wat wil je vaker doen, of anders?" in words(get(client, page_of(found, "plan/"), "nl"))

    def test_who_reads_a_shared_mirror_reads_nothing_of_it(self, world: World) -> None:
        consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
        found, other = closed_one(world, SAID), world.client(world.bram)
        mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
        said = words(get(other, page_of(found)))
        assert "shares this with you" in said
        for never in ("Dat ik wacht", "What you thought", "And now?"):
            assert never not in said
        for rest in ("expectation/", "plan/"):
            assert get(other, page_of(found, rest)).status_code == 404
            assert post(other, page_of(found, rest), SAID | GOAL).status_code == 404
        assert post(other, page_of(found, "expectation/erasure/")).status_code == 404
        assert Expectation.objects.count() == 1


class TestGoingOn:
    def test_the_result_leads_to_a_talk_and_to_a_plan(self, world: World) -> None:
        found = closed_one(world)
        page = get(world.client(world.anna), page_of(found)).content.decode()
        assert 'href="/talks/new/"' in page
        assert f'href="{page_of(found, "plan/")}"' in page

    def test_one_thing_becomes_a_goal_and_the_plan_goes_on_with_it(self, world: World) -> None:
        found, client = closed_one(world), world.client(world.anna)
        done = post(client, page_of(found, "plan/"), GOAL)
        goal = Goal.objects.get()
        assert done["Location"] == f"/growth/start/{goal.pk}/"
        assert (goal.owner, goal.text, goal.planning) == (world.anna.pk, "Ik bel vaker terug.", True)
        assert "Ik bel vaker terug." in words(get(client, done["Location"]))

    def test_three_at_most_and_what_has_no_room_waits(self, world: World) -> None:
        found, client = closed_one(world), world.client(world.anna)
        add_goal(by=world.anna, text="Ik wacht.", for_residents="Rust.")
        three = {f"text_{number}": f"Ding {number}" for number in range(4)}
        three |= {f"for_residents_{number}": "Rust." for number in range(4)}
        page = get(client, page_of(found, "plan/")).content.decode()
        keys = {f"key_{number}": page.partition(f'name="key_{number}" value="')[2][:36] for number in range(3)}
        for _twice in range(2):
            done = client.post(page_of(found, "plan/"), three | keys, HTTP_ACCEPT_LANGUAGE="en", follow=True)
        assert "waits its turn" in words(done)
        assert sorted((goal.text, goal.state) for goal in Goal.objects.all()) == [
            ("Ding 0", GoalState.ACTIVE), ("Ding 1", GoalState.ACTIVE), ("Ding 2", GoalState.RESTING),
            ("Ik wacht.", GoalState.ACTIVE),
        ]  # fmt: skip

    def test_without_room_the_page_says_so_beforehand(self, world: World) -> None:
        found, client = closed_one(world), world.client(world.anna)
        for number in range(3):
            add_goal(by=world.anna, text=f"Doel {number}", for_residents="Rust.")
        assert "waits its turn" in words(get(client, page_of(found, "plan/")))
        post(client, page_of(found, "plan/"), GOAL)
        assert Goal.objects.get(state=GoalState.RESTING).planning

    def test_nothing_and_half_a_thing_are_said_at_the_field(self, world: World) -> None:
        found, client = closed_one(world), world.client(world.anna)
        empty = post(client, page_of(found, "plan/"))
        assert empty.status_code == 422
        assert "Write one thing that you will do." in words(empty)
        for half, says in (("text_1", "what residents notice"), ("for_residents_2", "one thing that you will do")):
            refused = post(client, page_of(found, "plan/"), GOAL | {half: "Half"})
            assert refused.status_code == 422
            assert says in words(refused)
        assert not Goal.objects.exists()

    def test_before_it_is_closed_there_is_nothing_to_plan_from(self, world: World) -> None:
        found, client = opened(world, colleague=people(world, 5)), world.client(world.anna)
        assert get(client, page_of(found, "plan/"))["Location"] == page_of(found)
        assert post(client, page_of(found, "plan/"), GOAL)["Location"] == page_of(found)
        assert not Goal.objects.exists()
