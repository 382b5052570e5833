"""A line on which everything takes a while, each way and in order; some answers break it off."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
PIECE = 65536


@dataclass
class Line:
    """Between clients and one port of a server on this machine."""

    to_port: int
    delay: float  # seconds each way
    breaks: float = 0.0  # the share of answers that do not come through
    broken: int = 0
    port: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(11))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either side ends it."""
        there_reader, there_writer = await asyncio.open_connection(HOST, self.to_port)
        ways = [
            asyncio.create_task(self._way(reader, there_writer, breaks=0.0)),
            asyncio.create_task(self._way(there_reader, writer, breaks=self.breaks)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (there_writer, writer):
                end.transport.abort()

    async def _way(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, breaks: float) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(under_way, sink))
        try:
            while piece := await source.read(PIECE):
                if breaks and self.chance.random() < breaks:
                    self.broken += 1
                    return
                under_way.put_nowait((asyncio.get_running_loop().time() + self.delay, piece))
            await under_way.join()
        except ConnectionError:
            return
        finally:
            arriving.cancel()

    async def _arrive(self, under_way: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter) -> None:
        while True:
            at, piece = await under_way.get()
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            sink.write(piece)
            await sink.drain()
            under_way.task_done()


@asynccontextmanager
async def slow_line(to_port: int, delay: float, breaks: float = 0.0) -> AsyncIterator[Line]:
    """Open a line to a port; it has a port of its own."""
    line = Line(to_port, delay, breaks)
    server = await asyncio.start_server(line.carry, HOST, 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
