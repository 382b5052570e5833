"""The pages' side: who gets a ticket, who may ask for a fragment, who gets a new ticket for an old one."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.live.channels import Channel, Topic
from drieslag.live.tickets import RENEWAL_SECONDS, open_ticket, seal_audience
from drieslag.live.topics import announce, dismiss
from drieslag.web.live import listens, urls
from drieslag.web.live.fragments import AudienceRequest, audience_fragment
from tests.factories.world import World

MEETING = UUID(int=1)
SEAT = UUID(int=2)
TOPIC = f"testmeeting:{MEETING}"
NO_SUCH = UUID("9e21e380-ccdf-417e-8ab7-da3aba2c3d7e")


@audience_fragment
def fragment(request: AudienceRequest, since: int, *, key: UUID, audience: str) -> HttpResponse:
    """Say what the view was told."""
    with_language = translation.get_language()
    return HttpResponse(f"{request.audience.audience} {audience} {key} {since} {with_language}")


urlpatterns = [*urls.urlpatterns, path("fragments/testmeeting/<uuid:key>/<str:audience>/", fragment)]


@pytest.fixture(autouse=True)
def rule(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A rule that lets in the audiences of this set."""
    welcome = {"participant"}

    def may(request: HttpRequest, topic: Topic, audience: str) -> tuple[UUID, ...] | None:
        return (SEAT,) if audience in welcome and topic.key == MEETING else None

    monkeypatch.setattr(listens, "_rules", {"testmeeting": may})
    return welcome


@pytest.fixture
def request_of_bram(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


def parts(url: str) -> tuple[str, str]:
    asked = parse_qs(urlsplit(url).query)
    return asked["ticket"][0], asked["since"][0]


def test_whoever_the_rule_allows_gets_the_address_of_a_stream(world: World, request_of_bram: HttpRequest) -> None:
    announce(TOPIC)
    dismiss(SEAT)
    channels = ((TOPIC, "participant"), (f"{TOPIC}:presence", "participant"))
    word, since = parts(listens.stream_url(request_of_bram, *channels))
    ticket = open_ticket(word, key=settings.LIVE_SIGNING_KEY)
    assert since == "1.0"
    assert tuple((channel.topic, channel.audience) for channel in ticket.channels) == channels
    assert (ticket.organisation_id, ticket.places) == (world.organisation.pk, ((SEAT, 1),))


@pytest.mark.parametrize(
    ("topic", "audience"),
    [(TOPIC, "facilitator"), (f"testmeeting:{NO_SUCH}", "participant"), (f"unknown:{NO_SUCH}", "participant")],
)
def test_whom_no_rule_allows_finds_nothing(
    world: World, request_of_bram: HttpRequest, topic: str, audience: str
) -> None:
    with pytest.raises(NotFound):
        listens.stream_url(request_of_bram, (TOPIC, "participant"), (topic, audience))


def test_outside_of_any_organisation_there_is_no_ticket(db: None, request_of_bram: HttpRequest) -> None:
    with pytest.raises(NotFound):
        listens.stream_url(request_of_bram, (TOPIC, "participant"))


def test_a_kind_of_topic_has_one_rule() -> None:
    def nobody(request: HttpRequest, topic: Topic, audience: str) -> None:
        return None

    listens.listens("another")(nobody)
    for kind in ("another", "place"):
        with pytest.raises(ValueError, match="has its rule"):
            listens.listens(kind)(nobody)


def header(world: World, audience: str = "participant", **changed: str) -> dict[str, str]:
    channel = Channel(world.organisation.pk, changed.get("topic", TOPIC), audience, changed.get("language", "nl"))
    return {"X-Drieslag-Audience": seal_audience(channel, key=settings.LIVE_SIGNING_KEY)}


ADDRESS = f"/fragments/testmeeting/{MEETING}/participant/"


@pytest.mark.urls(__name__)
def test_the_live_program_gets_the_fragment_with_its_version(world: World) -> None:
    announce(TOPIC)
    answer = world.client().get(ADDRESS, {"since": "7"}, headers=header(world, language="en"))
    assert answer.content.decode() == f"participant participant {MEETING} 7 en"
    assert (answer["X-Drieslag-Version"], answer["Cache-Control"]) == ("1", "no-store")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("since", ["", "x", "-1", "²", "9" * 19])
def test_a_start_that_is_none_is_the_beginning(world: World, since: str) -> None:
    answer = world.client().get(ADDRESS, {"since": since}, headers=header(world))
    assert answer.content.decode().split()[3] == "0"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("who", ["nobody", "anna", "forged", "old", "other audience", "other topic"])
@pytest.mark.parametrize("address", [ADDRESS, "/fragments/farewell/"])
def test_nobody_else_finds_a_fragment(world: World, who: str, address: str) -> None:
    client: Client = world.client(world.anna if who == "anna" else None)
    headers: dict[str, str] = {}
    if who == "forged":
        headers = {"X-Drieslag-Audience": header(world)["X-Drieslag-Audience"][:-2] + "xx"}
    elif who == "old":
        with clock.frozen(clock.now() - timedelta(seconds=70)):
            headers = header(world)
    elif who.startswith("other"):
        if address != ADDRESS:
            pytest.skip("the farewell is the same for every audience")
        headers = header(world, "facilitator") if who == "other audience" else header(world, topic=f"team:{MEETING}")
    assert client.get(address, headers=headers).status_code == 404


@pytest.mark.urls(__name__)
def test_a_fragment_is_only_read(world: World) -> None:
    assert world.client().post(ADDRESS, headers=header(world)).status_code == 405


@pytest.mark.urls(__name__)
def test_the_farewell_is_in_the_listeners_language_and_closes_the_stream(world: World) -> None:
    dutch = world.client().get("/fragments/farewell/", headers=header(world)).content.decode()
    english = world.client().get("/fragments/farewell/", headers=header(world, language="en")).content.decode()
    assert '<hx-partial hx-target="#live" hx-swap="delete"></hx-partial>' in dutch
    assert "no longer follows along" in english


@pytest.mark.urls(__name__)
def test_an_old_ticket_is_renewed_while_the_rule_allows(world: World, rule: set[str], rf: RequestFactory) -> None:
    with clock.frozen(clock.now() - timedelta(hours=3)):
        old, _ = parts(listens.stream_url(rf.get("/"), (TOPIC, "participant")))
    dismiss(SEAT)
    client = world.client(world.bram)
    answer = client.post("/tickets/", {"ticket": old, "since": "4"})
    word, since = parts(answer.json()["url"])
    assert (open_ticket(word, key=settings.LIVE_SIGNING_KEY).places, since) == (((SEAT, 1),), "4")
    rule.clear()
    assert client.post("/tickets/", {"ticket": old, "since": "4"}).status_code == 404


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("who", ["dirk", "nobody", "too old", "nonsense"])
def test_a_ticket_is_renewed_for_nobody_else(world: World, who: str, rf: RequestFactory) -> None:
    age = timedelta(seconds=RENEWAL_SECONDS + 5 if who == "too old" else 5)
    with clock.frozen(clock.now() - age):
        old, _ = parts(listens.stream_url(rf.get("/"), (TOPIC, "participant")))
    person = {"dirk": world.dirk, "nobody": None}.get(who, world.bram)
    word = "nonsense" if who == "nonsense" else old
    assert world.client(person).post("/tickets/", {"ticket": word}).status_code == 404
