"""How long a control chart runs until it signals, on average: the average run length, ARL.

The chart watches independent normal values of deviation 1, of which the mean moved by `shift` from the first value on;
at a shift of 0 the length is the stated rate of false alarms turned over. Each is exact but for the numerical solution
of its integral equation. Published values are in the tests (Montgomery, Statistical Quality Control).
"""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

NODES = 80  # of the Gauss–Legendre rule; the lengths are good to more than six digits
_NORMAL = NormalDist()
_below = np.vectorize(_NORMAL.cdf, otypes=[np.float64])


def shewhart_run_length(shift: float, width: float = 3.0) -> float:
    """Return the ARL of limits at ± `width` deviations: 1 / P(|Z + shift| > width)."""
    return 1 / (_NORMAL.cdf(-width - shift) + _NORMAL.cdf(shift - width))


def ewma_run_length(shift: float, weight: float = 0.1, width: float = 2.814) -> float:
    """Return the ARL of an EWMA with limits at ± `width` of its own lasting deviations √(weight / (2 - weight)).

    Solves L(u) = 1 + ∫ L(y) φ((y - (1 - w)u) / w - shift) / w dy over the limits, from u = 0. Source: Crowder (1987),
    Technometrics 29, 401. Raises ValueError unless 0 < weight ≤ 1 and the width is positive.
    """
    if not 0 < weight <= 1 or width <= 0:
        raise ValueError(f"no EWMA with weight {weight} and limits of {width}")
    half = width * math.sqrt(weight / (2 - weight))
    points, masses = np.polynomial.legendre.leggauss(NODES)
    points, masses = points * half, masses * half

    def kernel(start: Floats) -> Floats:
        return _density((points - (1 - weight) * start) / weight - shift) * masses / weight

    lengths = np.linalg.solve(np.eye(NODES) - kernel(points[:, np.newaxis]), np.ones(NODES))
    return float(1 + (kernel(np.zeros((1, 1))) @ lengths)[0])


def cusum_run_length(shift: float, slack: float = 0.5, limit: float = 4.0) -> float:
    """Return the ARL of a two-sided CUSUM from zero: 1 / ARL = 1 / ARL⁺ + 1 / ARL⁻.

    One side solves L(s) = 1 + L(0) Φ(k - s - shift) + ∫₀ʰ L(x) φ(x + k - s - shift) dx. Source: Page (1954),
    Biometrika 41, 100; Brook & Evans (1972), Biometrika 59, 539. Raises ValueError for a slack below 0 or a limit that
    is not positive.
    """
    if slack < 0 or limit <= 0:
        raise ValueError(f"no CUSUM with slack {slack} and limit {limit}")
    return 1 / (1 / _one_side(shift, slack, limit) + 1 / _one_side(-shift, slack, limit))


def _one_side(shift: float, slack: float, limit: float) -> float:
    points, masses = np.polynomial.legendre.leggauss(NODES)
    points, masses = np.concatenate(([0.0], (points + 1) * limit / 2)), np.concatenate(([0.0], masses * limit / 2))
    off = slack - points[:, np.newaxis] - shift
    step = _density(points + off) * masses
    step[:, 0] = _below(off[:, 0])
    return float(np.linalg.solve(np.eye(NODES + 1) - step, np.ones(NODES + 1))[0])


def _density(values: Floats) -> Floats:
    found: Floats = np.exp(-(values**2) / 2) / math.sqrt(2 * math.pi)
    return found
