"""The pages of a mirror: asking without a script, nothing of who answered, and what came out in words."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.privacy.models import ConsentScope
from drieslag.surveys.actions import closing, mirror
from drieslag.surveys.enums import Relation, RoundState
from drieslag.surveys.models import Invitee, NamedAnswer, Round
from tests.factories.world import TenantClient, World
from tests.mirror.mirrors import answered, drafted, given, opened, people, told
from tests.surveys.asking import close, consent

pytestmark = [pytest.mark.django_db]
MOST_QUERIES = 20


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()).replace("&#x27;", "’")


def get(client: TenantClient, address: str, language: str = "en") -> Any:
    return client.get(address, HTTP_ACCEPT_LANGUAGE=language)


def post(client: TenantClient, address: str, given: Mapping[str, object] | None = None) -> Any:
    return client.post(address, dict(given or {}), HTTP_ACCEPT_LANGUAGE="en")


def queries_of(client: TenantClient, address: str) -> int:
    get(client, address)
    with CaptureQueriesContext(connection) as asked:
        assert get(client, address).status_code == 200
    sql = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return len(sql)


def a_closed_one(world: World, what: str = "Mens") -> Round:
    found = opened(world, colleague=people(world, 8, what), report=people(world, 4, f"{what} wie"), leader=[world.lea])
    answered(found, Relation.COLLEAGUE, [5, 5, 4, 4, 4, 3, 3, 4], valued="Je bent rustig")
    answered(found, Relation.REPORT, [2, 3, 2, 3])
    told(found, world.anna, 2, more="Vaker nee zeggen")
    told(found, world.lea, 4, valued="Je inzet")
    return close(found)


class TestHome:
    def test_an_empty_home_says_what_it_is_for_and_who_sees_it(self, world: World) -> None:
        said = words(get(world.client(world.anna), "/mirror/"))
        assert "you alone see what comes out" in said
        assert "Ask for a mirror" in said

    def test_my_mirrors_stand_there_and_nobody_elses(self, world: World) -> None:
        opened(world, colleague=people(world, 5))
        assert "Mirror for Anna de Boer" in words(get(world.client(world.anna), "/mirror/"))
        assert "Mirror for Anna" not in words(get(world.client(world.bram), "/mirror/"))

    def test_more_leads_to_it(self, world: World) -> None:
        assert 'href="/mirror/"' in get(world.client(world.anna), "/more/").content.decode()


class TestAsking:
    def test_from_nothing_to_asked_without_a_script(self, world: World) -> None:
        client, near = world.client(world.anna), world.colleagues(3)
        start = get(client, "/mirror/new/")
        key = re.search(r'name="client_key" value="([^"]+)"', start.content.decode())
        assert key
        made = post(client, "/mirror/new/", {"client_key": key[1], "instrument": "I12"})
        assert made.status_code == 302
        address = made["Location"]
        found = Round.objects.get(subject=world.anna.pk)

        page = get(client, address)
        assert "Collega 0" in words(page)
        assert "Carla" not in words(page)
        search = {"find": "1", "words": "carl", f"person-{near[0].pk}": "colleague", "resident": "3", "closes_on": ""}
        there = post(client, address, search)
        assert there.status_code == 200
        assert "Carla Bakker" in words(there)
        assert 'value="3"' in there.content.decode()
        assert "carl" not in address

        ends = clock.today() + timedelta(days=10)
        who = {f"person-{one.pk}": "colleague" for one in near} | {
            f"person-{world.carla.pk}": "partner",
            f"person-{world.lea.pk}": "leader",
            f"person-{world.bram.pk}": "",
        }
        done = post(client, address, who | {"closes_on": ends.isoformat(), "resident": "1", "partner": "0"})
        assert done["Location"] == f"/mirror/{found.pk}/"

        preview = words(get(client, f"/mirror/{found.pk}/"))
        assert "You ask 6 people" in preview
        assert "Your colleagues (3), partners outside (1) and residents (1) are read together" in preview
        assert "Lea Kok answers as your leader, with name" in preview
        assert "Fill it in yourself" in preview
        assert post(client, f"/mirror/{found.pk}/opening/").status_code == 302
        assert Round.objects.get(pk=found.pk).state == RoundState.OPEN

    def test_one_fills_it_in_oneself_before_anybody_is_asked(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 5)), world.client(world.anna)
        assert "This is about yourself" in words(get(client, f"/answers/{found.pk}/"))
        done = post(client, f"/answers/{found.pk}/", given(3) | {"hand_in": "1"})
        assert done.status_code == 302
        assert NamedAnswer.objects.get().person == world.anna.pk
        assert f"/mirror/{found.pk}/" in get(client, done["Location"]).content.decode()
        assert "Shall it begin?" in words(get(client, f"/mirror/{found.pk}/"))
        for other in (world.lea, world.bram):
            assert get(world.client(other), f"/answers/{found.pk}/").status_code == 404

    def test_too_few_cannot_be_asked_and_the_page_says_from_how_many(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 2)), world.client(world.anna)
        said = words(get(client, f"/mirror/{found.pk}/"))
        assert "Ask at least 4 people" in said
        refused = post(client, f"/mirror/{found.pk}/opening/")
        assert refused.status_code == 422
        assert "nobody is anonymous" in words(refused)

    def test_a_second_one_to_almost_the_same_people_is_refused_in_one_sentence(self, world: World) -> None:
        asked = people(world, 6)
        opened(world, colleague=asked[:5])
        again = drafted(world, colleague=asked)
        refused = post(world.client(world.anna), f"/mirror/{again.pk}/opening/")
        assert refused.status_code == 422
        assert "almost the same people" in words(refused)

    def test_more_than_forty_and_a_wrong_day_are_said_on_the_page(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 2)), world.client(world.anna)
        ends = (clock.today() + timedelta(days=9)).isoformat()
        many = post(client, f"/mirror/{found.pk}/people/", {"closes_on": ends, "resident": "40", "partner": "40"})
        assert many.status_code == 422
        assert "40 people at most" in words(many)
        for wrong in ("", "nooit", "2020-01-01"):
            said = post(client, f"/mirror/{found.pk}/people/", {"closes_on": wrong})
            assert said.status_code == 422
        assert (
            post(client, f"/mirror/{found.pk}/people/", {"closes_on": ends, "person-nobody": "leader"}).status_code
            == 302
        )

    def test_somebody_of_elsewhere_is_not_found(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 2)), world.client(world.anna)
        ends = (clock.today() + timedelta(days=9)).isoformat()
        who = {f"person-{world.dirk.pk}": "colleague", "closes_on": ends}
        assert post(client, f"/mirror/{found.pk}/people/", who).status_code == 404
        assert not Invitee.objects.filter(person=world.dirk.pk).exists()

    @pytest.mark.parametrize("typed", ["\0", "car\0la", "%_\\"])
    def test_odd_letters_find_nobody_and_break_nothing(self, world: World, typed: str) -> None:
        draft, client = drafted(world), world.client(world.anna)
        page = post(client, f"/mirror/{draft.pk}/people/", {"words": typed, "find": "1"})
        assert page.status_code == 200

    def test_what_is_typed_by_whoever_asks_is_shown_as_text(self, world: World) -> None:
        found, client = drafted(world, colleague=people(world, 2)), world.client(world.anna)
        page = post(client, f"/mirror/{found.pk}/people/", {"find": "1", "words": '"><script>x</script>'})
        assert "<script>x" not in page.content.decode()


class TestRater:
    def test_a_colleague_is_told_in_words_that_fit(self, world: World) -> None:
        asked = [*people(world, 4), world.bram]
        found = opened(world, report=asked, leader=[world.lea])
        said = words(get(world.client(world.bram), f"/answers/{found.pk}/"))
        assert "They count in: people whom Anna de Boer leads" in said
        assert "from 4 answers on" in said
        assert "Only Anna de Boer sees what comes out" in said
        leader = words(get(world.client(world.lea), f"/answers/{found.pk}/"))
        assert "Anna de Boer sees your answers and knows that they are yours" in leader

    def test_where_it_may_be_shared_that_is_said_before_the_first_question(self, world: World) -> None:
        consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
        found = opened(world, colleague=[*people(world, 4), world.bram])
        said = words(get(world.client(world.bram), f"/answers/{found.pk}/"))
        assert "for whom Anna de Boer shows them" in said

    def test_who_is_asked_finds_the_questions_and_nothing_of_the_mirror(self, world: World) -> None:
        found = opened(world, colleague=[*people(world, 4), world.bram], leader=[world.lea])
        for who in (world.bram, world.lea):
            client = world.client(who)
            for page in ("", "people/", "codes/", "shares/"):
                assert get(client, f"/mirror/{found.pk}/{page}").status_code == 404
            for page in ("", "council/", "questions/"):
                assert get(client, f"/surveys/{found.pk}/{page}").status_code == 404


class TestWhileOpen:
    def test_nothing_tells_who_or_how_many(self, world: World) -> None:
        found, client = opened(world, colleague=people(world, 5)), world.client(world.anna)
        before = words(get(client, f"/mirror/{found.pk}/"))
        answered(found, Relation.COLLEAGUE, [3] * 4)
        assert words(get(client, f"/mirror/{found.pk}/")) == before
        assert "Not enough yet" in before
        closing.note_enough()
        assert "There is enough for a mirror" in words(get(client, f"/mirror/{found.pk}/"))

    def test_reminding_once_a_week_and_stopping(self, world: World) -> None:
        found, client = opened(world, colleague=people(world, 5)), world.client(world.anna)
        assert post(client, f"/mirror/{found.pk}/reminder/").status_code == 302
        assert "again in 7 days" in words(get(client, f"/mirror/{found.pk}/"))
        post(client, f"/mirror/{found.pk}/reminder/")
        assert post(client, f"/mirror/{found.pk}/stop/")["Location"] == "/mirror/"
        assert Round.objects.get(pk=found.pk).state == RoundState.STOPPED
        assert "Mirror for Anna" not in words(get(client, "/mirror/"))

    def test_codes_are_shown_once_by_relation(self, world: World) -> None:
        found = opened(world, colleague=people(world, 5), codes={Relation.RESIDENT: 4, Relation.PARTNER: 4})
        client = world.client(world.anna)
        assert "For residents: 4" in words(get(client, f"/mirror/{found.pk}/codes/"))
        shown = post(client, f"/mirror/{found.pk}/codes/")
        assert shown.content.decode().count('ds-code"') == 8
        assert "hands out these slips personally" in words(shown)
        assert "no-store" in shown["Cache-Control"]
        assert post(client, f"/mirror/{found.pk}/codes/").status_code == 422


class TestResult:
    def test_own_view_relations_and_leader_beside_each_other_with_questions_first(self, world: World) -> None:
        found, client = a_closed_one(world), world.client(world.anna)
        said = words(get(client, f"/mirror/{found.pk}/"))

        assert "Make your plan" in said
        assert said.index("To think about") < said.index("Question by question")
        assert "Your colleagues 8 answers 4.0" in said
        assert "The people whom you lead 2.5" in said
        assert "You yourself 2.0" in said
        assert "Lea Kok 4.0" in said
        assert "Everybody together, without names" in said
        assert "answered higher than you" in said
        assert "Je bent rustig" in said
        assert "What Lea Kok wrote, with name" in said
        assert "Vaker nee zeggen" in said
        for never in ("rank", "score", "best", "worst"):
            assert not re.search(rf"\b{never}", said.replace("Gebruik", ""), re.IGNORECASE)

    def test_what_is_not_shown_is_said_with_its_reason(self, world: World) -> None:
        found = opened(world, colleague=people(world, 5))
        answered(found, Relation.COLLEAGUE, [2, 3, 4, 4], valued="Rust")
        close(found)
        said = words(get(world.client(world.anna), f"/mirror/{found.pk}/"))
        assert "in their own words is shown from 8 answers on" in said
        assert "How answers are spread is shown from 8 answers on" in said
        assert "You did not fill it in yourself" in said
        assert "Rust" not in said
        assert "4 answers" not in said

    def test_too_few_is_a_page_as_well(self, world: World) -> None:
        found = opened(world, colleague=people(world, 5))
        answered(found, Relation.COLLEAGUE, [2, 3])
        close(found)
        said = words(get(world.client(world.anna), f"/mirror/{found.pk}/"))
        assert "Too few people answered" in said
        assert "fewer than 4 people answered, so nobody has read it" in said

    def test_everybody_alike_is_one_sentence(self, world: World) -> None:
        found = opened(world, colleague=people(world, 5))
        answered(found, Relation.COLLEAGUE, [5] * 5)
        told(found, world.anna, 3)
        close(found)
        said = words(get(world.client(world.anna), f"/mirror/{found.pk}/"))
        assert "Everybody answered on the same side: high" in said

    def test_dutch_is_dutch(self, world: World) -> None:
        found, client = a_closed_one(world), world.client(world.anna)
        said = words(get(client, f"/mirror/{found.pk}/", "nl"))
        assert "Jijzelf" in said
        assert "Your" not in said

    def test_nobody_else_finds_it_whatever_their_role(self, world: World) -> None:
        found = a_closed_one(world)
        director = people(world, 1, "Directeur")[0]
        OrganisationRole.objects.create(organisation=world.organisation, person=director, role=Role.DIRECTOR)
        group = found.groups.get(relation=Relation.COLLEAGUE)
        for other in (world.lea, world.bram, world.ada, director, world.dirk):
            client = world.client(other)
            for page in ("", "people/", "codes/", "shares/"):
                assert get(client, f"/mirror/{found.pk}/{page}").status_code == 404
            assert get(client, f"/results/{group.pk}/").status_code == 404


class TestSharing:
    def test_off_without_consent_and_the_page_says_so(self, world: World) -> None:
        found, client = a_closed_one(world), world.client(world.anna)
        page = get(client, f"/mirror/{found.pk}/shares/")
        assert "Sharing is off" in words(page)
        assert post(client, f"/mirror/{found.pk}/shares/", {"person": str(world.bram.pk)}).status_code == 422

    def test_find_share_look_and_take_back(self, world: World) -> None:
        consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
        found, client, other = a_closed_one(world), world.client(world.anna), world.client(world.bram)
        assert "Bram Visser" in words(post(client, f"/mirror/{found.pk}/shares/", {"words": "vis"}))
        assert "Bram Visser" in words(post(client, f"/mirror/{found.pk}/shares/", {"words": "v\0is"}))
        assert post(client, f"/mirror/{found.pk}/shares/", {"person": str(world.bram.pk)}).status_code == 302
        assert "Mirror for Anna" in words(get(other, "/mirror/"))
        seen = words(get(other, f"/mirror/{found.pk}/"))
        assert "shares this with you, and sees that you look" in seen
        assert "Je bent rustig" not in seen
        assert "Lea Kok" not in seen
        assert "To think about" not in seen
        assert "Make your plan" not in seen
        assert "Looked on 23 November" in words(get(client, f"/mirror/{found.pk}/shares/"))
        assert get(other, f"/mirror/{found.pk}/shares/").status_code == 404
        post(client, f"/mirror/{found.pk}/shares/{world.bram.pk}/end/")
        assert get(other, f"/mirror/{found.pk}/").status_code == 404
        assert post(client, f"/mirror/{found.pk}/shares/", {"person": "nobody"}).status_code == 404


def test_every_page_takes_a_fixed_number_of_queries(world: World) -> None:
    client = world.client(world.anna)
    world.colleagues(3)
    few = opened(world, colleague=people(world, 5))
    draft = drafted(world, report=people(world, 5, "Eerst"))
    pages = ("/mirror/", "/mirror/new/", f"/mirror/{few.pk}/", f"/mirror/{draft.pk}/", f"/mirror/{draft.pk}/people/")
    asked = {page: queries_of(client, page) for page in pages}
    assert max(asked.values()) <= MOST_QUERIES, asked

    world.more += people(world, 12, "Nog meer")
    who = {person.pk: Relation.COLLEAGUE for person in world.more}
    mirror.choose_people(by=world.anna, round_id=draft.pk, people=who, codes={Relation.RESIDENT: 4})
    for _more in range(3):
        drafted(world, partner=[])
    assert {page: queries_of(client, page) for page in pages} == asked

    shut = close(few)
    first = queries_of(client, f"/mirror/{shut.pk}/")
    large = a_closed_one(world, "Later")
    assert first <= queries_of(client, f"/mirror/{large.pk}/") <= MOST_QUERIES
