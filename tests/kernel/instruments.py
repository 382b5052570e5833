"""Small instruments in the shape of published ones, without their texts."""

from collections.abc import Collection

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


def response(low: int, high: int, step: int = 1) -> ResponseScale:
    return ResponseScale("how", tuple(Point(value, NOTHING) for value in range(low, high + 1, step)))


def items(count: int, reverse: Collection[int] = (), kind: ItemKind = ItemKind.SCALE) -> tuple[Item, ...]:
    """Items q1, q2, … of one kind; the numbers in `reverse` count the other way round."""
    return tuple(
        Item(f"q{number}", kind, NOTHING, answers="how", reverse=number in reverse) for number in range(1, count + 1)
    )


def instrument(asked: tuple[Item, ...], scales: tuple[Scale, ...], answers: ResponseScale) -> Instrument:
    return Instrument(
        code="T1", slug="test", version=1, name=Text("Test", "Test"), purpose=NOTHING, intro=NOTHING, minutes=1,
        licence=Licence.OWN, sources=(), uses=(Use.TEAM,), pages=(Page(NOTHING, asked),), responses=(answers,),
        scales=scales,
    )  # fmt: skip


def scale(key: str, *numbers: int, **more: object) -> Scale:
    return Scale(key, NOTHING, tuple(f"q{number}" for number in numbers), **more)  # type: ignore[arg-type]


# Edmondson (1999): seven items on seven points, the first, third and fifth put negatively.
SAFETY = instrument(items(7, reverse=(1, 3, 5)), (scale("safety", *range(1, 8)),), response(1, 7))
# UWES-3: three items, 0 to 6, all of them needed.
UWES3 = instrument(items(3), (scale("engagement", 1, 2, 3, needed=3),), response(0, 6))
# DLOQ-7: one item for each of seven dimensions, six points; five are enough.
DLOQ7 = instrument(items(7), (scale("total", *range(1, 8)),), response(1, 6))
# DLOQ-21: seven dimensions of three items, six points; the total is the mean of the dimension means.
_DIMENSIONS = tuple(scale(f"d{d}", 3 * d - 2, 3 * d - 1, 3 * d) for d in range(1, 8))
DLOQ21 = instrument(
    items(21),
    (*_DIMENSIONS, Scale("total", NOTHING, scales=tuple(d.key for d in _DIMENSIONS))),
    response(1, 6),
)


def numbered(*values: object) -> dict[str, object]:
    """Answers to q1, q2, … in order."""
    return {f"q{number}": value for number, value in enumerate(values, start=1)}
