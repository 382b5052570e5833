"""The editor's page: parts in their order, and what is still missing, at its own place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.development.frameworks import drafting
from drieslag.development.frameworks.drafting import WITHIN, Draft, Part, Place
from drieslag.development.frameworks.models import OwnFramework
from drieslag.kernel.framework import Framework, How, Way, What, changes, check
from drieslag.web.components.drawings import icon
from drieslag.web.components.mixes import Mix
from drieslag.web.components.standings import standing_word
from drieslag.web.frameworks.presenters.reading import mix_of
from drieslag.web.frameworks.words import BOXES, HOWS, KINDS, WAY_ICONS, WAYS, WHATS, said, say

type Missing = Mapping[Place | None, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part in a list of the editor. `inside` counts what is missing in its own parts."""

    part: str
    key: str
    around: str
    name: str
    notes: tuple[str | Promise, ...]
    icon: SafeString | str
    missing: tuple[str, ...]
    inside: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The whole draft."""

    name: str
    roles: tuple[PartRow, ...]
    themes: tuple[PartRow, ...]
    lines: tuple[PartRow, ...]
    about: tuple[str, ...]
    removed: str
    untranslated: int
    is_ready: bool


def editor(own: OwnFramework) -> EditorPage:
    """Return the page of a draft."""
    missing = missing_in(own)
    return EditorPage(
        name=name_of(own),
        roles=rows_of(own.draft, Part.ROLE, missing),
        themes=rows_of(own.draft, Part.THEME, missing),
        lines=rows_of(own.draft, Part.LINE, missing),
        about=tuple(missing.get(None, ())),
        removed=removed_name(own),
        untranslated=drafting.untranslated(own.draft),
        is_ready=not missing,
    )


def name_of(own: OwnFramework) -> str:
    """Return what the draft is called."""
    return said(own.draft.get("name")) or own.code


def removed_name(own: OwnFramework) -> str:
    """Return what was taken out last, or that a sheet took the place of the draft."""
    if not own.removed:
        return ""
    return _("What stood here before the sheet") if "draft" in own.removed else _short(own.removed["one"])


def missing_in(own: OwnFramework) -> Missing:
    """Return what is still wrong with the draft, by the part that it belongs to; None: the whole."""
    found: dict[Place | None, list[str]] = {}
    for path, message in check(drafting.framework_of(own.draft, code=own.code, version=1)):
        sentences = found.setdefault(drafting.owner_of(own.draft, path), [])
        sentence = _with_box(path, say(message))
        if sentence not in sentences:
            sentences.append(sentence)
    return found


def _with_box(path: str, sentence: str) -> str:
    """Say of which box it is; a level has a word of its own."""
    *_before, last = path.split(".")
    if ".levels." in path:
        return _("‘%(box)s’: %(sentence)s") % {"box": standing_word(last), "sentence": sentence}
    box = BOXES.get(last.partition("[")[0])
    return _("‘%(box)s’: %(sentence)s") % {"box": box, "sentence": sentence} if box else sentence


def rows_of(draft: Draft, part: Part, missing: Missing, around: str = "") -> tuple[PartRow, ...]:
    """Return the parts of one list."""
    rows = drafting.listed(draft, part, around)
    inner = next((one for one, outer in WITHIN.items() if outer is part), None)
    return tuple(
        PartRow(
            part=part.value,
            key=one["key"],
            around=around,
            name=_short(one),
            notes=tuple(_notes(draft, part, one)),
            icon=icon(WAY_ICONS[Way(one.get("way") or Way.DOING)]) if part is Part.STEP else "",
            missing=tuple(missing.get(Place(part, one["key"], around), ())),
            inside=sum(len(said) for place, said in missing.items() if _is_in(place, inner, one["key"])),
            is_first=at == 0,
            is_last=at == len(rows) - 1,
        )
        for at, one in enumerate(rows)
    )


def _is_in(place: Place | None, inner: Part | None, around: str) -> bool:
    return place is not None and place.part is inner and place.around == around


def _short(one: Mapping[str, Any]) -> str:
    return said(one.get("name") or one.get("text")) or _("Without words yet")


def _notes(draft: Draft, part: Part, one: Mapping[str, Any]) -> Iterator[str | Promise]:
    roles = {role["key"]: _short(role) for role in draft.get("roles") or []}
    if part is Part.THEME:
        count = len(one.get("goals") or [])
        yield ngettext("%(n)d learning goal", "%(n)d learning goals", count) % {"n": count}
    elif part is Part.GOAL:
        yield ", ".join(roles[key] for key in one.get("roles") or [] if key in roles)
    elif part is Part.LINE:
        yield roles.get(one.get("role") or "", "–")
        count = len(one.get("steps") or [])
        yield ngettext("%(n)d step", "%(n)d steps", count) % {"n": count}
    elif part is Part.STEP:
        yield WAYS[Way(one.get("way") or Way.DOING)]
        if one.get("choice"):
            yield _("one of the choice ‘%(word)s’") % {"word": one["choice"]}
    elif said(one.get("meaning")):
        yield said(one.get("meaning"))


def mix_of_draft(own: OwnFramework, key: str) -> Mix:
    """Return how a line of the draft learns."""
    framework = drafting.framework_of(own.draft, code=own.code, version=1)
    return mix_of(framework.line(key))


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What became of the roles, themes, goals or lines."""

    title: str | Promise
    rows: tuple[tuple[str | Promise, str, str], ...]  # what, before, after


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new version does, before it is published."""

    groups: tuple[ChangeGroup, ...]
    dropped: tuple[str, ...]  # themes that goals may name


def changes_of(old: Framework, new: Framework) -> Changes:
    """Return what a version changes, in words."""
    found = changes(old, new)
    dropped = [say(one.before) for one in found if one.what is What.THEME and one.how is How.DROPPED]
    return Changes(tuple(_groups(found)), tuple(dropped))


def _groups(found: Iterable[Any]) -> Iterator[ChangeGroup]:
    known = list(found)
    for what in What:
        rows = tuple((HOWS[one.how], say(one.before), say(one.after)) for one in known if one.what is what)
        if rows:
            yield ChangeGroup(WHATS[what], rows)


def kind_of(part: Part) -> str:
    """Return what a part is called."""
    return str(KINDS[part])
