"""Addresses that people give: no server can hold us, and none inside is reached."""

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from drieslag.learning.notices import reaching


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.0.0.1", "169.254.169.254", "100.64.0.1", "192.168.1.1", "224.0.0.1", "240.0.0.1",
        "::1", "::", "fe80::1", "fec0::1", "fd00::1", "ff02::1", "::127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "64:ff9b:1::a00:1", "2002:a00:1::", "not an address",
    ],
)  # fmt: skip
def test_nothing_inside_is_public(address: str) -> None:
    assert not reaching.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "2a00:1450:400e::1"])
def test_the_internet_is(address: str) -> None:
    assert reaching.is_public(address)


@pytest.mark.parametrize(
    "url", ["https://2130706433/a.ics", "https://0/a.ics", "https://0x7f.1/a.ics", "https://[::1]/"]
)
def test_other_ways_to_write_this_machine_lead_nowhere(url: str) -> None:
    with pytest.raises(reaching.Unreachable) as caught:
        reaching.check(url, reaching.look_up)
    assert caught.value.problem in {"not_public", "not_found"}


@pytest.fixture
def dripping() -> Iterator[int]:
    """A server that sends a letter of its headers now and then, and never comes to an end."""
    there = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip() -> None:
        with there.accept()[0] as line:
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not stop.wait(0.1):
                try:
                    line.sendall(b"a")
                except OSError:
                    return

    runs = threading.Thread(target=drip, daemon=True)
    runs.start()
    yield there.getsockname()[1]
    stop.set()
    there.close()
    runs.join(2)


def test_a_server_that_never_comes_to_an_end_is_left(dripping: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "SECONDS", 1.0)
    monkeypatch.setattr(reaching, "check", lambda address, _resolve: reaching.Target(address, "127.0.0.1", "127.0.0.1"))
    began = time.monotonic()
    with pytest.raises(reaching.Unreachable) as caught:
        reaching.fetch(f"http://127.0.0.1:{dripping}/a.ics", most=1000)
    assert time.monotonic() - began < 4
    assert caught.value.problem == "too_slow"


@pytest.mark.parametrize(
    "headers",
    [{"Location": "https://[::bad"}, {"Location": "https://a.example/\x01"}, {"Location": "https://a.example:99999/"}],
)
def test_a_server_that_sends_nonsense_is_one_that_does_not_answer(headers: dict[str, str]) -> None:
    answer = httpx.MockTransport(lambda _request: httpx.Response(302, headers=headers))
    with pytest.raises(reaching.Unreachable):
        reaching.fetch("https://a.example/", most=1000, resolve=lambda _host, _port: ["8.8.8.8"], transport=answer)


def test_a_length_that_is_no_number_is_no_answer() -> None:
    answer = httpx.MockTransport(lambda _request: httpx.Response(200, headers={"Content-Length": "much"}))
    with pytest.raises(reaching.Unreachable):
        reaching.fetch("https://a.example/", most=1000, resolve=lambda _host, _port: ["8.8.8.8"], transport=answer)


def test_an_address_that_no_program_can_take_is_none() -> None:
    with pytest.raises(reaching.Unreachable):
        reaching.fetch("https://a.example/\x7f\x01", most=1000, resolve=lambda _host, _port: ["8.8.8.8"])
