"""What disclosure control costs and keeps: the audit, what can be shown together, releases one after another.

Run: python -m bench disclosure. Only the kernel is measured: no database, processor time of one core.

The random organisations are the hardest case: everybody gives the same answer in each release, so that whoever leaves,
joins or changes teams stands out between two releases. Cells are the people who were in the very same figures. After
the last release all that can be computed is looked at by plain linear algebra, apart from the code that judged it.
"""

import time
from collections.abc import Callable
from functools import partial
from itertools import combinations
from random import Random

import numpy as np

from bench.figures import Figures
from drieslag.kernel import audit
from drieslag.kernel.disclosure import publishable
from drieslag.kernel.released import Groups, published_counts, published_means
from drieslag.kernel.scoring import AnswerScale

MINIMUM = 5
ORGANISATIONS = 10_000
SAMPLE = 200
SCALE = AnswerScale(1, 7)

type Figure = frozenset[int]  # the people that it sums
type Cells = dict[int, int]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


def releases(random: Random) -> list[dict[str, Figure]]:
    """Three releases of one organisation: people leave and come, and two teams may become one."""
    teams = [set(range(100 * n, 100 * n + random.randint(2, 11))) for n in range(random.randint(2, 5))]
    departments = [n % 2 for n in range(len(teams))]
    found = []
    for number in range(3):
        for place, team in enumerate(teams):
            team.difference_update(random.sample(sorted(team), min(len(team), random.choice((0, 0, 1, 2)))))
            team.update(100 * place + 20 * (number + 1) + extra for extra in range(random.choice((0, 0, 1, 3))))
        if random.random() < 0.2 and len(teams) > 2:
            teams[0] |= teams.pop()
            departments.pop()
        figures = {f"{number} team {place}": frozenset(team) for place, team in enumerate(teams)}
        for department in (0, 1):
            parts = [team for team, of in zip(teams, departments, strict=True) if of == department]
            figures[f"{number} department {department}"] = frozenset().union(*parts)
        figures[f"{number} whole"] = frozenset().union(*teams)
        found.append(figures)
    return found


def released_in_turn(all_releases: list[dict[str, Figure]]) -> tuple[Cells, dict[str, list[int]], frozenset[str]]:
    """Judge each release beside what is out; return the last cells, their figures and what is out in the end."""
    figures: dict[str, Figure] = {}
    shown: frozenset[str] = frozenset()
    counts: Cells = {}
    unions: dict[str, list[int]] = {}
    for release in all_releases:
        figures |= release
        counts, unions = cells_of(figures)
        shown = publishable(counts, unions, minimum=MINIMUM, published=shown)
    return counts, unions, shown


def cells_of(figures: dict[str, Figure]) -> tuple[Cells, dict[str, list[int]]]:
    """Take people together who are in the very same figures."""
    places: dict[tuple[str, ...], int] = {}
    counts: Cells = {}
    unions: dict[str, list[int]] = {name: [] for name in figures}
    for person in sorted(frozenset().union(*figures.values())):
        key = tuple(name for name, people in figures.items() if person in people)
        if key not in places:
            places[key] = len(places)
            for name in key:
                unions[name].append(places[key])
        counts[places[key]] = counts.get(places[key], 0) + 1
    return counts, unions


def given_away(counts: Cells, unions: dict[str, list[int]], shown: frozenset[str]) -> bool:
    """Whether a weighted sum of few people follows: their rows of the null space are not independent."""
    table = np.array([[float(cell in unions[name]) for cell in counts] for name in sorted(shown)])
    if not table.size:
        return False
    _, sizes, rows = np.linalg.svd(table)
    null = rows[int((sizes > 1e-9).sum()) :].T
    small = [cell for cell in counts if counts[cell] < MINIMUM]
    for many in range(1, MINIMUM):
        for few in combinations(small, many):
            if sum(counts[cell] for cell in few) < MINIMUM and np.linalg.matrix_rank(null[list(few)], 1e-9) < many:
                return True
    return False


def points(counts: Cells, unions: dict[str, list[int]], shown: frozenset[str], random: Random) -> int:
    """For how many cells the least and the greatest answer are the same, when means are told with one decimal."""
    sums = {cell: sum(random.randint(SCALE.low, SCALE.high) for _ in range(count)) for cell, count in counts.items()}
    told = []
    for name in sorted(shown):
        n = sum(counts[cell] for cell in unions[name])
        if n:
            told.append(audit.mean_told(unions[name], n, round(sum(sums[cell] for cell in unions[name]) / n, 1)))
    return sum(each.point for each in audit.audit(counts, told, SCALE).values())


def organisations(figures: Figures) -> None:
    """No answer follows from any sequence of releases."""
    figures.head(f"{ORGANISATIONS:,} random organisations, three releases each")
    betrayed = pinned = shown_in_all = asked = 0
    judging = 0.0
    for seed in range(ORGANISATIONS):
        random = Random(seed)
        release = releases(random)
        started = time.process_time()
        counts, unions, shown = released_in_turn(release)
        judging += time.process_time() - started
        shown_in_all, asked = shown_in_all + len(shown), asked + len(unions)
        betrayed += given_away(counts, unions, shown)
        if seed < SAMPLE:
            pinned += points(counts, unions, shown, random)
    figures.at_most("organisations where a sum of fewer than five follows (linear algebra, all)", betrayed, 0)
    figures.at_most(f"answers whose range is one point (linear programme, {SAMPLE} organisations)", pinned, 0)
    figures.say("figures shown", 100 * shown_in_all / asked, "%")
    figures.say("judging one release", 1000 * judging / ORGANISATIONS / 3, "ms")


def audits(figures: Figures) -> None:
    """Thirty teams under three departments and a whole, four waves, twelve items, rounded to one decimal."""
    random = Random(1)
    counts = {(t, w, i): random.randint(5, 11) for t in range(30) for w in range(4) for i in range(12)}
    told = []
    for wave in range(4):
        for item in range(12):
            sums = {team: sum(random.randint(1, 7) for _ in range(counts[team, wave, item])) for team in range(30)}
            for group in [*([t] for t in range(30)), *(range(d, 30, 3) for d in range(3)), range(30)]:
                n = sum(counts[team, wave, item] for team in group)
                mean = round(sum(sums[team] for team in group) / n, 1)
                told.append(audit.mean_told([(team, wave, item) for team in group], n, mean))
    figures.head("audit of 30 teams × 4 waves × 12 items")
    found: list[audit.Range] = []
    took = seconds(lambda: found.extend(audit.audit(counts, told, SCALE).values()))
    figures.at_most(f"the range of {len(counts):,} answers from {len(told):,} figures", took, 10, "s")
    figures.at_most("of which one point", sum(each.point for each in found), 0)


def together(figures: Figures) -> None:
    """What can be shown together: trees of a hundred thousand, and families of twenty-four."""
    random = Random(1)
    figures.head("what can be shown together")
    for size in (10_000, 100_000):
        above = [-1, *((node - 1) // 8 for node in range(1, size))]
        held: list[list[int]] = [[] for _ in above]
        counts = {node: random.randint(2, 12) if 8 * node + 1 >= size else 0 for node in range(size)}
        for node in counts:
            up = node
            while up >= 0:
                held[up].append(node)
                up = above[up]
        unions = {str(node): cells for node, cells in enumerate(held)}
        figures.say(f"a tree of {size:,} figures", seconds(partial(publishable, counts, unions)), "s")
    cells = {(row, column): random.randint(0, 6) for row in range(13) for column in range(10)}
    crossed = {f"row {row}": [cell for cell in cells if cell[0] == row] for row in range(13)}
    crossed |= {f"column {column}": [cell for cell in cells if cell[1] == column] for column in range(10)}
    crossed["whole"] = list(cells)
    figures.at_most("24 figures, teams crossed with roles", seconds(lambda: publishable(cells, crossed)), 1, "s")
    line = {cell: random.randint(1, 6) for cell in range(40)}
    runs = {str(n): range(*sorted(random.sample(range(41), 2))) for n in range(24)}
    figures.at_most("24 figures, runs that overlap", seconds(lambda: publishable(line, runs)), 1, "s")
    few = {cell: random.randint(0, 8) for cell in range(12)}
    mixed = {str(n): [cell for cell in few if random.random() < 0.5] for n in range(24)}
    figures.say("24 figures at random over twelve cells", seconds(lambda: publishable(few, mixed)), "s")
    for columns, density in ((14, 0.5), (16, 0.3), (18, 0.3), (24, 0.3)):
        small = {cell: random.randint(1, 2) for cell in range(columns)}
        thick = {str(n): [cell for cell in small if random.random() < density] for n in range(24)}
        took = seconds(partial(publishable, small, thick))
        figures.say(f"24 figures at random over {columns} cells of one or two", took, "s")


def many_teams(figures: Figures) -> None:
    """5,000 teams and 60 items: means, intervals, classes."""
    random = np.random.default_rng(1)
    classes = random.integers(0, 6, (5_000, 60, 3))
    n = classes.sum(axis=2)
    groups = Groups(n, random.uniform(1, 7, n.shape), random.uniform(0.2, 3, n.shape), classes, n.max(axis=1) + 2)
    figures.head("5,000 teams × 60 items")
    figures.at_most("means and intervals", seconds(lambda: published_means(groups, SCALE)), 1, "s")
    figures.at_most("merged classes", seconds(lambda: published_counts(classes)), 1, "s")


def measure(figures: Figures) -> None:
    """All of it; the organisations last, which take longest."""
    many_teams(figures)
    together(figures)
    audits(figures)
    organisations(figures)
