"""What the rhythm of one's teams asks today: at most a few things, the rest behind “more”."""

from dataclasses import dataclass

from drieslag.learning.rhythm import queries
from drieslag.people.queries import Me
from drieslag.web.components.moments import Acts, Day, Proposed, Said, acts, by_day, own_words, proposed, said

AT_ONCE = 2  # things that ask for something; a home page that asks for more is put off
DAYS_AHEAD, MOST_AHEAD = 1, 3


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What the home page shows of rhythms."""

    said: Said | None
    asked: tuple[Day, ...]
    asked_later: tuple[Day, ...]
    proposals: tuple[Proposed, ...]
    proposals_later: tuple[Proposed, ...]
    ahead: tuple[Acts, ...]
    own: str
    own_is_long_ago: bool
    several_teams: bool

    @property
    def later(self) -> int:
        """How many things stand behind “more”."""
        return len(self.asked_later) + len(self.proposals_later)


def rhythm(me: Me, said_keys: str) -> Rhythm:
    """Return what one's teams' rhythms ask, in a fixed number of queries."""
    agreements = queries.every_agreement(me.team_ids)
    around = queries.around(agreements)
    days = by_day(queries.unsettled(around))
    due = [proposed(each) for each in queries.proposals(agreements, around)]
    room = AT_ONCE - len(days[:AT_ONCE])
    ahead = [each for each in queries.coming(around, DAYS_AHEAD) if each.meeting is None and each.id is not None]
    own = queries.own_intervision(me.person) if me.team_ids else None
    return Rhythm(
        said=said(queries.said_just_now(me.person, said_keys)),
        asked=tuple(days[:AT_ONCE]),
        asked_later=tuple(days[AT_ONCE:]),
        proposals=tuple(due[:room]),
        proposals_later=tuple(due[room:]),
        ahead=tuple(map(acts, ahead[:MOST_AHEAD])),
        own=own_words(own),
        own_is_long_ago=own is not None and own.last_on is not None and own.is_long_ago,
        several_teams=len(me.hats) > 1,
    )
