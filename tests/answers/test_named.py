"""Answering under the own name: draft, hand in, change, take back, without a script; and who reads it."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.instrument import Mode
from drieslag.people.models import Person
from drieslag.privacy.actions import end_consent
from drieslag.privacy.models import Consent, Look
from drieslag.surveys.actions import answers as actions
from drieslag.surveys.actions import closing
from drieslag.surveys.models import NamedAnswer, Round
from drieslag.surveys.queries import answers as queries
from tests.answers.asked import anonymous, named
from tests.answers.test_pages import get, words
from tests.factories.world import World
from tests.surveys.asking import close

pytestmark = [pytest.mark.django_db]


def kept(found: Round, person: Person) -> dict[str, object]:
    row = NamedAnswer.objects.get(round=found, person=person.pk)
    answers: dict[str, object] = json.loads(row.answers)
    return answers


def test_the_promise_names_the_reader_and_the_consent(world: World) -> None:
    open_one, secret = named(world), named(world, Mode.CONFIDENTIAL)
    said = words(get(world.client(world.bram), f"/answers/{open_one.pk}/"))
    assert "This is with your name" in said
    assert f"{world.lea.name} reads your answers with your name beside them" in said
    assert said.index("This is with your name") < said.index("I have calm in my work")

    said = words(get(world.client(world.bram), f"/answers/{secret.pk}/"))
    assert "This is confidential" in said
    assert "the team leader reads your answers" in said
    assert "The works council agreed to this on" in said


def test_a_form_without_script_keeps_hands_in_changes_and_takes_back(world: World) -> None:
    found, client = named(world), world.client(world.bram)
    address = f"/answers/{found.pk}/"

    assert client.post(address, {"hurry": "2", "later": ""}).status_code == 302
    assert kept(found, world.bram) == {"hurry": 2}
    assert 'value="2" checked' in get(client, address).content.decode()
    missing = client.post(address, {"hurry": "2", "years": "99", "hand_in": "yes"}, HTTP_ACCEPT_LANGUAGE="en")
    assert missing.status_code == 422
    said = words(missing)
    assert "This question needs an answer." in said
    assert "Choose a number from 0 to 50" in said
    assert client.post(address, {"calm": "4", "hand_in": "yes"})["Location"] == f"{address}received/"
    assert "Handed in" in words(get(client, f"{address}received/"))
    assert kept(found, world.bram) == {"calm": 4}
    client.post(f"{address}draft/", {"calm": "1"})
    assert kept(found, world.bram) == {"calm": 4}, "what was handed in changes when it is handed in again"
    client.post(address, {"calm": "5", "hand_in": "yes"})
    assert kept(found, world.bram) == {"calm": 5}
    assert "You have handed in" in words(get(client, address))
    assert client.post(f"{address}withdrawal/").status_code == 302
    assert not NamedAnswer.objects.exists()
    assert client.post(f"{address}withdrawal/").status_code == 404


def test_presses_inside_the_questions_work_without_script(world: World) -> None:
    found, client = named(world), world.client(world.bram)
    address = f"/answers/{found.pk}/"
    client.post(address, {"calm": "4", "move": "order:a:down"})
    assert kept(found, world.bram) == {"calm": 4, "order": ["b", "a", "c"]}
    client.post(address, {"calm": "4", "clear": "calm"})
    assert kept(found, world.bram) == {}
    answer = client.post(address, {"calm": "3", "language": "en"})
    assert (answer.status_code, answer.cookies["django_language"].value) == (302, "en")
    assert kept(found, world.bram) == {"calm": 3}


def test_a_draft_is_encrypted_and_leaves_out_what_is_no_answer(world: World) -> None:
    found, client = named(world), world.client(world.bram)
    sent = {"calm": "9", "words": "een geheim", "unknown": "x", "years": "veel"}
    assert client.post(f"/answers/{found.pk}/draft/", sent).status_code == 204
    assert kept(found, world.bram) == {"words": "een geheim"}
    with connection.cursor() as cursor:
        cursor.execute("select answers from surveys_namedanswer")
        assert b"geheim" not in bytes(cursor.fetchone()[0])


def test_nobody_hands_in_for_a_round_that_asks_them_nothing_or_asks_without_names(world: World) -> None:
    without, found = anonymous(world), named(world)
    for person in (world.carla, world.dirk, world.ada):
        assert world.client(person).post(f"/answers/{found.pk}/", {"calm": "4", "hand_in": "yes"}).status_code == 404
    assert world.client(world.bram).post(f"/answers/{without.pk}/", {"calm": "4", "hand_in": "yes"}).status_code == 404
    assert world.client(world.bram).post(f"/answers/{without.pk}/draft/", {"calm": "4"}).status_code == 404
    with pytest.raises(NotFound):
        actions.hand_in_named(by=world.bram, round_id=without.pk, answers={"calm": 4})


def test_after_closing_nothing_is_taken_or_changed(world: World) -> None:
    found = named(world)
    actions.hand_in_named(by=world.bram, round_id=found.pk, answers={"calm": 4})
    with clock.frozen(found.closes_at + timedelta(minutes=1)):
        closing.begin_closing(round_id=found.pk)
        actions.hand_in_named(by=world.bram, round_id=found.pk, answers={"calm": 3})  # for another day
    close(found)
    for act in (actions.hand_in_named, actions.keep_draft):
        with pytest.raises((Refused, NotFound)):
            act(by=world.bram, round_id=found.pk, answers={"calm": 1})
    with pytest.raises((Refused, NotFound)):
        actions.withdraw_named(by=world.bram, round_id=found.pk)
    assert kept(found, world.bram) == {"calm": 3}
    assert "This is closed" in words(get(world.client(world.bram), f"/answers/{found.pk}/"))
    assert get(world.client(world.dirk), f"/answers/{found.pk}/").status_code == 404


def test_the_reader_reads_after_closing_and_everybody_sees_who_looked(world: World) -> None:
    found = named(world)
    actions.hand_in_named(by=world.bram, round_id=found.pk, answers={"calm": 4, "words": "het is te druk"})
    reader, address = world.client(world.lea), f"/answers/{found.pk}/read/"
    assert get(reader, address).status_code == 404, "not before it is closed"
    close(found)

    assert get(reader, address).status_code == 200
    assert not Look.objects.exists(), "one has seen nothing yet"
    said = words(reader.post(address, HTTP_ACCEPT_LANGUAGE="en"))
    assert world.bram.name in said
    assert "het is te druk" in said
    assert "point 4" in said
    reader.post(address)
    (look,) = Look.objects.all()
    assert (look.owner, look.viewer) == (world.bram.pk, world.lea.pk)
    assert world.lea.name in words(get(world.client(world.bram), "/answers/"))
    for person in (world.anna, world.bram, world.carla, world.ada, world.dirk):
        assert get(world.client(person), address).status_code == 404
        assert world.client(person).post(address).status_code == 404


def test_a_role_reads_its_own_team_and_only_while_the_consent_holds(world: World) -> None:
    found = named(world, Mode.CONFIDENTIAL)
    actions.hand_in_named(by=world.bram, round_id=found.pk, answers={"calm": 4})
    close(found)
    assert [one.name for one in queries.reading_for(world.lea, found.pk).given] == [world.bram.name]
    with pytest.raises(NotFound):
        queries.reading_for(world.anna, found.pk)
    end_consent(by=world.ada.pk, consent_id=Consent.objects.get().pk)
    assert get(world.client(world.lea), f"/answers/{found.pk}/read/").status_code == 404
