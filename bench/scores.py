"""Scoring 50,000 questionnaires of 60 items, and the scores of 5,000 teams with intervals, each with what may be shown.

Run: python -m bench scores. Everything is made up beforehand; the time runs from the answers to the figures. It is time
of the processor, since a machine that others use as well makes elapsed seconds mean little. A team's figure on a scale
is shown when its cell may be released beside the figures of its district and the organisation, and five persons have a
score; the interval only from eight.
"""

import time

import numpy as np
from numpy.typing import NDArray

from bench.figures import Figures
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.format import Text
from drieslag.kernel.instrument import (
    NOTHING,
    Instrument,
    Item,
    ItemKind,
    Licence,
    Page,
    Point,
    ResponseScale,
    Scale,
    Use,
)
from drieslag.kernel.publishing import publishable
from drieslag.kernel.scoring import score, score_all
from drieslag.kernel.statistics import mean_interval
from drieslag.kernel.teams import TeamScores, team_scores, whole_score

SECONDS = 2.0
PERSONS, TEAMS, DISTRICT, ITEMS, EACH = 50_000, 5_000, 20, 60, 5
CHECKED = 200
RUNS = 3  # the quickest counts
ALIKE = 1e-9

type Floats = NDArray[np.float64]


def questionnaire() -> Instrument:
    """Sixty items on five points, every third the other way round, twelve scales and their total."""
    items = tuple(Item(f"q{i}", ItemKind.SCALE, NOTHING, answers="how", reverse=i % 3 == 0) for i in range(ITEMS))
    keys = [item.key for item in items]
    parts = tuple(Scale(f"s{at}", NOTHING, tuple(keys[at : at + EACH])) for at in range(0, ITEMS, EACH))
    return Instrument(
        code="B1", slug="bench", version=1, name=Text("Proef", "Trial"), purpose=NOTHING, intro=NOTHING, minutes=9,
        licence=Licence.OWN, sources=(), uses=(Use.TEAM,), pages=(Page(NOTHING, items),),
        responses=(ResponseScale("how", tuple(Point(value, NOTHING) for value in range(1, 6))),),
        scales=(*parts, Scale("total", NOTHING, scales=tuple(part.key for part in parts))),
    )  # fmt: skip


def answers(random: np.random.Generator) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Return answers with holes, the team of each person, and how many members each team has."""
    teams = random.integers(0, TEAMS, PERSONS)
    teams[:TEAMS] = np.arange(TEAMS)
    level = random.normal(3.4, 0.4, TEAMS)[teams][:, np.newaxis] + random.normal(0, 0.6, PERSONS)[:, np.newaxis]
    given = np.clip(np.round(level + random.normal(0, 0.8, (PERSONS, ITEMS))), 1, 5)
    given[random.random(given.shape) < 0.04] = np.nan
    return given, teams, np.bincount(teams) + random.integers(0, 4, TEAMS)


def released(teams: TeamScores) -> NDArray[np.bool_]:
    """Return which figures may be shown, (teams, scales): within a district and the organisation, and from five."""
    may = np.zeros(teams.n.shape, dtype=bool)
    cells = [f"t{team}" for team in range(len(teams.n))]
    tree = {cell: [cell] for cell in cells}
    tree |= {f"d{at}": cells[at : at + DISTRICT] for at in range(0, len(cells), DISTRICT)}
    tree["all"] = cells
    known: dict[bytes, NDArray[np.bool_]] = {}
    for scale, n in enumerate(teams.n.T):
        if n.tobytes() not in known:
            names = publishable(dict(zip(cells, n.tolist(), strict=True)), tree, minimum=MINIMUMS.mean)
            known[n.tobytes()] = np.array([cell in names for cell in cells])
        may[:, scale] = known[n.tobytes()] & (n >= MINIMUMS.mean)
    return may


def measure(figures: Figures) -> None:
    """Measure once; and compare some persons and teams with the functions for one."""
    asked = questionnaire()
    keys = [item.key for item in asked.items]
    given, teams, members = answers(np.random.default_rng(60))
    runs = [_once(asked, keys, given, teams, members) for _ in range(RUNS)]
    seconds, shown = min(runs, key=lambda run: sum(run[0]))

    figures.head(f"{PERSONS:,} questionnaires of {ITEMS} items, {TEAMS:,} teams, {len(asked.scales)} scales")
    figures.at_most("scored, summed by team with intervals, and judged", sum(seconds), SECONDS, "s")
    for what, spent in zip(("scored", "summed by team and over all", "judged what may be shown"), seconds, strict=True):
        figures.say(f"  {what}", 1000 * spent, "ms")
    figures.say("teams' figures shown, of 100", 100 * shown)
    figures.at_most(
        "persons and teams that differ when taken one by one", _unlike(asked, keys, given, teams, members), 0
    )


def _once(
    asked: Instrument, keys: list[str], given: Floats, teams: NDArray[np.int64], members: NDArray[np.int64]
) -> tuple[tuple[float, float, float], float]:
    """Return the seconds of each part, and the share of figures that may be shown."""
    started = time.process_time()
    scores = score_all(asked, given, keys)
    scored = time.process_time()
    by_team = team_scores(scores, teams, members)
    whole = [whole_score(column, teams) for column in scores.T]
    summed = time.process_time()
    may = released(by_team)
    shown = np.where(may, np.round(by_team.mean, 1), np.nan)
    wide = np.where(may & (by_team.n >= MINIMUMS.distribution), by_team.high - by_team.low, np.nan)
    done = time.process_time()
    assert len(whole) == len(asked.scales)
    assert np.isfinite(shown).sum() > np.isfinite(wide).sum()
    return (scored - started, summed - scored, done - summed), float(np.isfinite(shown).mean())


def _unlike(
    asked: Instrument, keys: list[str], given: Floats, teams: NDArray[np.int64], members: NDArray[np.int64]
) -> int:
    scores = score_all(asked, given, keys)
    apart = 0
    for person in range(CHECKED):
        one = [np.nan if x is None else x for x in score(asked, dict(zip(keys, given[person], strict=True))).values()]
        apart += not np.allclose(one, scores[person], atol=ALIKE, equal_nan=True)
    by_team = team_scores(scores, teams, members)
    for team in range(CHECKED):
        own = scores[teams == team, 0]
        if np.isfinite(own).sum() > 1:
            one_team = mean_interval(own, int(members[team]))
            apart += not np.isclose(one_team.low, by_team.low[team, 0], atol=ALIKE)
    return apart
