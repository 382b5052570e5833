"""Reaching addresses that people gave: over https only, never inside a private network, with bounds of size and time.

A name is looked up once, every address it has must be a public one, and the connection goes to an address that was
checked. So a name that points elsewhere a moment later leads nowhere. Each redirect is looked at in the same way.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

SECONDS: Final = 20.0
REDIRECTS: Final = 3
MAX_ADDRESS: Final = 2000
HTTPS: Final = 443
AGENT: Final = "Drieslag calendar"
REDIRECT: Final = frozenset({301, 302, 303, 307, 308})
GONE: Final = frozenset({401, 403, 404, 410})

type Resolve = Callable[[str, int], list[str]]
type Trace = Callable[[str, dict[str, Any]], None]


class Unreachable(Exception):
    """There is no way there; `problem` is the value of an enums.Problem."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Target:
    """An address that was checked, and where it lies."""

    url: str
    host: str
    ip: str


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a name. Raises OSError."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def plain(address: str) -> str:
    """Return the address as https: calendars also say webcal."""
    text = address.strip()
    scheme, colon, rest = text.partition("://")
    return f"https://{rest}" if colon and scheme.lower() in {"webcal", "webcals"} else text


def check(address: str, resolve: Resolve) -> Target:
    """Return where an address lies. Raises Unreachable for any but a public one over https."""
    try:
        parts = urlsplit(address)
        port = parts.port or HTTPS
    except ValueError as error:
        raise Unreachable("no_address") from error
    host = parts.hostname or ""
    if parts.scheme.lower() != "https" or not host or parts.username or len(address) > MAX_ADDRESS:
        raise Unreachable("no_address")
    if port != HTTPS:
        raise Unreachable("not_public")
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise Unreachable("not_found") from error
    if not found or not all(is_public(one) for one in found):
        raise Unreachable("not_public")
    return Target(address, host, found[0])


def is_public(address: str) -> bool:
    """Whether an address lies on the internet, and not at home, in this machine or its network; nor, in IPv6, wraps an
    address of IPv4 that does.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.is_site_local or found in ipaddress.ip_network("::/96"):  # both are of the past, and lead inside
            return False
    return found.is_global and not found.is_multicast


def fetch(
    address: str, *, most: int, resolve: Resolve = look_up, transport: httpx.BaseTransport | None = None
) -> bytes:
    """Return what lies at an address. Raises Unreachable."""
    ends, following = time.monotonic() + SECONDS, plain(address)
    with _client(transport) as client, _until(ends) as trace:
        for _hop in range(REDIRECTS + 1):
            answer = _get(client, check(following, resolve), most, ends, trace)
            if isinstance(answer, bytes):
                return answer
            following = urljoin(following, answer)
    raise Unreachable("not_found")


def post(
    address: str,
    body: bytes,
    headers: dict[str, str],
    *,
    resolve: Resolve = look_up,
    transport: httpx.BaseTransport | None = None,
) -> int:
    """Hand something in at an address, and return the status. Raises Unreachable. Redirects are not followed."""
    target = check(address, resolve)
    with _client(transport) as client, _until(time.monotonic() + SECONDS) as trace:
        request = _request(client, "POST", target, trace, content=body, headers=headers)
        try:
            answer = client.send(request, stream=True)
            answer.close()
        except httpx.HTTPError as error:
            raise Unreachable("no_answer") from error
        return answer.status_code


def _client(transport: httpx.BaseTransport | None) -> httpx.Client:
    # Of the environment nothing is taken: a proxy named there would look the name up once more by itself.
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=httpx.Timeout(8.0))


@contextmanager
def _until(ends: float) -> Iterator[Trace]:
    """Cut every connection that is made within at this moment: a limit for each wait alone lets a server that sends a
    letter now and then hold us for days.
    """
    lines: list[socket.socket] = []

    def cut() -> None:
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def trace(event: str, info: dict[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            lines.append(info["return_value"].get_extra_info("socket").dup())
            if time.monotonic() > ends:
                cut()

    timer = threading.Timer(max(0.0, ends - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield trace
    finally:
        timer.cancel()
        for line in lines:
            line.close()


def _request(
    client: httpx.Client,
    method: str,
    target: Target,
    trace: Trace,
    *,
    headers: dict[str, str] | None = None,
    content: bytes = b"",
) -> httpx.Request:
    """Return a request to the address that was checked, under its name: for the certificate as well."""
    try:
        url = httpx.URL(target.url).copy_with(host=target.ip)
    except httpx.InvalidURL as error:
        raise Unreachable("no_address") from error
    return client.build_request(
        method,
        url,
        headers={"Host": target.host, "User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})},
        extensions={"sni_hostname": target.host, "timeout": httpx.Timeout(8.0).as_dict(), "trace": trace},
        content=content,
    )


def _get(client: httpx.Client, target: Target, most: int, ends: float, trace: Trace) -> bytes | str:
    """Return what lies there, or where else to look."""
    try:
        answer = client.send(_request(client, "GET", target, trace), stream=True)
        try:
            return _read(answer, most, ends)
        finally:
            answer.close()
    except httpx.HTTPError as error:
        raise Unreachable("too_slow" if time.monotonic() > ends else "no_answer") from error


def _read(answer: httpx.Response, most: int, ends: float) -> bytes | str:
    if answer.status_code in REDIRECT and (there := answer.headers.get("Location")):
        return str(there)
    if answer.status_code in GONE:
        raise Unreachable("not_found")
    if answer.status_code != httpx.codes.OK:
        raise Unreachable("no_answer")
    said = answer.headers.get("Content-Length", "")
    if said and not said.isdecimal():
        raise Unreachable("no_answer")
    if int(said or 0) > most:
        raise Unreachable("too_large")
    parts, size = [], 0
    for part in answer.iter_raw(65536):
        size += len(part)
        if size > most:
            raise Unreachable("too_large")
        if time.monotonic() > ends:
            raise Unreachable("too_slow")
        parts.append(part)
    return b"".join(parts)
