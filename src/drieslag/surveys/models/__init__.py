"""The tables of surveys."""

from drieslag.surveys.models.answers import KEY_MAX, ClosedAnswer, ClosedText, NamedAnswer
from drieslag.surveys.models.instruments import (
    CODE_MAX,
    CODE_START,
    DOCUMENT_MAX,
    InstrumentVersion,
    OwnInstrument,
    Permission,
)
from drieslag.surveys.models.mirror import Expectation, MirrorShare
from drieslag.surveys.models.results import Discussion, Record, ReleasedResult
from drieslag.surveys.models.rounds import NAME_MAX, TITLE_MAX, Group, Invitee, Minimum, Round, Series

__all__ = [
    "CODE_MAX",
    "CODE_START",
    "DOCUMENT_MAX",
    "KEY_MAX",
    "NAME_MAX",
    "TITLE_MAX",
    "ClosedAnswer",
    "ClosedText",
    "Discussion",
    "Expectation",
    "Group",
    "InstrumentVersion",
    "Invitee",
    "Minimum",
    "MirrorShare",
    "NamedAnswer",
    "OwnInstrument",
    "Permission",
    "Record",
    "ReleasedResult",
    "Round",
    "Series",
]
