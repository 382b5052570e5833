"""One served program under Granian: `python -m drieslag.config.server web|live|all …`. The supervisor starts it."""

import argparse
import logging
import multiprocessing
import re
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from drieslag.config.lifeline import tie

TARGETS = {
    "all": ("asgi", "drieslag.config.asgi:app"),
    "web": ("wsgi", "drieslag.config.wsgi:application"),
    "live": ("asgi", "drieslag.config.live:app"),
}
PAGE_THREADS = 6  # at most the size of the pool of connections
END_WITHIN = 3  # seconds; open streams would hold a stop back for ever
LOGS: dict[str, Any] = {
    "filters": {"places_only": {"()": "drieslag.config.server.PlacesOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["places_only"]}},
    "loggers": {"_granian": {"handlers": ["console"], "propagate": False}},
}


class PlacesOnly(logging.Filter):
    """Of an error its class and the place in the code: its text may hold what somebody wrote (trust.md)."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + "".join(traceback.format_exception(*record.exc_info))
        if "Traceback" in message:
            message = _place(message)
        record.msg, record.args, record.exc_info, record.exc_text = message, (), None, None
        return True


def _place(message: str) -> str:
    frames = list(re.finditer(r'^ +File "[^"]*?(drieslag/)?([^"/]+/[^"/]+)", line (\d+)', message, re.MULTILINE))
    ours = [frame for frame in frames if frame[1]] or frames
    kind = re.search(r"^[A-Za-z_][\w.]*", message[frames[-1].end() :] if frames else "", re.MULTILINE)
    where = f"{ours[-1][2]}:{ours[-1][3]}" if ours else "?"
    return f"{kind[0] if kind else 'Exception'} at {where}"


def load(target: str) -> Any:
    """Runs in each worker of Granian: ties it to its parent and loads the program, with the reason when it fails."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        tie(parent.pid)
    module, name = target.split(":")
    try:
        return getattr(import_module(module), name)
    except Exception:
        traceback.print_exc()
        raise


def main(argv: list[str]) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    given = _arguments(argv)
    interface, target = TARGETS[given.kind]
    server = Server(
        target,
        address=given.host,
        port=given.port,
        interface=Interfaces(interface),
        workers=given.workers,
        ssl_cert=given.cert,
        ssl_key=given.key,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=LOGS,
        log_access=False,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=END_WITHIN,
        blocking_threads=PAGE_THREADS if interface == "wsgi" else None,
    )
    server.serve(target_loader=load)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=TARGETS)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--cert", type=Path)
    parser.add_argument("--key", type=Path)
    return parser.parse_args(argv)


if __name__ == "__main__":
    main(sys.argv[1:])
