"""The page of one's calendar and messages, the page of fitting moments, and messages on a device."""

import base64
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.notices import actions, jobs, queries, reaching, reading, vapid
from drieslag.learning.notices.actions import pushing
from drieslag.learning.notices.enums import Notice, Source
from drieslag.learning.notices.models import Feed, OwnCalendar, PushDevice
from drieslag.people.models import Person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.notices.making import at

pytestmark = pytest.mark.django_db
HOME = "/calendar/"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
type Bound = Callable[[int], AbstractContextManager[object]]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_says_what_there_is(world: World, django_assert_max_num_queries: Bound) -> None:
    for team in (None, world.team):
        actions.make_feed(by=world.bram, team=team)
    OwnCalendar.objects.create(
        organisation_id=world.organisation.pk, person=world.bram, source=Source.FILE, read_at=clock.now()
    )
    client = world.client(world.bram)
    with django_assert_max_num_queries(16):
        answer = client.get(HOME)
    assert answer.status_code == 200
    page = text(answer)
    assert page.count(".ics") > 0
    assert "Wijkteam De Linde" in page
    assert world.client().get(HOME).status_code == 302


def test_an_address_is_shown_once(world: World) -> None:
    client = world.client(world.bram)
    made = client.post("/calendar/addresses/", {"team": str(world.team.pk)})
    assert made.status_code == 200
    feed = Feed.objects.get()
    assert feed.team == world.team
    assert "http://testserver/calendar/" in text(made)
    secret = text(made).split("http://testserver/calendar/")[1].split(".ics")[0]
    assert world.client().get(f"/calendar/{secret}.ics").status_code == 200
    assert secret not in text(client.get(HOME))
    client.post(f"/calendar/addresses/{feed.pk}/titles/", {"with_titles": "1"})
    assert Feed.objects.get().with_titles
    client.post(f"/calendar/addresses/{feed.pk}/end/")
    assert not Feed.objects.exists()


def test_a_team_that_is_not_ones_own_and_a_thing_of_somebody_else(world: World) -> None:
    feed, _secret = actions.make_feed(by=world.carla)
    client = world.client(world.bram)
    assert client.post("/calendar/addresses/", {"team": str(world.other_team.pk)}).status_code == 422
    for act in ("titles", "end"):
        assert client.post(f"/calendar/addresses/{feed.pk}/{act}/").status_code == 404
    assert client.post(f"/calendar/own/{feed.pk}/end/").status_code == 404


def test_a_file_is_read_and_a_bad_one_gets_its_sentence_beside_the_field(world: World) -> None:
    client = world.client(world.bram)
    good = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20990101T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert client.post("/calendar/own/file/", {"file": SimpleUploadedFile("a.ics", good)}).status_code == 302
    bad = client.post("/calendar/own/file/", {"file": SimpleUploadedFile("a.ics", b"\x00\x01")})
    assert bad.status_code == 422
    assert "id_file-wrong" in text(bad)
    wrong = client.post("/calendar/own/address/", {"address": "http://agenda.example/a.ics"})
    assert wrong.status_code == 422
    assert 'value="http://agenda.example/a.ics"' in text(wrong)
    inside = client.post("/calendar/own/address/", {"address": "https://127.0.0.1/a.ics"})
    assert inside.status_code == 422
    row = OwnCalendar.objects.get()
    client.post(f"/calendar/own/{row.pk}/end/")
    assert not OwnCalendar.objects.exists()


def test_reading_again_and_again_has_to_wait(world: World) -> None:
    cache.clear()
    client = world.client(world.bram)
    answers = [client.post("/calendar/own/address/", {"address": "x"}) for _ in range(13)]
    assert "Wacht tien minuten" in text(answers[-1])
    assert "Wacht tien minuten" not in text(answers[-2])
    cache.clear()


def test_which_mails(world: World) -> None:
    client = world.client(world.bram)
    client.post("/calendar/messages/", {"notices": ["digest", "reminder"]})
    assert queries.wanted_by(world.bram) == {Notice.DIGEST, Notice.REMINDER}
    assert client.post("/calendar/messages/", {"notices": ["nonsense"]}).status_code == 422


def share(person: Person, start: datetime) -> None:
    minute = int(start.timestamp()) // 60
    busy = reading.written([(minute, minute + 60)])
    OwnCalendar.objects.create(
        organisation_id=person.organisation_id, person=person, source="file", busy=busy, read_at=clock.now()
    )


def test_which_moment_fits_says_a_word_and_leads_to_planning(
    world: World, django_assert_max_num_queries: Bound
) -> None:
    with clock.frozen(NOW):
        wednesday = clock.today() + timedelta(days=1)
        for person in (*world.colleagues(5), world.bram):
            share(person, at(wednesday, 10))
        client = world.client(world.bram)
        with django_assert_max_num_queries(14):
            page = text(client.get(f"/teams/{world.team.pk}/fitting-moments/?minutes=60"))
        assert page.count("ds-fit--few") == 1
        assert page.count("jij kunt niet") == 1
        link = f"/meetings/new/?team={world.team.pk}&amp;day=2026-11-25&amp;at=10%3A00"
        assert link in page
        planning = text(client.get(link.replace("&amp;", "&")))
        assert "2026-11-25" in planning
        assert 'value="10:00"' in planning
        assert world.client(world.carla).get(f"/teams/{world.team.pk}/fitting-moments/").status_code == 404
        assert world.client(world.carla).get("/fitting-moments/").status_code == 302


def test_with_too_few_who_share_it_says_so(world: World) -> None:
    share(world.anna, clock.now())
    page = text(world.client(world.bram).get(f"/teams/{world.team.pk}/fitting-moments/"))
    assert "ds-fit--" not in page
    assert "vijf anderen" in page


# Messages on a device


def browser() -> tuple[dict[str, object], ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    letters = base64.urlsafe_b64encode(point).decode().rstrip("=")
    keys = {"auth": base64.urlsafe_b64encode(bytes(16)).decode().rstrip("="), "p256dh": letters}
    return {"endpoint": "https://push.example/abc", "keys": keys}, key


def switch_on(world: World, *, secure: bool = True) -> Any:
    subscription, _key = browser()
    return world.client(world.bram).post(
        "/calendar/push/", json.dumps(subscription), content_type="application/json", secure=secure
    )


def test_a_device_is_kept_encrypted_and_forgotten(world: World) -> None:
    assert switch_on(world).status_code == 200
    assert "https://push.example/abc" in PushDevice.objects.get().subscription
    world.client(world.bram).post("/calendar/push/end/")
    assert not PushDevice.objects.exists()


def test_without_https_it_is_off_and_says_so(world: World) -> None:
    assert switch_on(world, secure=False).status_code == 403
    page = text(world.client(world.bram).get(HOME))
    assert "HTTPS" in page
    assert "data-push-on" not in page
    assert "data-push-on" in text(world.client(world.bram).get(HOME, secure=True))


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"endpoint": "https://x", "keys": {"auth": "a", "p256dh": "b"}}'])
def test_nonsense_is_refused(world: World, body: str) -> None:
    answer = world.client(world.bram).post("/calendar/push/", body, content_type="application/json", secure=True)
    assert answer.status_code == 403


def test_a_message_tells_the_time_and_no_word_of_what_it_is_about(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, dict[str, str], bytes]] = []
    said: list[bytes] = []
    sealed = pushing._sealed

    def note(message: bytes, subscription: str) -> tuple[str, dict[str, str], bytes]:
        said.append(message)
        return sealed(message, subscription)

    def post(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
        sent.append((endpoint, headers, body))
        return 201 if len(sent) == 1 else 410

    monkeypatch.setattr(pushing, "_sealed", note)
    monkeypatch.setattr(reaching, "post", post)
    subscription, _key = browser()
    keys = subscription["keys"]
    assert isinstance(keys, dict)
    with clock.frozen(NOW):
        actions.choose(by=world.bram, wanted=set())
        actions.add_device(by=world.bram, endpoint=str(subscription["endpoint"]), **keys)
        for hour in (11, 15):
            meetings.plan(
                by=world.anna, team=world.team, format_code="W03", planned_at=at(clock.today(), hour), title="Stilte"
            )
    for hour in (9, 10, 13):
        with clock.frozen(NOW.replace(hour=hour, minute=30)):
            jobs.remind()
            tenancy.enter(world.organisation.pk)
            jobs.send()
            tenancy.enter(world.organisation.pk)
    assert [headers["content-encoding"] for _to, headers, _body in sent] == ["aes128gcm"] * 2
    assert sent[0][1]["authorization"].startswith("vapid")
    message = json.loads(said[1])
    assert "11" in message["body"]
    assert "Stilte" not in json.dumps(message)
    assert not PushDevice.objects.exists()


def test_the_key_is_made_once_for_the_owner_alone(world: World) -> None:
    path = vapid.ensure()
    assert (path.stat().st_mode & 0o777, path.parent) == (0o600, Path(path).parent)
    assert vapid.ensure().read_bytes() == path.read_bytes()
    assert len(base64.urlsafe_b64decode(queries.push_key() + "=")) == 65


def test_messages_go_to_no_private_network() -> None:
    with pytest.raises(reaching.Unreachable):
        reaching.post("https://127.0.0.1/x", b"", {})
    with pytest.raises(Refused):
        actions.add_device(by=Person(), endpoint="http://push.example/", auth="", p256dh="")


def test_one_takes_along_and_erases_all_of_it(world: World) -> None:
    actions.make_feed(by=world.bram)
    switch_on(world)
    actions.choose(by=world.bram, wanted={Notice.DIGEST})
    share(world.bram, clock.now())
    found = export_person(world.bram.pk)
    for name, count in (("Feed", 1), ("PushDevice", 1), ("Choice", len(Notice)), ("OwnCalendar", 1)):
        assert len(found[f"notices.{name}"]) == count
    erase_person(world.bram.pk)
    for model in (Feed, PushDevice, OwnCalendar):
        assert not model._default_manager.exists()
