"""The register in words, for the person whom it is about."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.kernel.disclosure import MINIMUMS
from drieslag.privacy.register import everything


@dataclass(frozen=True)
class KeptRow:
    """One kind of thing that is kept about a person, and how many there are of it to take along."""

    name: str
    purpose: str
    basis: str
    retention: str
    who_sees: str
    count: int


def kept(person: UUID) -> list[KeptRow]:
    """Return the register, with what there is of this person; what there is most of comes first."""
    rows = [
        KeptRow(
            name=str(kind.name),
            purpose=str(kind.purpose),
            basis=str(kind.basis),
            retention=str(kind.retention),
            who_sees=str(kind.who_sees),
            count=len(kind.export(person)),
        )
        for kind in everything()
    ]
    return sorted(rows, key=lambda row: row.count == 0)


def minimums() -> list[tuple[str, int]]:
    """Return under how many nothing is shown."""
    return [
        (_("The mean of a scale"), MINIMUMS.mean),
        (_("How answers are spread, and answers in own words"), MINIMUMS.distribution),
        (_("A vote or rating without names in a meeting"), MINIMUMS.live_anonymous),
        (_("Feedback of residents, taken together"), MINIMUMS.resident),
        (_("Any other figure from what people did for themselves"), MINIMUMS.private_acts),
    ]
