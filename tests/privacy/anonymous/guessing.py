"""How well an attacker guesses, against how well chance does. Pure."""

import math
from collections.abc import Sequence

BOUND = 1e-6


def fixed_points(size: int) -> list[float]:
    """Chances of 0, 1, … right matches when `size` texts are dealt to `size` people at random."""
    derangements = [
        round(math.factorial(n) * sum((-1) ** k / math.factorial(k) for k in range(n + 1))) for n in range(size + 1)
    ]
    return [math.comb(size, k) * derangements[size - k] / math.factorial(size) for k in range(size + 1)]


def sum_of_rounds(size: int, rounds: int) -> list[float]:
    """Chances of every total over so many independent rounds."""
    one, total = fixed_points(size), [1.0]
    for _ in range(rounds):
        longer = [0.0] * (len(total) + size)
        for at, chance in enumerate(total):
            for more, other in enumerate(one):
                longer[at + more] += chance * other
        total = longer
    return total


def limits(size: int, rounds: int, bound: float = BOUND) -> tuple[int, int]:
    """The totals between which random matching stays but for `bound`, half of it on each side."""
    chances = sum_of_rounds(size, rounds)
    low = high = 0
    below = 0.0
    for total, chance in enumerate(chances):
        if below + chance <= bound / 2:
            low = total + 1
        below += chance
        if 1 - below > bound / 2:
            high = total + 1
    return low, high


def right_matches(guessed: Sequence[Sequence[str]], truth: Sequence[Sequence[str]]) -> int:
    """Count over all rounds where the guessed text of the k-th person is theirs."""
    pairs = zip(guessed, truth, strict=True)
    return sum(a == b for one, other in pairs for a, b in zip(one, other, strict=True))


def unevenness(orders: Sequence[Sequence[int]]) -> float:
    """Chi-square of how often the k-th person's text came at each place, over all rounds.

    Finds any fixed rule from the order of handing in to that of the result, also one that nobody thought of.
    """
    size, expected = len(orders[0]), len(orders) / len(orders[0])
    counts = [[sum(order[person] == place for order in orders) for place in range(size)] for person in range(size)]
    return sum((count - expected) ** 2 / expected for row in counts for count in row)


def chi_square_limit(degrees: int, z: float = 4.7534) -> float:
    """The value that chance passes once in a million (Wilson and Hilferty's approximation)."""
    share = 2 / (9 * degrees)
    return float(degrees * (1 - share + z * math.sqrt(share)) ** 3)
