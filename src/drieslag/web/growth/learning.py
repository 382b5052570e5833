"""How somebody learns: the picture of the last year, and ways to vary. Read and shown for that person alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.development.competence.queries.learning import tried_since
from drieslag.development.evaluations import queries as evaluations
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.words import PREFERENCES
from drieslag.development.offerings import queries as offerings
from drieslag.development.offerings.enums import Kind
from drieslag.development.plans.enums import LearningWay, Origin
from drieslag.development.plans.queries.mix import done_since
from drieslag.development.reflections.queries.learning import noted_by_oneself
from drieslag.kernel.format import Preference
from drieslag.kernel.framework import Way
from drieslag.kernel.learning import RULE_OF_THUMB, Moment, own_mix
from drieslag.learning.meetings.queries.attendance import days_noted
from drieslag.library import formats, preferences
from drieslag.people.models import Person
from drieslag.web.components.drawings import icon
from drieslag.web.components.mixes import Heads, Mix, mix_of

YEAR = timedelta(days=365)
ICONS: Mapping[Way, str] = {Way.DOING: "plant", Way.TOGETHER: "users-three", Way.FORMAL: "book-open"}


@dataclass(frozen=True, slots=True)
class Picture:
    """The last year: by way, with others there or by oneself, and the rule of thumb to lay beside it."""

    since: date
    ways: Mix
    company: Mix
    rule: Mix


@dataclass(frozen=True, slots=True)
class Doing:
    """Something to do, and the format by which one does it."""

    text: str
    way: str
    icon: SafeString
    format: str
    slug: str


@dataclass(frozen=True, slots=True)
class Liking:
    """A preferred way of learning with what fits it."""

    key: str
    name: str | Promise
    is_own: bool
    surroundings: str
    activities: tuple[Doing, ...]


def picture(person: Person, today: date) -> Picture:
    """Return how somebody learned over the last year (five queries)."""
    since = today - YEAR
    found = own_mix(_moments(person, since), since, today)
    company = [(_("with others there"), found.joint), (_("by yourself"), found.alone)]
    return Picture(
        since,
        _by_way(found.ways, _("How you learned in the last year"), _moments_said),
        mix_of(company, _heads(_("With others there or by yourself")), _moments_said),
        _by_way(RULE_OF_THUMB, _("The rule of thumb"), _rule_said),
    )


def _moments(person: Person, since: date) -> Iterator[Moment]:
    """What its owner chose a way for comes first: of two that are one, the first holds."""
    yield from done_since(person, since)
    for row in offerings.taken_part(person.pk):
        way = Way.FORMAL if row.kind == Kind.TRAINING else Way.TOGETHER
        yield Moment(way, row.day, joint=True, of=f"{Origin.OFFERING}:{row.offering}")
    for of, on in days_noted(person, since):
        yield Moment(Way.TOGETHER, on, joint=True, of=of)
    yield from tried_since(person, since)
    yield from noted_by_oneself(person, since)


def _by_way(ways: Mapping[Way, int], caption: str, said: Callable[[int, str], str]) -> Mix:
    return mix_of([(LearningWay(way.value).label, ways[way]) for way in Way], _heads(caption), said)


def _heads(caption: str) -> Heads:
    return Heads(caption, _("How"), _("Moments"))


def _moments_said(total: int, parts: str) -> str:
    said = ngettext("%(n)d moment: %(parts)s.", "%(n)d moments: %(parts)s.", total)
    return said % {"n": total, "parts": parts}


def _rule_said(total: int, parts: str) -> str:
    return _("Of %(n)d moments: %(parts)s.") % {"n": total, "parts": parts}


def likings(person: Person) -> list[Liking]:
    """Return all five ways of learning with what fits them, what somebody likes first (one query)."""
    kept = evaluations.profile(person).get(Heading.WAYS)
    said = kept.said.split(",") if kept else []
    liked = frozenset(each for each in Preference if each in said)
    return [_liking(each, is_own=each.preference in liked) for each in preferences.in_turn(liked)]


def _liking(fitting: preferences.Fitting, *, is_own: bool) -> Liking:
    language = get_language() or ""
    return Liking(
        fitting.preference.value,
        PREFERENCES[fitting.preference],
        is_own,
        fitting.surroundings.get(language),
        tuple(_doing(each, language) for each in fitting.activities),
    )


def _doing(each: preferences.Doing, language: str) -> Doing:
    known = formats.load_all().get(each.format)
    return Doing(
        each.text.get(language),
        str(LearningWay(each.way.value).label),
        icon(ICONS[each.way]),
        known.name.get(language) if known else "",
        known.slug if known else "",
    )
