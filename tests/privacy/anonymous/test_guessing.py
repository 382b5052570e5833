"""The yardstick of the attack is right itself."""

import math
import random

from tests.privacy.anonymous import guessing


def test_chances_of_right_matches_add_up_and_average_one() -> None:
    chances = guessing.fixed_points(8)
    assert math.isclose(sum(chances), 1)
    assert math.isclose(sum(k * chance for k, chance in enumerate(chances)), 1)
    assert chances[7] == 0


def test_random_matching_stays_within_the_limits_and_knowing_some_does_not() -> None:
    chance = random.Random(3)
    low, high = guessing.limits(8, 200)
    truth = [[str(n) for n in range(8)] for _ in range(200)]
    shuffled = [chance.sample(row, 8) for row in truth]
    half_known = [row if at % 2 else guess for at, (row, guess) in enumerate(zip(truth, shuffled, strict=True))]

    assert 100 < low < 200 < high < 300
    assert low <= guessing.right_matches(shuffled, truth) <= high
    assert guessing.right_matches(half_known, truth) > high


def test_a_fixed_rule_that_matches_nobody_shows_as_unevenness() -> None:
    chance = random.Random(4)
    turned = [[(person + 1) % 8 for person in range(8)] for _ in range(200)]
    mixed = [chance.sample(range(8), 8) for _ in range(200)]
    limit = guessing.chi_square_limit(49)
    assert guessing.unevenness(turned) > limit > guessing.unevenness(mixed)
    assert 105 < limit < 118
