"""An instrument's page: how it is scored in words, published figures, and all its questions as they are asked."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.kernel.instrument import ANSWERED_SHARE, Instrument, Licence, Reference, Scale, Scoring
from drieslag.web.components.survey import PageView, pages_of
from drieslag.web.instruments.words import LICENCES, MODES, USES, language, say

MOST_REFERENCES = 60


@dataclass(frozen=True)
class ScaleText:
    """A scale in sentences."""

    name: str
    sentences: tuple[str, ...]
    bands: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """A published figure: of what, what it was, and of whom."""

    of: str
    value: str
    n: int
    year: int
    population: str
    source: str


@dataclass(frozen=True)
class Sheet:
    """Everything on the page."""

    name: str
    purpose: str
    intro: str
    questions: int
    uses: str
    modes: tuple[str | Promise, ...]
    licence: str | Promise
    pages: tuple[PageView, ...]
    scales: tuple[ScaleText, ...]
    alone: bool  # nothing is counted together
    figures: tuple[Figure, ...]
    more_figures: int
    reading: str
    caveat: str
    discuss: tuple[str, ...]
    sources: tuple[str, ...]
    not_ours: bool


def sheet(instrument: Instrument) -> Sheet:
    """Return the page of an instrument."""
    figures = [_figure(instrument, one) for one in instrument.references]
    return Sheet(
        name=say(instrument.name),
        purpose=say(instrument.purpose),
        intro=say(instrument.intro),
        questions=len(instrument.items),
        uses=_in_a_row(str(USES[use]) for use in instrument.uses),
        modes=tuple(MODES[mode] for mode in instrument.modes),
        licence=LICENCES[instrument.licence],
        pages=pages_of(instrument, language()),
        scales=tuple(_scale(instrument, scale) for scale in instrument.scales),
        alone=not instrument.scales,
        figures=tuple(figures[:MOST_REFERENCES]),
        more_figures=max(0, len(figures) - MOST_REFERENCES),
        reading=say(instrument.reading),
        caveat=say(instrument.caveat),
        discuss=tuple(map(say, instrument.discuss)),
        sources=instrument.sources,
        not_ours=instrument.licence in {Licence.PERMISSION, Licence.AVOID},
    )


def _in_a_row(words: Iterable[str]) -> str:
    """Return words as one sentence part: only the first begins with a capital."""
    first, *others = words
    return ", ".join([first, *(word[0].lower() + word[1:] for word in others)])


def _scale(instrument: Instrument, scale: Scale) -> ScaleText:
    said = [_counts(instrument, scale), *_turned(instrument, scale)]
    needed = scale.needed or math.ceil(len(scale.items) * ANSWERED_SHARE)
    if needed < len(scale.items):
        said.append(_("At least %(n)d must be answered.") % {"n": needed})
    elif scale.items:
        said.append(_("All of them must be answered."))
    if not scale.higher_is_better:
        said.append(_("Here lower is better."))
    said.append(say(scale.reading))
    bands = tuple((number_format(band.start), say(band.name)) for band in scale.bands)
    return ScaleText(say(scale.name), tuple(one for one in said if one), bands)


def _counts(instrument: Instrument, scale: Scale) -> str:
    what = _("The mean") if scale.scoring is Scoring.MEAN else _("The sum")
    if scale.scales:
        names = ", ".join(say(instrument.scale(key).name) for key in scale.scales)
        return _("%(what)s of %(names)s.") % {"what": what, "names": names}
    count = len(scale.items)
    words = {"what": what, "n": count, "numbers": _numbers(instrument, scale.items)}
    counted = ngettext("%(what)s of %(n)d question: %(numbers)s.", "%(what)s of %(n)d questions: %(numbers)s.", count)
    return counted % words


def _turned(instrument: Instrument, scale: Scale) -> Iterable[str]:
    turned = [key for key in scale.items if instrument.item(key).reverse]
    if turned:
        counts = ngettext(
            "Question %(numbers)s counts the other way round.",
            "Questions %(numbers)s count the other way round.",
            len(turned),
        )
        yield counts % {"numbers": _numbers(instrument, turned)}


def _numbers(instrument: Instrument, keys: Iterable[str]) -> str:
    """Return the numbers of items as people read them: 1 to 4, 7."""
    order = [item.key for item in instrument.items]
    numbers = sorted(order.index(key) + 1 for key in keys)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    to = _("%(first)d to %(last)d")
    return ", ".join(
        to % {"first": run[0], "last": run[-1]} if len(run) > 2 else ", ".join(map(str, run))  # noqa: PLR2004
        for run in runs
    )


def _figure(instrument: Instrument, reference: Reference) -> Figure:
    keys = [item.key for item in instrument.items]
    if reference.of in keys:
        item = instrument.item(reference.of)
        of = _("%(number)d. %(text)s") % {"number": keys.index(item.key) + 1, "text": say(item.text)}
    else:
        of = say(instrument.scale(reference.of).name)
    common = (reference.n, reference.year, say(reference.population), reference.source)
    return Figure(of, _value(instrument, reference), *common)


def _value(instrument: Instrument, reference: Reference) -> str:
    if reference.mean is not None:
        words = {"mean": number_format(reference.mean), "deviation": ""}
        if reference.deviation is None:
            return _("mean %(mean)s") % words
        words["deviation"] = number_format(reference.deviation)
        return _("mean %(mean)s, spread %(deviation)s") % words
    known = _labels(instrument, reference.of)
    return ", ".join(
        f"{' / '.join(known.get(answer, answer) for answer in share.answers)}: {share.count}"
        for share in reference.shares
    )


def _labels(instrument: Instrument, key: str) -> dict[str, str]:
    item = instrument.item(key)
    if item.options:
        return {option.key: say(option.name) for option in item.options}
    if item.answers:
        return {str(point.value): say(point.label) for point in instrument.response_of(item).points}
    return {}
