"""Published data and summary numbers that the statistics are checked against.

The R package `multilevel` (P. Bliese) carries the data sets bh1996, bhr2000 and lq2002. Kept here are only sums of
squares and variances, recomputed from them once; a test builds answers that have exactly those.
"""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

# Chatterjee & Price (1977), Regression Analysis by Example, 3.7: thirty departments, seven questions, percentages of
# favourable answers. In R as `attitude`.
ATTITUDE = np.array([
    [43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77, 81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48,
     85, 82],
    [51, 64, 70, 63, 78, 55, 67, 75, 82, 61, 53, 60, 62, 83, 77, 90, 85, 60, 70, 58, 40, 61, 66, 37, 54, 77, 75, 57,
     85, 82],
    [30, 51, 68, 45, 56, 49, 42, 50, 72, 45, 53, 47, 57, 83, 54, 50, 64, 65, 46, 68, 33, 52, 52, 42, 42, 66, 58, 44,
     71, 39],
    [39, 54, 69, 47, 66, 44, 56, 55, 67, 47, 58, 39, 42, 45, 72, 72, 69, 75, 57, 54, 34, 62, 50, 58, 48, 63, 74, 45,
     71, 59],
    [61, 63, 76, 54, 71, 54, 66, 70, 71, 62, 58, 59, 55, 59, 79, 60, 79, 55, 75, 64, 43, 66, 63, 50, 66, 88, 80, 51,
     77, 64],
    [92, 73, 86, 84, 83, 49, 68, 66, 83, 80, 67, 74, 63, 77, 77, 54, 79, 80, 85, 78, 64, 80, 80, 57, 75, 76, 78, 83,
     74, 78],
    [45, 47, 48, 35, 47, 34, 35, 41, 31, 41, 34, 41, 25, 35, 46, 36, 63, 60, 46, 52, 33, 41, 37, 49, 33, 72, 49, 38,
     55, 39],
], dtype=float).T  # fmt: skip

# Data set and variable: values, groups, sum of squares between and within, ICC(1), ICC(2).
ANALYSES_OF_VARIANCE = (
    ("bh1996 WBEING", 7382, 99, 338.9823978, 5750.992475, 0.04336905, 0.7717129),
    ("bh1996 COHES", 7382, 99, 314.9194189, 5255.064093, 0.0442653, 0.7754597),
    ("bh1996 LEAD", 7382, 99, 604.8755396, 3793.376613, 0.1270276, 0.9156130),
    ("bh1996 HRS", 7382, 99, 5469.525593, 32650.84192, 0.1331067, 0.9196732),
    ("bhr2000 HRS", 5400, 99, 3371.446148, 14591.44256, 0.1741008, 0.9199889),
    ("lq2002 leadership", 2042, 49, 148.1049682, 1225.249368, 0.0879562, 0.8007544),
)

# lq2002, scale: items, sum of the items' variances, variance of the total, alpha.
ALPHAS = (
    ("leadership", 11, 14.6378832369, 81.4188508735, 0.9022366),
    ("task significance", 3, 4.22580320856, 9.3648791834, 0.8231408),
    ("hostility", 5, 8.10206894798, 26.8582407848, 0.8729244),
)

# lq2002, leadership on five points, company: mean variance of its eleven items, rwg(j).
AGREEMENTS = ((2, 1.447793149, 0.807527), (3, 1.121894622, 0.895938), (4, 1.28328742, 0.860012))


def grouped(n: int, groups: int, between: float, within: float) -> tuple[Floats, NDArray[np.int64]]:
    """Return values and groups with exactly these sums of squares: group means and deviations of one size each."""
    labels = np.arange(n) % groups
    _, sizes = np.unique(labels, return_counts=True)
    means = np.where(np.arange(groups) % 2, 1.0, -1.0)
    means -= (means * sizes).sum() / n
    means *= np.sqrt(between / (sizes * means**2).sum())
    inner = np.zeros(n)
    for group in range(groups):
        here = np.flatnonzero(labels == group)
        inner[here] = np.linspace(-1, 1, len(here))
    return means[labels] + inner * np.sqrt(within / (inner**2).sum()), labels


def with_covariance(covariance: Floats, n: int = 60, seed: int = 4) -> Floats:
    """Return (n, k) answers of which the covariance is exactly this."""
    drawn = np.random.default_rng(seed).normal(size=(n, len(covariance)))
    drawn -= drawn.mean(axis=0)
    basis, _ = np.linalg.qr(drawn)
    answers: Floats = basis * np.sqrt(n - 1) @ np.linalg.cholesky(covariance).T
    return answers
