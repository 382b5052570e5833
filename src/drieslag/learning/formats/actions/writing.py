"""Changing a draft, part by part, so that two colleagues can work on two steps at once."""

import copy
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.kernel.format import StepKind
from drieslag.learning.formats import draft as drafts
from drieslag.learning.formats.models import OwnFormat
from drieslag.learning.formats.rules import may_edit
from drieslag.library import formats
from drieslag.people.models import Person

FIRST_MINUTES = 5


class ChangedMeanwhile(Refused):
    """A colleague changed the same part since this page was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("A colleague changed this part just now. Look at it, and save yours again if you want that.")
        )


def digest(part: Any) -> str:
    """Return a short mark of how a part stands now."""
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


@contextmanager
def _editing(by: Person, own: OwnFormat) -> Iterator[OwnFormat]:
    """Lock the format and write what was changed in its draft; too much is refused."""
    with transaction.atomic():
        row = OwnFormat.objects.select_for_update(of=("self",)).select_related("team").filter(pk=own.pk).first()
        if row is None:
            raise NotFound
        require(may_edit(by, row))
        yield row
        if len(drafts.file_of(row.draft, code=row.code, version=1)) > formats.LONGEST_FILE:
            raise Refused(_("This format has become too long. Make two of it, or leave something out."))
        row.changed_at = clock.now()
        row.save(update_fields=["draft", "removed", "changed_at"])


def change_part(*, by: Person, own: OwnFormat, values: drafts.Draft, was: str = "") -> OwnFormat:
    """Set these keys of the draft. With `was`, only if they still stand as they did. Raises ChangedMeanwhile."""
    with _editing(by, own) as row:
        _compare(part_of(row.draft, values), was, values)
        row.draft = {**row.draft, **values}
    return row


def part_of(draft: drafts.Draft, keys: Any) -> drafts.Draft:
    """Return these keys of a draft as they stand."""
    return {name: draft.get(name) for name in keys}


def change_step(*, by: Person, own: OwnFormat, key: str, values: drafts.Draft, was: str = "") -> OwnFormat:
    """Set these keys of a step; the others stay. Raises NotFound when it was taken out, and ChangedMeanwhile."""
    with _editing(by, own) as row:
        at = _place(row, key)
        step = row.draft["steps"][at]
        changed = {**step, **values, "key": key}
        _compare(step, was, changed)
        row.draft["steps"][at] = {name: value for name, value in changed.items() if value not in (None, "", [], {})}
    return row


def _compare(now: Any, was: str, wanted: Any) -> None:
    if was and digest(now) != was and now != wanted:
        raise ChangedMeanwhile


def add_step(*, by: Person, own: OwnFormat, kind: StepKind, after: str = "") -> str:
    """Put a new step after another one, or at the end. Returns its key."""
    with _editing(by, own) as row:
        step: drafts.Draft = {"key": _free_key(row, kind.value), "kind": kind.value, "minutes": FIRST_MINUTES}
        if kind is StepKind.ASK:
            step["guard"] = {"open_questions": True}
        at = _place(row, after) + 1 if after else len(row.draft["steps"])
        _insert(row, at, step)
    return str(step["key"])


def duplicate_step(*, by: Person, own: OwnFormat, key: str) -> str:
    """Put a copy of a step behind it. Returns its key."""
    with _editing(by, own) as row:
        at = _place(row, key)
        step = copy.deepcopy(row.draft["steps"][at])
        step["key"] = _free_key(row, step["kind"])
        _insert(row, at + 1, step)
    return str(step["key"])


def move_step(*, by: Person, own: OwnFormat, key: str, places: int) -> OwnFormat:
    """Move a step up (below zero) or down; at the ends it stays."""
    with _editing(by, own) as row:
        steps = row.draft["steps"]
        at = _place(row, key)
        steps.insert(min(max(at + places, 0), len(steps) - 1), steps.pop(at))
    return row


def remove_step(*, by: Person, own: OwnFormat, key: str) -> OwnFormat:
    """Take a step out; the last one can come back."""
    with _editing(by, own) as row:
        at = _place(row, key)
        row.removed = {"at": at, "step": row.draft["steps"].pop(at)}
    return row


def restore_step(*, by: Person, own: OwnFormat) -> OwnFormat:
    """Put the step back that was taken out last. Twice is once."""
    with _editing(by, own) as row:
        if row.removed:
            step = row.removed["step"]
            if step["key"] in _keys(row):
                step["key"] = _free_key(row, step["kind"])
            _insert(row, min(row.removed["at"], len(row.draft["steps"])), step)
            row.removed = None
    return row


def _insert(row: OwnFormat, at: int, step: drafts.Draft) -> None:
    if len(row.draft["steps"]) >= formats.MOST_STEPS:
        raise Refused(_("A format has sixty steps at most."))
    row.draft["steps"].insert(at, step)


def _keys(row: OwnFormat) -> list[str]:
    return [step["key"] for step in row.draft["steps"]]


def _place(row: OwnFormat, key: str) -> int:
    keys = _keys(row)
    if key not in keys:
        raise NotFound
    return keys.index(key)


def _free_key(row: OwnFormat, stem: str) -> str:
    """Return a key that no step has, nor the one that could come back. `review` alone is the program's own."""
    taken = {*_keys(row), *([row.removed["step"]["key"]] if row.removed else [])}
    numbers = range(1, formats.MOST_STEPS * 2 + 2)
    return next(key for key in (f"{stem}_{number}" for number in numbers) if key not in taken)
