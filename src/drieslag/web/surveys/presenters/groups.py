# ruff: noqa: A002 — `round` is the word of the trade
"""Report groups in words: who gets a result of their own, and who is read together, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.kernel.instrument import Mode
from drieslag.surveys import naming
from drieslag.surveys.models import Group, Round
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.rounds import Turnout, groups_of, turnout

AT_ONCE = 10  # lines; of a large organisation the rest stands behind "all groups"
NUMBER_FROM = 8  # members: the rest beside the groups with a number must be so many as well


@dataclass(frozen=True, slots=True)
class Groups:
    """What the page says of groups: what asks attention first, the rest folded."""

    lines: tuple[str, ...]
    more: tuple[str, ...]
    people: int
    can_be_asked: bool


@dataclass(frozen=True, slots=True)
class Key:
    """The key of the groups that share it. `parts` is the fingerprint, to be compared aloud."""

    names: str
    parts: str


def in_words(round: Round) -> Groups:
    """Return the groups of a round that is not open yet."""
    groups = [group for group in groups_of(round) if group.members]
    least = minimums().mean
    together = by_end(groups)
    lines = [_line(rows, least, joined=True) for rows in together.values() if len(rows) > 1]
    own = [_line(rows, least, joined=False) for rows in together.values() if len(rows) == 1]
    left = [group for group in groups if group.keyed_in_id is None]
    can = bool(together) or round.mode != Mode.ANONYMOUS
    if left:
        lines.append(_too_few(left, least, anonymous=round.mode == Mode.ANONYMOUS))
    every = [*lines, *own]
    if len(every) <= AT_ONCE:
        return Groups(tuple(every), (), sum(group.members for group in groups), can)
    count = ngettext(
        "%(count)d group gets a result of its own.", "%(count)d groups get a result of their own.", len(own)
    ) % {"count": len(own)}
    return Groups((*lines[:AT_ONCE], count), (*lines[AT_ONCE:], *own), sum(group.members for group in groups), can)


def by_end(groups: Iterable[Group]) -> dict[UUID, list[Group]]:
    """Return the groups by the one in which they are read."""
    found: dict[UUID, list[Group]] = defaultdict(list)
    for group in groups:
        end = group.counted_in_id or group.keyed_in_id
        if end is not None:
            found[end].append(group)
    return found


def name_of(group: Group) -> str:
    """Return what a group is called: the whole, beside its own parts, stands for those in none of them."""
    if group.parent_id or group.team_id or not _has_parts(group):
        return naming.name_of(group, group.round.asked)
    return _("those in no team")


def _has_parts(group: Group) -> bool:
    return any(other.parent_id == group.pk for other in group.round.groups.all())


def names_of(groups: Sequence[Group]) -> str:
    """Return several groups in one line."""
    return naming.listed([name_of(group) for group in groups])


def _with_count(group: Group) -> str:
    return _("%(name)s (%(count)d)") % {"name": name_of(group), "count": group.members}


def _line(rows: Sequence[Group], least: int, *, joined: bool) -> str:
    if not joined:
        return _("%(group)s: a result of its own.") % {"group": _with_count(rows[0])}
    names = naming.listed([_with_count(group) for group in rows])
    small = [name_of(group) for group in rows if group.members < least]
    read = _("They read what everybody who is asked said.")
    if not small:
        return f"{_('%(groups)s are read together.') % {'groups': names}} {read}"
    said = ngettext(
        "%(groups)s are read together, because %(small)s has fewer than %(least)d people.",
        "%(groups)s are read together, because %(small)s have fewer than %(least)d people.",
        len(small),
    )
    return f"{said % {'groups': names, 'small': naming.listed(small), 'least': least}} {read}"


def _too_few(left: Sequence[Group], least: int, *, anonymous: bool) -> str:
    names = naming.listed([_with_count(group) for group in left])
    if anonymous:
        said = _("%(groups)s: fewer than %(least)d people, so nothing can be asked here anonymously. Ask more people.")
    else:
        said = _("%(groups)s: fewer than %(least)d people, so no figures are made.")
    return said % {"groups": names, "least": least}


def keys(round: Round, fingerprints: dict[UUID, str]) -> tuple[Key, ...]:
    """Return the keys of a round with the groups that share each."""
    from drieslag.surveys.letters import in_parts

    found: dict[UUID, list[Group]] = defaultdict(list)
    for group in groups_of(round):
        if group.keyed_in_id is not None and group.members:
            found[group.keyed_in_id].append(group)
    return tuple(Key(names_of(found.get(pk, [])), in_parts(said)) for pk, said in sorted(fingerprints.items()))


@dataclass(frozen=True, slots=True)
class Came:
    """What may be said of how many answered, in a group that counts for itself."""

    names: str
    said: str
    key: UUID


def came_in(round: Round) -> tuple[Came, ...]:
    """Return the turnout of a closed round: per group that counts, and of the whole where that gives nobody away."""
    groups = groups_of(round)
    rows = [group for group in groups if group.answers is not None and group.counted_in_id == group.pk]
    parts = by_end(group for group in groups if group.members)
    shown = [Came(names_of(parts.get(row.pk, [row])), in_numbers(turnout(row)), row.pk) for row in rows]
    return tuple(shown)


def in_numbers(found: Turnout) -> str:
    """Return a turnout in words."""
    if found.answers is not None:
        return _("%(answers)d of %(size)d answered") % {"answers": found.answers, "size": found.size}
    return _("enough answers to show something") if found.enough else _("not enough answers to show something")


def enough_lines(round: Round) -> tuple[tuple[str, bool | None], ...]:
    """Return for each key group of an open round whether there is enough, as was found once a day."""
    groups = [group for group in groups_of(round) if group.members]
    rows = by_end(groups)
    ends = {group.pk: group for group in groups_of(round)}
    return tuple((names_of(parts), ends[end].enough) for end, parts in rows.items() if end in ends)
