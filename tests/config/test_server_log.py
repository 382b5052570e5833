"""What the server itself writes down about an error."""

import logging
import sys

from drieslag.config.server import PlacesOnly

FROM_RUST = """Application callable raised an exception
Traceback (most recent call last):
  File "/somewhere/drieslag/web/today/views.py", line 7, in today
    raise ValueError(story)
ValueError: Jolanda zei dat
Broer: niets wist
"""


def written(record: logging.LogRecord) -> str:
    assert PlacesOnly().filter(record)
    return logging.Formatter().format(record)


def record(message: str, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("_granian", logging.ERROR, "", 0, message, (), exc_info)  # type: ignore[arg-type]


def test_of_an_error_the_class_and_the_place_are_written_and_not_its_text() -> None:
    line = written(record(FROM_RUST))
    assert line == "ValueError at today/views.py:7"


def test_the_same_for_an_error_that_python_logs() -> None:
    try:
        int("Jolanda")
    except ValueError:
        assert written(record("failed", sys.exc_info())).startswith("ValueError at ")


def test_other_messages_stand_as_they_are() -> None:
    assert written(record("Unexpected exit from worker-1")) == "Unexpected exit from worker-1"
