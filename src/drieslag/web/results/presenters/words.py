"""What a result says, in sentences. The page, the paper and the sheet all say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.utils.dateformat import format as written
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.kernel.change import Verdict
from drieslag.kernel.disclosure import Reason
from drieslag.kernel.estimates import wilson
from drieslag.kernel.format import Text
from drieslag.kernel.instrument import Instrument, Item, ItemKind, Point, Reference
from drieslag.kernel.power import PEOPLE, TABLE
from drieslag.kernel.series import Trend
from drieslag.surveys.figures import Bounds, class_of
from drieslag.surveys.findings import CHANGE_FROM, Finding
from drieslag.web.components.dates import NEAR, day_of, long_day

LONGEST_WORD: Final = 26
HUNDRED: Final = 100
CLASS_AT: Final = {"low": 0, "middle": 1, "high": 2}
HALF: Final = 2
MANY: Final = 30  # people, from which a line is no longer wide


def say(text: Text) -> str:
    """Return a text in the reader's language."""
    return text.get(get_language() or "nl")


def month(at: datetime) -> str:
    """Return november, with the year when it is long ago."""
    day = day_of(at)
    return written(day, "F" if abs((clock.today() - day).days) < NEAR else "F Y")


def month_and_year(at: datetime) -> str:
    """Return november 2026."""
    return _month_and_year(day_of(at), get_language())


@lru_cache(maxsize=256)
def _month_and_year(day: date, _language: str | None) -> str:
    return written(day, "F Y")


def figure(value: float) -> str:
    """Return 3,9: one decimal, never more."""
    return _figure(round(value, 1) + 0.0, get_language())  # no minus before nothing


@lru_cache(maxsize=1024)
def _figure(rounded: float, _language: str | None) -> str:
    return number_format(rounded, 1)


def plain_words() -> tuple[str, str, str]:
    """Return low, in the middle and high."""
    return pgettext("answers", "low"), pgettext("answers", "in the middle"), pgettext("answers", "high")


def class_words(instrument: Instrument, found: Finding) -> tuple[str, str, str]:
    """Return what the three classes are called: by the answers that bound them, else low, middle and high."""
    if found.item is None or found.item.kind is not ItemKind.SCALE:
        return plain_words()
    return _class_words(instrument.response_of(found.item).points, found.bounds, get_language())


@lru_cache(maxsize=256)
def _class_words(points: tuple[Point, ...], bounds: Bounds, _language: str | None) -> tuple[str, str, str]:
    sorted_: tuple[list[str], list[str], list[str]] = ([], [], [])
    for point in points:
        sorted_[class_of(point.value, bounds)].append(say(point.label))
    low, middle, high = sorted_
    words = (
        low[-1] if low else "",
        middle[0] if len(middle) == 1 else _("in between"),
        high[0] if high else "",
    )
    good = all(0 < len(word) <= LONGEST_WORD and not word.strip().isdecimal() for word in words)
    return words if good else plain_words()


def block_words(classes: Sequence[str], names: Sequence[str]) -> str:
    """Return the words of classes that stand together: not true or sometimes."""
    return either([names[CLASS_AT[each]] for each in classes])


def either(words: Sequence[str]) -> str:
    """Return a, b or c."""
    if len(words) < HALF:
        return "".join(words)
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def option_words(item: Item, keys: Sequence[str]) -> str:
    """Return the words of options that stand together."""
    names = {option.key: say(option.name) for option in item.options}
    return either([names.get(key, key) for key in keys])


def conclusion(instrument: Instrument, found: Finding) -> str:
    """Return what the figure says, in one sentence, before anything is drawn."""
    record = found.record
    if record is None or record.withheld:
        return why_not(record.withheld if record else Reason.TOO_FEW.value)
    names = class_words(instrument, found)
    if record.one_class:
        word = names[CLASS_AT[record.one_class]]
        return _all_score(word) if found.scale else _all_in(word)
    if found.item is not None and found.item.options:
        return _about_options(found.item, record.counts or [], record.n or 0)
    if record.counts:
        rows = [(block_words(keys, names), int(count)) for keys, count in record.counts]
        return _about_classes(rows, record.n or 0, scores=found.scale is not None)
    if record.mean is None:
        return why_not(Reason.TOO_FEW.value)
    return _("On average %(mean)s, on a scale from %(low)s to %(high)s.") % {
        "mean": figure(record.mean),
        "low": f"{found.bounds[0]:g}",
        "high": f"{found.bounds[1]:g}",
    }


def _all_in(word: str) -> str:
    return _(
        "Everybody’s answer is ‘%(word)s’, or close to it. We do not show more, or you would know who said what."
    ) % {"word": word}


def _all_score(word: str) -> str:
    return _("Everybody comes out %(word)s. We do not show more, or you would know who said what.") % {"word": word}


def _about_classes(rows: Sequence[tuple[str, int]], n: int, *, scores: bool) -> str:
    most, count = max(rows, key=lambda row: row[1])
    if count * HALF > n and scores:
        return _("Most come out %(word)s: %(count)s of %(n)s.") % {"word": most, "count": count, "n": n}
    if count * HALF > n:
        return _("Most say ‘%(word)s’: %(count)s of %(n)s.") % {"word": most, "count": count, "n": n}
    told = ", ".join(f"{number} ‘{word}’" for word, number in rows)
    return _("The answers lie apart: %(told)s.") % {"told": told}


def _about_options(item: Item, rows: Sequence[Sequence[object]], n: int) -> str:
    if item.kind is ItemKind.RANK:
        first = rows[0][0] if rows else []
        return _("First comes ‘%(word)s’.") % {"word": option_words(item, first if isinstance(first, list) else [])}
    known = [(keys, count) for keys, count in rows if isinstance(count, int | float) and isinstance(keys, list)]
    if not known:
        return _("Nearly everybody chose the same.")
    keys, count = max(known, key=lambda row: row[1])
    words = {"word": option_words(item, keys), "count": round(count), "n": n}
    if count == n:
        return _("Everybody chose ‘%(word)s’.") % words
    return _("Most chosen: ‘%(word)s’, by %(count)s of %(n)s.") % words


def why_not(reason: str) -> str:
    """Return in one sentence why something is not shown."""
    if reason == Reason.COMPLEMENT.value:
        return _("We do not show this. With it you could work out what a small group answered.")
    if reason == Reason.TOO_ALIKE.value:
        return _("We do not show this. The answers are so alike that you would know who said what.")
    if reason == Reason.DIFFERENCING.value:
        return _("We do not show this. Beside an earlier figure it would tell what one person answered.")
    return _("We do not show this. With so few answers you could guess who said what.")


def no_bar(found: Finding, *, own: bool, least: int) -> str:
    """Return why a mean has no bar: it says so in its place. A team's own is mostly too much alike. `least` is the
    number of answers from which bars are shown here.
    """
    record = found.record
    if record is None or record.mean is None or record.counts or record.one_class:
        return ""
    if record.low is None:
        return _("How the answers are spread we show from %(least)d answers on.") % {"least": least}
    if own:
        return _("How the answers are spread we do not show: you could guess who said what.")
    return _("How the answers are spread we do not show: you could work out what a small group answered.")


def mean_words(found: Finding) -> str:
    """Return the mean with what it probably lies between."""
    record = found.record
    if record is None or record.mean is None:
        return ""
    if record.low is None or record.high is None:
        return "" if not record.counts else _("On average %(mean)s.") % {"mean": figure(record.mean)}
    if record.n == record.size:
        return _("On average %(mean)s. Everybody answered, so this is how it was then.") % {"mean": figure(record.mean)}
    return _("On average %(mean)s, probably between %(low)s and %(high)s.") % {
        "mean": figure(record.mean),
        "low": figure(record.low),
        "high": figure(record.high),
    }


def change_words(found: Finding) -> str:
    """Return one of a few honest sentences about the round before; nothing where there is none."""
    if found.since is None or found.record is None:
        return ""
    when = {"month": month(found.since)}
    change = found.change
    if change is None or (change.verdict is Verdict.UNCLEAR):
        return _("Too few answers to tell whether something changed since %(month)s.") % when
    if change.verdict is Verdict.SAME:
        return _("No difference to speak of with %(month)s.") % when
    if change.difference > 0:
        return _("Higher than in %(month)s. Such a difference seldom comes by chance.") % when
    return _("Lower than in %(month)s. Such a difference seldom comes by chance.") % when


def trend_words(found: Finding) -> str:
    """Return the one sentence about all rounds together; nothing under three."""
    if found.signal is None or not found.trend:
        return ""
    words: dict[str, object] = {"n": len(found.trend)}
    if found.signal.verdict is Trend.TOO_LITTLE:
        return _("Over %(n)s rounds: too few answers to tell whether something changed.") % words
    if found.signal.verdict is Trend.NOTHING or found.signal.since is None:
        return _("Over %(n)s rounds: nothing points to a change.") % words
    words |= {"month": month_and_year(found.trend[found.signal.since].at)}
    if found.signal.difference > 0:
        return _("Over %(n)s rounds: higher since %(month)s. Chance alone seldom does that.") % words
    return _("Over %(n)s rounds: lower since %(month)s. Chance alone seldom does that.") % words


def whole_words(found: Finding) -> str:
    """Return what the whole organisation says beside it."""
    whole = found.whole
    if whole is None:
        return ""
    if whole.mean is None:
        return _("For everybody together we do not show this figure.") if found.has_mean else ""
    return _("Everybody together: on average %(mean)s.") % {"mean": figure(whole.mean)}


def reference_words(instrument: Instrument, found: Finding) -> str:
    """Return a published figure and where it comes from; it is never called a norm."""
    reference = found.reference
    if reference is None:
        return ""
    who = say(reference.population)
    where = _("To compare: %(who)s, %(n)s people (%(source)s). This is no norm.") % {
        "who": who if str(reference.year) in who else f"{who}, {reference.year}",
        "n": reference.n,
        "source": reference.source,
    }
    if reference.mean is not None:
        return f"{_('On average %(mean)s.') % {'mean': figure(reference.mean)}} {where}"
    return f"{_points_of(instrument, found, reference)} {where}".strip()


def published_words(instrument: Instrument, found: Finding) -> str:
    """Return a published figure and from how many people. Where it comes from the page says once (`source_words`)."""
    reference = found.reference
    if reference is None:
        return ""
    if reference.mean is not None:
        said = _("Published: on average %(mean)s.") % {"mean": figure(reference.mean)}
    else:
        said = _points_of(instrument, found, reference)
    return f"{said} {_('That was among %(n)s people.') % {'n': reference.n}}".strip()


def source_words(reference: Reference) -> str:
    """Return where published figures come from; they are never called a norm."""
    who = say(reference.population)
    return _("%(who)s (%(source)s). This is no norm.") % {
        "who": who if str(reference.year) in who else f"{who}, {reference.year}",
        "source": reference.source,
    }


def _points_of(instrument: Instrument, found: Finding, reference: Reference) -> str:
    """Return what a published figure says of the points of a scale; options have it beside them."""
    if found.item is None or found.item.kind is not ItemKind.SCALE:
        return ""
    labels = {str(point.value): say(point.label) for point in instrument.response_of(found.item).points}
    told = [
        _("%(count)s of 100 ‘%(word)s’") % {
            "count": round(HUNDRED * share.count / reference.n),
            "word": either([labels.get(answer, answer) for answer in share.answers]),
        }
        for share in reference.shares
    ]  # fmt: skip
    return _("Published: %(published)s") % {"published": ", ".join(told)} + "." if told else ""


def out_of_hundred(count: int, n: int) -> str:
    """Return 24 of 100."""
    return _("%(count)s of 100") % {"count": round(HUNDRED * count / n)}


def between_of_hundred(count: int, n: int) -> str:
    """Return what a count stands for: probably 19 to 73 of 100."""
    found = wilson(count, n)
    return _("probably %(low)s to %(high)s of 100") % {
        "low": round(HUNDRED * found.low),
        "high": round(HUNDRED * found.high),
    }


def turnout(answers: int, size: int, *, told: bool, whole: bool) -> str:
    """Return how many answered: a number from eight members on, else that it was enough, or not."""
    words = {"n": answers, "of": size}
    if not told:
        return _("Enough colleagues answered to show something.")
    if whole:
        return ngettext("%(n)s of %(of)s person answered.", "%(n)s of %(of)s people answered.", size) % words
    return ngettext("%(n)s of %(of)s colleague answered.", "%(n)s of the %(of)s colleagues answered.", size) % words


def certainty(n: int, *, told: bool) -> str:
    """Return how much a reader may make of it; the number only where it is told how many answered."""
    if n < CHANGE_FROM or (not told and n < MANY):
        return _("With so few people a figure says little by itself. Your talk says more.")
    if n >= MANY:
        return _("The line shows where the mean of all probably lies.")
    return _(
        "The line shows where the mean of all probably lies. With %(n)s people a mean shifts easily. "
        "A small difference says little then. Your talk says more."
    ) % {"n": n}


def first_until(result_until: datetime) -> str:
    """Return until when the team alone reads this."""
    return _("Until %(day)s only your team sees this.") % {"day": long_day(result_until)}


@dataclass(frozen=True)
class PowerRow:
    """How many times in ten a shift is seen by a group of this size."""

    people: int
    half: int
    whole: int


def power_rows() -> list[PowerRow]:
    """Return the table of the help page: what two rounds show of a shift of half a point, and of a whole one."""
    seen = {(row.people, row.shift): round(10 * row.rounds) for row in TABLE}
    return [PowerRow(people, seen[people, 0.5], seen[people, 1.0]) for people in PEOPLE]
