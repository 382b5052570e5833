"""Logs hold event name, duration, status and route name: no path, query, body, address, mail or account (trust.md)."""

import logging
import logging.config
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

KEYS = frozenset({"event", "level", "timestamp", "route", "status", "ms", "kind", "count", "error"})


class NamesOnly(logging.Filter):
    """Strips a foreign record to its logger's name, level and exception class: libraries put paths and values in
    messages.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg, record.args = f"{record.name} {record.levelname} {error}".strip(), ()
        record.exc_info, record.exc_text, record.stack_info = None, None, None
        return True


def only_known(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop whatever is not on the list of keys that a log may hold."""
    return {key: value for key, value in event.items() if key in KEYS}


def configure(settings: dict[str, Any]) -> None:
    """Set up structlog, and strip what libraries log."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"names_only": {"()": NamesOnly}},
            "handlers": {"out": {"class": "logging.StreamHandler", "filters": ["names_only"]}},
            "root": {"handlers": ["out"], "level": "WARNING"},
        }
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            only_known,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, settings.get("level", "INFO"))),
        cache_logger_on_first_use=True,
    )
