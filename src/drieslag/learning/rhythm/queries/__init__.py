"""Reading rhythms: agreements, moments, what is due, and for oneself when the last intervision was."""

from drieslag.learning.rhythm.queries.agreements import (
    Asked,
    Held,
    agreements_of,
    asked_of,
    cap,
    frozen_share,
    get_agreement,
    history_of,
    offered,
    roots,
    with_holders,
)
from drieslag.learning.rhythm.queries.due import Proposal, around, get_proposal, proposals
from drieslag.learning.rhythm.queries.moments import (
    Moment,
    coming,
    every_agreement,
    get_moment,
    moment_of,
    moments_among,
    said_just_now,
    team_moments,
    unsettled,
    visible_to,
)
from drieslag.learning.rhythm.queries.own import OwnIntervision, own_intervision, said_there
from drieslag.learning.rhythm.terms import cadence_of

__all__ = [
    "Asked",
    "Held",
    "Moment",
    "OwnIntervision",
    "Proposal",
    "agreements_of",
    "around",
    "asked_of",
    "cadence_of",
    "cap",
    "coming",
    "every_agreement",
    "frozen_share",
    "get_agreement",
    "get_moment",
    "get_proposal",
    "history_of",
    "moment_of",
    "moments_among",
    "offered",
    "own_intervision",
    "proposals",
    "roots",
    "said_just_now",
    "said_there",
    "team_moments",
    "unsettled",
    "visible_to",
    "with_holders",
]
