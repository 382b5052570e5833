"""The library as a shelf: what each instrument is for, how long it takes, whether it may be used."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from drieslag.kernel.instrument import Instrument, Licence, Use
from drieslag.surveys.models import OwnInstrument
from drieslag.surveys.rules.instruments import licensed_code
from drieslag.web.instruments.words import LICENCES, SHELVES, said, say

NOT_OURS = frozenset({Licence.PERMISSION, Licence.AVOID})


@dataclass(frozen=True)
class InstrumentRow:
    """One instrument in a list."""

    slug: str
    name: str
    purpose: str
    minutes: int
    questions: int
    licence: str | Promise
    is_pulse: bool
    permitted: bool
    not_ours: bool  # then the row says what one may do with it; of the others the page says it by where they stand
    avoid: bool


@dataclass(frozen=True)
class OwnRow:
    """One of one's own: in use, being written, or put away."""

    slug: str
    name: str
    purpose: str
    whose: str  # empty: the organisation's
    minutes: int
    questions: int
    state: str


@dataclass(frozen=True)
class Shelf:
    """Instruments of one use."""

    key: str
    title: str | Promise
    what: str | Promise
    rows: tuple[InstrumentRow, ...]


def shelves(found: Iterable[Instrument], permitted: Collection[str]) -> list[Shelf]:
    """Return the library's own and free instruments, each on the shelf of its first use."""
    rows: dict[Use, list[InstrumentRow]] = {use: [] for use in SHELVES}
    for instrument in found:
        if instrument.licence not in NOT_OURS:
            rows[instrument.uses[0]].append(row(instrument, permitted))
    return [Shelf(use.value, *SHELVES[use], tuple(there)) for use, there in rows.items() if there]


def licensed(found: Iterable[Instrument], permitted: Collection[str]) -> list[InstrumentRow]:
    """Return those whose texts are somebody else's; what we advise against comes last."""
    rows = [row(one, permitted) for one in found if one.licence in NOT_OURS]
    return sorted(rows, key=lambda one: (one.avoid, one.name))


def row(instrument: Instrument, permitted: Collection[str]) -> InstrumentRow:
    """Return an instrument as a row."""
    return InstrumentRow(
        slug=instrument.slug,
        name=say(instrument.name),
        purpose=say(instrument.purpose),
        minutes=instrument.minutes,
        questions=len(instrument.items),
        licence=LICENCES[instrument.licence],
        is_pulse=instrument.pulse,
        permitted=licensed_code(instrument) in permitted,
        not_ours=instrument.licence in NOT_OURS,
        avoid=instrument.licence is Licence.AVOID,
    )


def own_rows(rows: Iterable[OwnInstrument], known: Mapping[str, Instrument]) -> list[OwnRow]:
    """Return one's own as rows: what is asked now where it was published, the draft's name otherwise."""
    found = []
    for own in rows:
        used = known.get(own.code)
        found.append(
            OwnRow(
                slug=own.slug,
                name=say(used.name) if used else name_of(own),
                purpose=say(used.purpose) if used else said(own.draft.get("purpose")),
                whose=own.team.name if own.team else "",
                minutes=used.minutes if used else 0,
                questions=len(used.items) if used else sum(len(page["items"]) for page in own.draft["pages"]),
                state="retired" if own.retired_at else "used" if used else "draft",
            )
        )
    return found


def name_of(own: OwnInstrument) -> str:
    """Return what the draft is called, in the reader's language."""
    return said(own.draft.get("name")) or own.code


def matching(found: Iterable[Instrument], query: str) -> list[Instrument]:
    """Return those in which every word occurs: in name, purpose, scales or questions, in either language."""
    words = query.casefold().split()
    return [one for one in found if all(word in _all_words(one) for word in words)]


def matching_rows(rows: Iterable[OwnRow], query: str) -> list[OwnRow]:
    """Return the own ones whose name or purpose has every word."""
    words = query.casefold().split()
    return [one for one in rows if all(word in f"{one.name} {one.purpose} {one.whose}".casefold() for word in words)]


def _all_words(instrument: Instrument) -> str:
    texts = [instrument.name, instrument.purpose, *(scale.name for scale in instrument.scales)]
    texts += [item.text for item in instrument.items]
    return " ".join([instrument.code, *(f"{text.nl} {text.en}" for text in texts)]).casefold()
