"""The live program under the server that serves it: real sockets, real signals."""

import signal
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from drieslag.core import tenancy
from drieslag.live.tickets import seal_ticket
from drieslag.live.topics import announce, dismiss
from tests.live.program import KEY, conninfo, ticket_to

pytestmark = pytest.mark.slow
WITHIN = 5.0


class Served:
    """A running server."""

    def __init__(self, organisation: UUID, port: int, process: subprocess.Popen[bytes]) -> None:
        self.organisation, self.port, self.process = organisation, port, process
        self.lines: list[Line] = []
        self.meeting, self.seat = f"meeting:{uuid4()}", uuid4()

    def connect(self, audience: str = "participant", since: int = 0) -> "Line":
        word = seal_ticket(ticket_to(self.organisation, self.meeting, audience=audience, seat=self.seat), key=KEY)
        self.lines.append(Line(self.port, f"/live/stream?ticket={word}&since={since}"))
        return self.lines[-1]

    def change(self) -> None:
        with tenancy.inside(self.organisation):
            announce(self.meeting)

    @property
    def streams(self) -> int:
        return int(httpx.get(f"http://127.0.0.1:{self.port}/count").text)


class Line:
    """A bare connection that reads only when told to."""

    def __init__(self, port: int, path: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=WITHIN)
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        while self.file.readline() != b"\r\n":
            pass
        self.unzip = zlib.decompressobj(wbits=31)
        self.text = ""

    def read(self) -> bool:
        """Read one piece; whether there was one."""
        size = int(self.file.readline() or b"0", 16)
        self.text += self.unzip.decompress(self.file.read(size)).decode()
        self.file.readline()
        return size > 0

    def until(self, ending: str) -> None:
        while not self.text.rstrip().endswith(ending):
            assert self.read(), self.text

    def close(self) -> None:
        self.file.close()
        self.socket.close()


def eventually(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + WITHIN
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def _healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/live/health").status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture
def served(organisation: UUID) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.live.served", conninfo(), str(port)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, env={"PYTHONPATH": "src:."}) as process:
        try:
            assert eventually(lambda: _healthy(port))
            started = Served(organisation, port, process)
            yield started
            for line in started.lines:
                line.close()
        finally:
            process.terminate()
            process.wait(10)


def test_a_change_arrives_compressed_and_a_dismissal_ends_the_stream(served: Served) -> None:
    line = served.connect()
    served.change()
    line.until("data: 1")
    with tenancy.inside(served.organisation):
        dismiss(served.seat)
    line.until("data: goodbye")
    while line.read():
        pass
    assert line.unzip.eof
    assert served.connect().status == 403


def test_a_stop_signal_ends_streams_properly_and_at_once(served: Served) -> None:
    lines = [served.connect() for _ in range(5)]
    began = time.monotonic()
    served.process.send_signal(signal.SIGTERM)
    for line in lines:
        while line.read():
            pass
        assert line.unzip.eof
    served.process.wait(WITHIN)
    assert time.monotonic() - began < 2.5


def test_whoever_closes_is_noticed_at_once(served: Served) -> None:
    line = served.connect()
    assert eventually(lambda: served.streams == 1)
    line.close()
    assert eventually(lambda: served.streams == 0)


def test_a_dead_listener_is_shed_while_others_go_on(served: Served) -> None:
    """Its connection is then the kernel's to end; here nothing more is made, kept or sent for it."""
    dead, well = served.connect("screen"), served.connect()
    dead.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for number in range(1, 400):
        served.change()
        well.until(f"data: {number}")
        if served.streams == 1:
            break
    assert served.streams == 1
