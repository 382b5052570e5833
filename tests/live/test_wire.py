"""Bytes that fit any stream, and notes that only we can write."""

import zlib
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.core import clock
from drieslag.live import tickets
from drieslag.live.channels import Channel, place, topic
from drieslag.live.tickets import Ticket, Worthless
from drieslag.live.wire import Coding, block, named, numbered, read_versions, swap

KEY = "a key of the tests"
A_KEY = "4f0c08ef-82c6-4b1c-8bee-d1f181ec256b"  # fixed, so that both halves of a run name their tests alike
NOBODY = UUID(int=0)


@given(st.lists(st.binary(max_size=3000), max_size=8))
def test_blocks_decode_to_what_went_in_whatever_came_before(pieces: list[bytes]) -> None:
    coding = Coding(gzip=True)
    stream = coding.start() + b"".join(coding.encode(block(piece)) for piece in pieces) + coding.finish()
    reader = zlib.decompressobj(wbits=31)
    assert reader.decompress(stream) == b"".join(pieces)
    assert reader.eof


def test_a_block_can_be_read_as_soon_as_it_came() -> None:
    coding, reader = Coding(gzip=True), zlib.decompressobj(wbits=31)
    assert reader.decompress(coding.start() + coding.encode(numbered((3,)), block(b"data: x\n\n"))) == (
        b"id: 3\ndata: x\n\n"
    )


def test_who_takes_no_gzip_gets_the_plain_words() -> None:
    coding = Coding(gzip=False)
    assert coding.start() + coding.encode(block(b"a"), block(b"b")) + coding.finish() == b"ab"


def test_every_line_of_html_is_data() -> None:
    assert swap("<p>\r\nid: 9\n\nevent: x</p>") == b"data: <p>\ndata: id: 9\ndata: \ndata: event: x</p>\n\n"
    assert swap("") == b"\n"


def test_named_events_carry_nothing() -> None:
    assert named(("step", "turn")) == b"event: step\ndata:\n\nevent: turn\ndata:\n\n"


@pytest.mark.parametrize(
    ("text", "versions"),
    [("4.7", (4, 7)), ("4", (0, 0)), ("4.x", (0, 0)), ("4.-1", (0, 0)), ("4.²", (0, 0)), ("4." + "9" * 19, (0, 0))],
)
def test_versions_are_read_or_are_none(text: str, versions: tuple[int, ...]) -> None:
    assert read_versions(text, 2) == versions


def test_a_topic_is_read_as_it_is_written() -> None:
    key = uuid4()
    assert str(topic(f"meeting:{key}:presence")) == f"meeting:{key}:presence"
    assert (topic(place(key)).kind, topic(place(key)).key, topic(place(key)).facet) == ("place", key, "")


@pytest.mark.parametrize("name", ["meeting", "meeting:1", f"Meeting:{A_KEY}", f"meeting:{A_KEY}:", f"a/b:{A_KEY}"])
def test_what_is_no_topic_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a topic"):
        topic(name)


@pytest.mark.parametrize(("audience", "language"), [("a/b", "nl"), ("", "nl"), ("participant", "../nl"), ("A", "nl")])
def test_an_audience_is_a_word(audience: str, language: str) -> None:
    with pytest.raises(ValueError, match="not an audience"):
        Channel(uuid4(), f"meeting:{uuid4()}", audience, language)


def test_a_channel_has_one_address() -> None:
    key = UUID(int=7)
    assert Channel(uuid4(), f"meeting:{key}", "screen", "nl").path == f"/fragments/meeting/{key}/screen/"
    assert Channel(uuid4(), f"meeting:{key}:presence", "a", "nl").path == f"/fragments/meeting/{key}/presence/a/"


def a_channel() -> Channel:
    return Channel(uuid4(), f"meeting:{uuid4()}", "participant", "nl")


def test_a_ticket_says_what_was_written() -> None:
    channel = a_channel()
    ticket = Ticket(channels=(channel,), places=((uuid4(), 2),))
    assert tickets.open_ticket(tickets.seal_ticket(ticket, key=KEY), key=KEY) == ticket


def test_a_ticket_is_for_one_organisation() -> None:
    with pytest.raises(ValueError, match="one organisation"):
        tickets.seal_ticket(Ticket(channels=(a_channel(), a_channel()), places=()), key=KEY)


def test_an_audience_holds_for_a_minute() -> None:
    channel = a_channel()
    word = tickets.seal_audience(channel, key=KEY)
    assert tickets.open_audience(word, key=KEY) == channel
    with clock.frozen(clock.now() + timedelta(seconds=tickets.AUDIENCE_SECONDS + 2)), pytest.raises(Worthless):
        tickets.open_audience(word, key=KEY)


def test_a_ticket_never_passes_for_an_audience_nor_an_audience_for_a_ticket() -> None:
    channel = a_channel()
    with pytest.raises(Worthless):
        tickets.open_audience(tickets.seal_ticket(Ticket(channels=(channel,), places=()), key=KEY), key=KEY)
    with pytest.raises(Worthless):
        tickets.open_ticket(tickets.seal_audience(channel, key=KEY), key=KEY)


@pytest.mark.parametrize("word", ["", ".", "a.b", "é.é", "e30." + "A" * 43])
def test_what_we_did_not_sign_is_worthless(word: str) -> None:
    with pytest.raises(Worthless):
        tickets.open_ticket(word, key=KEY)


def test_the_pages_read_an_audience_under_their_own_key(settings: pytest.FixtureRequest) -> None:
    settings.LIVE_SIGNING_KEY = KEY  # type: ignore[attr-defined]
    channel = a_channel()
    assert tickets.read_audience(tickets.seal_audience(channel, key=KEY)) == channel
    assert tickets.read_audience(tickets.seal_audience(channel, key="another")) is None
