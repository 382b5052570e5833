"""A result as a page shows it: every figure with its sentence, its picture and its row in the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.instrument import Instrument, Item, ItemKind, Reference
from drieslag.surveys.findings import Finding
from drieslag.surveys.naming import name_of
from drieslag.surveys.queries.results import GroupResult
from drieslag.web.results.presenters import drawings, words

KINDS = {"low": "low", "middle": "mid", "high": "high"}


@dataclass(frozen=True)
class Option:
    """One option, or some together: how many, in words and drawn, and a published figure beside it."""

    words: str
    count: str
    picture: SafeString
    margin: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Shown:
    """One figure in words. Pictures are drawn when the page asks for them."""

    found: Finding
    instrument: Instrument
    key: str
    title: str
    conclusion: str
    withheld: bool
    no_bar: str
    mean: str
    change: str
    trend_said: str  # from three rounds on; it stands instead of the change since the last one
    whole: str
    reading: str
    reference: str
    help: str
    may_ask: bool
    own: bool  # whether it is of one team, which has a mark of its own among the others
    parts: tuple["Shown", ...] = ()

    @cached_property
    def blocks(self) -> list[drawings.Block]:
        """The parts of the bar."""
        row = self.found.record
        if row is None or not row.counts or self._has_options:
            return []
        names = words.class_words(self.instrument, self.found)
        return [drawings.Block(_kind(keys), int(count), words.block_words(keys, names)) for keys, count in row.counts]

    @cached_property
    def legend(self) -> list[drawings.Block]:
        """The parts of the bar where a phone has no room for a word in it."""
        there = [block for block in self.blocks if block.count]
        total = sum(block.count for block in there)
        return [] if all(drawings.is_told(block, total) for block in there) else there

    @cached_property
    def bar(self) -> SafeString:
        """How many gave which answer."""
        said = ", ".join(f"{block.count} {block.word}" for block in self.blocks)
        return drawings.bar(self.blocks, said) if self.blocks else SafeString("")

    @cached_property
    def interval(self) -> SafeString:
        """The mean on its scale."""
        row = self.found.record
        if row is None or row.mean is None:
            return SafeString("")
        between = None if row.low is None or row.high is None else (row.low, row.high)
        whole = self.found.whole.mean if self.found.whole else None
        return drawings.interval(row.mean, between, self.found.bounds, self.mean or self.conclusion, whole=whole)

    @cached_property
    def spread(self) -> SafeString:
        """The teams, without names."""
        if not self.found.spread:
            return SafeString("")
        own = self.found.record.mean if self.found.record and self.own else None
        return drawings.spread(self.found.spread, own, self.found.bounds, _("Each dot is a team."))

    @cached_property
    def trend(self) -> SafeString:
        """The rounds after each other."""
        if not self.found.trend:
            return SafeString("")
        points = [(words.month_and_year(each.at), each.mean) for each in self.found.trend]
        said = ", ".join(f"{when} {words.figure(mean)}" for when, mean in points)
        return drawings.trend(points, self.found.bounds, said)

    @cached_property
    def options(self) -> list[Option]:
        """The options of an item that is answered with words."""
        row, item = self.found.record, self.found.item
        if row is None or item is None or not row.counts or not self._has_options:
            return []
        if item.kind is ItemKind.RANK:
            return [
                Option(words.option_words(item, keys), _place(number, mean), SafeString(""))
                for number, (keys, mean) in enumerate(row.counts, start=1)
            ]
        return [self._option(item, keys, count, row.n or 0) for keys, count in row.counts]

    @cached_property
    def published(self) -> str:
        """A published figure beside it; its source stands on the page once."""
        return "" if self.withheld else words.published_words(self.instrument, self.found)

    @property
    def is_rank(self) -> bool:
        """Whether the options stand in an order."""
        return self.found.item is not None and self.found.item.kind is ItemKind.RANK

    @property
    def _has_options(self) -> bool:
        return self.found.item is not None and bool(self.found.item.options)

    def _option(self, item: Item, keys: Sequence[str], count: float | None, n: int) -> Option:
        said = words.option_words(item, keys)
        beside = _published(self.found.reference, keys)
        if count is None:
            return Option(said, _("nearly everybody"), drawings.share(n, n, said), reference=beside)
        told = _("%(count)s of %(n)s") % {"count": round(count), "n": n}
        margin = words.between_of_hundred(round(count), n) if beside else ""
        return Option(said, told, drawings.share(count, n, f"{said}: {told}"), margin, beside)

    @property
    def answers(self) -> str:
        """The counts in words, for the table."""
        if self.blocks:
            return ", ".join(f"{block.count} {block.word}" for block in self.blocks)
        return ", ".join(f"{option.words}: {option.count}" for option in self.options)

    @property
    def mean_figure(self) -> str:
        """The mean, for the table."""
        return words.figure(self.found.record.mean) if self.found.record and self.found.record.mean is not None else ""

    @property
    def margin(self) -> str:
        """What it probably lies between, for the table."""
        row = self.found.record
        return (
            ""
            if row is None or row.low is None or row.high is None
            else f"{words.figure(row.low)}–{words.figure(row.high)}"
        )

    @property
    def whole_figure(self) -> str:
        """The mean of everybody, for the table."""
        whole = self.found.whole
        return words.figure(whole.mean) if whole and whole.mean is not None else ""


@dataclass(frozen=True)
class Part:
    """Figures that stand together."""

    title: str
    figures: tuple[Shown, ...]


@dataclass(frozen=True)
class Page:
    """A whole result."""

    title: str
    who: str
    when: str
    turnout: str
    parts: tuple[Part, ...]
    discuss: tuple[str, ...]
    caveat: str
    reading: str
    certainty: str
    has_whole: bool
    together: str

    @cached_property
    def rows(self) -> list[Shown]:
        """Every figure once, as the table lists them."""
        told: dict[tuple[str, str], Shown] = {}
        for part in self.parts:
            for top in part.figures:
                for each in (top, *top.parts):
                    told.setdefault((each.found.about, each.found.of), each)
        return list(told.values())


def page_of(result: GroupResult, *, may_ask: bool = False) -> Page:
    """Return a result in words."""
    found = result.instrument
    assert result.round.closed_at is not None
    told = partial(shown, found, may_ask=may_ask, own=not result.is_whole, least=result.least)
    return Page(
        title=result.round.title,
        who=name_of(result.group, result.round.asked),
        when=words.month_and_year(result.round.closed_at),
        turnout=words.turnout(
            result.answers, result.size, told=result.tells_turnout, whole=result.is_whole
        ) if result.answers else "",
        parts=tuple(Part(words.say(each.name), tuple(map(told, each.findings))) for each in result.sections),
        discuss=tuple(words.say(each) for each in found.discuss),
        caveat=words.say(found.caveat),
        reading=words.say(found.reading),
        certainty=words.certainty(result.answers, told=result.tells_turnout),
        has_whole=any(each.whole is not None for part in result.sections for each in part.findings),
        together=_together(result),
    )  # fmt: skip


def shown(
    instrument: Instrument,
    found: Finding,
    *,
    may_ask: bool = False,
    own: bool = False,
    least: int = MINIMUMS.distribution,
) -> Shown:
    """Return one figure in words."""
    record = found.record
    withheld = record is None or bool(record.withheld)
    conclusion, mean, trend = words.conclusion(instrument, found), words.mean_words(found), words.trend_words(found)
    if mean and record is not None and not record.counts:
        conclusion, mean = mean, ""  # once is enough
    return Shown(
        found=found,
        instrument=instrument,
        key=f"{found.about.value}-{found.of}",
        title=words.say(found.name),
        conclusion=conclusion,
        withheld=withheld,
        no_bar=words.no_bar(found, own=own, least=least),
        mean=mean,
        change="" if withheld or trend else words.change_words(found),
        trend_said=trend,
        whole=words.whole_words(found),
        reading=words.say(found.scale.reading) if found.scale else "",
        reference="" if withheld else words.reference_words(instrument, found),
        help=words.say(found.item.explanation) if found.item else "",
        may_ask=may_ask and not withheld,
        own=own,
        parts=tuple(shown(instrument, each, may_ask=may_ask, own=own, least=least) for each in found.parts),
    )


def _together(result: GroupResult) -> str:
    names = [each.name for each in result.together if each.team_id]
    if not names or result.is_whole:
        return ""
    return _("Read together: %(names)s.") % {"names": ", ".join(names)}


def _kind(keys: Sequence[str]) -> str:
    return KINDS[keys[0]] if keys[0] == "low" else KINDS[keys[-1]]


def _place(number: int, mean: float | None) -> str:
    if mean is None:
        return str(number)
    return _("on average at place %(mean)s") % {"mean": words.figure(mean)}


def _published(reference: Reference | None, keys: Sequence[str]) -> str:
    """Return what a published figure says of these options together, or nothing where it does not count them so."""
    if reference is None or not reference.shares:
        return ""
    inside = [share for share in reference.shares if set(share.answers) <= set(keys)]
    if sorted(each for share in inside for each in share.answers) != sorted(keys):
        return ""
    return words.out_of_hundred(sum(share.count for share in inside), reference.n)
