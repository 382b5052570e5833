"""Beginning a framework, and changing its draft part by part, so that two colleagues can work on it at once."""

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.doors import with_free_code
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.frameworks import drafting, queries
from drieslag.development.frameworks.drafting import Draft, Part, Place
from drieslag.development.frameworks.models import CODE_START, OwnFramework
from drieslag.development.frameworks.rules import may_edit, may_lay_direction
from drieslag.kernel.framework import Framework, lines_from_matrix
from drieslag.learning.threads.actions.writing import earlier
from drieslag.library import frameworks
from drieslag.people.models import Person
from drieslag.surveys.actions.instruments import ChangedMeanwhile, digest
from drieslag.surveys.composing import clean

MOST_OWN = 100
NAME_MAX = 80
LONGEST_DRAFT = frameworks.LONGEST // 2  # its file has the English that is missing, and indents
STARTS = {Part.ROLE: "role", Part.THEME: "theme", Part.GOAL: "goal", Part.LINE: "line", Part.STEP: "step"}


def begin(*, by: Person, name: str, key: UUID | None = None) -> OwnFramework:
    """Begin an empty framework. The same `key` begins it once."""
    return begin_from(by=by, draft=drafting.blank(_one_line(name)), key=key)


def copy_framework(*, by: Person, code: str, name: str = "", key: UUID | None = None) -> OwnFramework:
    """Begin from a copy of a framework of the library or one's own. Raises NotFound."""
    found = queries.find(code)
    draft = drafting.of(found)
    if name.strip():
        draft["name"] = drafting.said(_one_line(name))
    return begin_from(by=by, draft=draft, based_on=code, key=key)


def import_framework(
    *, by: Person, framework: Framework, own: OwnFramework | None = None, key: UUID | None = None
) -> OwnFramework:
    """Make a draft of a sheet that was read: a new framework, or what is written in this one now. It publishes nothing,
    and the draft of before can be put back.
    """
    if own is None:
        return begin_from(by=by, draft=drafting.of(framework), key=key)
    with editing(by, own) as row:
        draft = drafting.of(framework)
        if draft != row.draft:
            row.removed = {"draft": row.draft}
            row.draft = draft
    return row


def begin_from(*, by: Person, draft: Draft, based_on: str = "", key: UUID | None = None) -> OwnFramework:
    """Begin a framework with this draft. The same `key` begins it once."""
    with transaction.atomic():
        require(may_lay_direction(by))
        known = earlier(OwnFramework, key, made_by=by.pk)
        if known is not None:
            return known
        if OwnFramework.objects.filter(retired_at=None).count() >= MOST_OWN:
            raise Refused(_("Your organisation has very many frameworks of its own. Put some away first."))
        return with_free_code(
            lambda code: OwnFramework(
                pk=key or new_id(),
                organisation_id=by.organisation_id,
                code=CODE_START + code,
                made_by=by.pk,
                based_on=based_on,
                draft=draft,
                changed_at=clock.now(),
            )
        )


def _one_line(name: str) -> str:
    return clean(name).replace("\n", " ")[:NAME_MAX]


@contextmanager
def editing(by: Person, own: OwnFramework) -> Iterator[OwnFramework]:
    """Lock the framework and write what was changed in its draft; too much is refused."""
    with locked(own) as row:
        require(may_edit(by, row))
        yield row
        if len(json.dumps(row.draft, ensure_ascii=False)) > LONGEST_DRAFT:
            raise Refused(_("This framework has become too long. Make two of it, or leave something out."))
        row.changed_at = clock.now()
        row.save(update_fields=["draft", "removed", "changed_at"])


@contextmanager
def locked(own: OwnFramework) -> Iterator[OwnFramework]:
    """Hold the framework, as it is now, until the transaction ends."""
    with transaction.atomic():
        row = OwnFramework.objects.select_for_update().filter(pk=own.pk).first()
        if row is None:
            raise NotFound
        yield row


def change_about(*, by: Person, own: OwnFramework, values: Draft, was: str = "") -> OwnFramework:
    """Set name, purpose and source. With `was`, only if they still stand as they did. Raises ChangedMeanwhile."""
    with editing(by, own) as row:
        _compare({name: row.draft.get(name) for name in sorted(values)}, was, values)
        row.draft = {**row.draft, **values}
    return row


def _compare(now: Any, was: str, wanted: Any) -> None:
    if was and digest(now) != was and now != wanted:
        raise ChangedMeanwhile


def taken_keys(row: OwnFramework) -> set[str]:
    """Return every key that means something already: in the draft, taken out just now, or in a version. A goal of
    somebody may name it.
    """
    taken = drafting.keys_of(row.draft)
    for version in queries.versions_of(row):
        taken |= drafting.keys_in(frameworks.pinned(version.text))
    removed = row.removed or {}
    if "draft" in removed:
        return taken | drafting.keys_of(removed["draft"])
    if removed:
        taken |= {removed["one"]["key"], *drafting.keys_of({removed["part"]: [removed["one"]]})}
    return taken


def add_part(*, by: Person, own: OwnFramework, part: Part, values: Draft, around: str = "") -> str:
    """Put a part at the end of its list. Returns its key. Raises NotFound for a theme or line that is not there."""
    with editing(by, own) as row:
        key = drafting.free_key(STARTS[part], taken_keys(row))
        drafting.listed(row.draft, part, around).append({"key": key, **values})
    return key


def change_part(*, by: Person, own: OwnFramework, place: Place, values: Draft, was: str = "") -> OwnFramework:
    """Set these keys of a part; the others stay. Raises NotFound and ChangedMeanwhile."""
    with editing(by, own) as row:
        part = drafting.get(row.draft, place)
        _compare({name: part.get(name) for name in sorted(values)}, was, values)
        part.update(values)
    return row


def move_part(*, by: Person, own: OwnFramework, place: Place, up: bool) -> OwnFramework:
    """Move a part one place; at the ends it stays."""
    with editing(by, own) as row:
        rows = drafting.listed(row.draft, place.part, place.around)
        here = drafting.at(row.draft, place)
        there = here + (-1 if up else 1)
        if 0 <= there < len(rows):
            rows.insert(there, rows.pop(here))
    return row


def remove_part(*, by: Person, own: OwnFramework, place: Place) -> OwnFramework:
    """Take a part out, and out of what names it; the last one can come back."""
    with editing(by, own) as row:
        here = drafting.at(row.draft, place)
        one = drafting.listed(row.draft, place.part, place.around).pop(here)
        named = []
        part, keys = place.part, {place.key}
        if part is Part.THEME:
            part, keys = Part.GOAL, {goal["key"] for goal in one.get("goals") or []}
        for where, other, name in list(drafting.referring(row.draft, part, keys)):
            if part is Part.STEP and where.around != place.around:
                continue  # another line's step of the same key
            lost = [key for key in other[name] if key in keys]
            other[name] = [key for key in other[name] if key not in keys]
            named.append({"part": where.part.value, "key": where.key, "around": where.around, name: lost})
        row.removed = {"part": place.part.value, "around": place.around, "at": here, "one": one, "named": named}
    return row


def restore(*, by: Person, own: OwnFramework) -> OwnFramework:
    """Put back what was taken out last, also where it was named. Twice is once."""
    with editing(by, own) as row:
        out, row.removed = copy.deepcopy(row.removed), None
        if out and "draft" in out:
            row.draft = out["draft"]
        elif out:
            _put_back(row.draft, out)
    return row


def _put_back(draft: Draft, out: Draft) -> None:
    try:
        rows = drafting.listed(draft, Part(out["part"]), out["around"])
    except NotFound as gone:
        raise Refused(_("The theme or line that it stood in is gone.")) from gone
    rows.insert(min(out["at"], len(rows)), out["one"])
    for named in out["named"]:
        place = Place(Part(named.pop("part")), named.pop("key"), named.pop("around"))
        other = next((one for where, one in drafting.places(draft) if where == place), None)
        for name, keys in named.items():
            if other is not None:
                other[name] = [*(other.get(name) or []), *(key for key in keys if key not in (other.get(name) or []))]


def propose_line(*, by: Person, own: OwnFramework, role: str) -> str:
    """Put a line of what the themes ask of a role behind the others, to be changed. Returns its key. Raises NotFound
    for an unknown role; Refused when nothing is asked of it.
    """
    with editing(by, own) as row:
        framework = drafting.framework_of(row.draft, code=row.code, version=1)
        if role not in {one.key for one in framework.roles}:
            raise NotFound
        proposal = lines_from_matrix(framework, role)
        if proposal.line is None:
            raise Refused(_("No theme asks anything of this role yet. Give it a learning goal first."))
        key = drafting.free_key(STARTS[Part.LINE], taken_keys(row))
        lines = drafting.of(replace(framework, lines=(replace(proposal.line, key=key),)))["lines"]
        row.draft.setdefault("lines", []).extend(lines)
    return key
