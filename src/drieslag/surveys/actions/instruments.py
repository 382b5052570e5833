"""Beginning an instrument, and changing its draft part by part, so that two colleagues can work on it at once."""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.doors import with_free_code
from drieslag.core.ids import new_id
from drieslag.core.models import Organisation
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.kernel.instrument import Instrument, ItemKind
from drieslag.learning.threads.actions.writing import earlier
from drieslag.library import instruments
from drieslag.people.models import Person, Team
from drieslag.surveys import composing
from drieslag.surveys.composing import NL, AnswerScale, Draft
from drieslag.surveys.models import CODE_START, OwnInstrument
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules.instruments import may_edit, may_write_for

MOST_OWN = 300
NAME_MAX = 80


class ChangedMeanwhile(Refused):
    """A colleague changed the same part since this page was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("A colleague changed this part just now. Look at it, and save yours again if you want that.")
        )


def begin(
    *, by: Person, team: Team | None, name: str, lines: str, answers: AnswerScale, key: UUID | None = None
) -> OwnInstrument:
    """Make an instrument of pasted lines, for a team or (without one) for the organisation. The same `key` begins it
    once. Raises composing.BadLines.
    """
    owner = team.name if team else Organisation.objects.get(pk=by.organisation_id).name
    draft = composing.blank(composing.clean(name).replace("\n", " ")[:NAME_MAX], owner, ours=team is None)
    if lines.strip():
        composing.put_lines(draft, lines, answers, ())
    return begin_from(by=by, team=team, draft=draft, key=key)


def copy_instrument(
    *, by: Person, team: Team | None, slug: str, name: str = "", key: UUID | None = None
) -> OwnInstrument:
    """Begin from a copy of any instrument that one can see. Raises NotFound; without its texts it is refused."""
    found = queries.get_instrument(by, slug)
    if not found.has_texts:
        raise Refused(_("The texts of this questionnaire are not ours. Write down first who gave permission."))
    draft = composing.of(found)
    draft["based_on"] = based_on = (found.based_on if queries.is_own(found.code) else found.code) or ""
    if name.strip():
        draft["name"] = {NL: composing.clean(name).replace("\n", " ")[:NAME_MAX], composing.EN: ""}
    return begin_from(by=by, team=team, draft=draft, based_on=based_on, key=key)


def import_instrument(
    *, by: Person, team: Team | None, instrument: Instrument, key: UUID | None = None
) -> OwnInstrument:
    """Begin from a file that was read."""
    based_on = instrument.based_on or (instrument.code if instrument.code in instruments.load_all() else "")
    draft = composing.of(instrument)
    draft["based_on"] = based_on
    return begin_from(by=by, team=team, draft=draft, based_on=based_on, key=key)


def begin_from(
    *, by: Person, team: Team | None, draft: Draft, based_on: str = "", key: UUID | None = None
) -> OwnInstrument:
    """Begin an instrument with this draft. The same `key` begins it once."""
    with transaction.atomic():
        require(may_write_for(by, team))
        known = earlier(OwnInstrument, key, team_id=team.pk if team else None, made_by=by.pk)
        if known is not None:
            return known
        if OwnInstrument.objects.filter(retired_at=None).count() >= MOST_OWN:
            raise Refused(_("Your organisation has very many questionnaires of its own. Put some away first."))
        return with_free_code(
            lambda code: OwnInstrument(
                pk=key or new_id(),
                organisation_id=by.organisation_id,
                code=CODE_START + code,
                team=team,
                made_by=by.pk,
                based_on=based_on,
                draft=draft,
                changed_at=clock.now(),
            )
        )


def digest(part: Any) -> str:
    """Return a short mark of how a part stands now."""
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


def _compare(now: Any, was: str, wanted: Any) -> None:
    if was and digest(now) != was and now != wanted:
        raise ChangedMeanwhile


@contextmanager
def editing(by: Person, own: OwnInstrument) -> Iterator[OwnInstrument]:
    """Lock the instrument and write what was changed in its draft; too much is refused."""
    with transaction.atomic():
        row = OwnInstrument.objects.select_for_update(of=("self",)).select_related("team").filter(pk=own.pk).first()
        if row is None:
            raise NotFound
        require(may_edit(by, row))
        yield row
        if len(composing.file_of(row.draft, code=row.code, version=1)) > instruments.LONGEST_FILE:
            raise Refused(_("This questionnaire has become too long. Make two of it, or leave something out."))
        row.changed_at = clock.now()
        row.save(update_fields=["draft", "removed", "changed_at"])


def taken_keys(row: OwnInstrument) -> set[str]:
    """Return every key that means something already: in the draft, taken out just now, or in a version."""
    out = row.removed["item"]["key"] if row.removed else ""
    return {*composing.keys_of(row.draft), out, *queries.keys_ever(queries.versions_of(row))}


def change_part(*, by: Person, own: OwnInstrument, values: Draft, was: str = "") -> OwnInstrument:
    """Set these keys of the draft. With `was`, only if they still stand as they did. Raises ChangedMeanwhile."""
    with editing(by, own) as row:
        _compare(part_of(row.draft, values), was, values)
        row.draft = {**row.draft, **values}
    return row


def part_of(draft: Draft, keys: Iterable[str]) -> Draft:
    """Return these keys of a draft as they stand."""
    return {name: draft.get(name) for name in sorted(keys)}


def add_lines(*, by: Person, own: OwnInstrument, lines: str, answers: AnswerScale) -> list[str]:
    """Make an item of each line, behind the others. Returns their keys. Raises composing.BadLines."""
    with editing(by, own) as row:
        return composing.put_lines(row.draft, lines, answers, taken_keys(row))


def add_item(*, by: Person, own: OwnInstrument, kind: ItemKind) -> str:
    """Put an empty item of this kind at the end. Returns its key."""
    with editing(by, own) as row:
        if sum(1 for _item in composing.items_of(row.draft)) >= instruments.MOST_ITEMS:
            raise Refused(_("Nobody lasts through more than %(most)d questions.") % {"most": instruments.MOST_ITEMS})
        item: Draft = {"key": composing.free_key("q", taken_keys(row)), "kind": kind.value}
        if kind is ItemKind.SCALE:
            composing.use_response(row.draft, AnswerScale.AGREEMENT)
            item["answers"] = AnswerScale.AGREEMENT.value
        row.draft["pages"][-1]["items"].append(item)
    return str(item["key"])


def change_item(*, by: Person, own: OwnInstrument, key: str, values: Draft, was: str = "") -> OwnInstrument:
    """Set these keys of an item; what its kind does not know goes. Raises NotFound and ChangedMeanwhile."""
    with editing(by, own) as row:
        page, at = _place(row, key)
        item = page["items"][at]
        changed = composing.fitting({**item, **values, "key": key})
        _compare(item, was, changed)
        page["items"][at] = changed
        if changed.get("answers"):
            composing.use_response(row.draft, changed["answers"])
    return row


def move_item(*, by: Person, own: OwnInstrument, key: str, up: bool) -> OwnInstrument:
    """Move an item one place, over the edge of a page to the next one; at the ends it stays."""
    with editing(by, own) as row:
        page, at = _place(row, key)
        pages = row.draft["pages"]
        number = pages.index(page)
        if 0 <= at + (-1 if up else 1) < len(page["items"]):
            page["items"].insert(at + (-1 if up else 1), page["items"].pop(at))
        elif 0 <= number + (-1 if up else 1) < len(pages):
            beside = pages[number + (-1 if up else 1)]["items"]
            beside.insert(len(beside) if up else 0, page["items"].pop(at))
        row.draft["pages"] = composing.filled(row.draft)
    return row


def remove_item(*, by: Person, own: OwnInstrument, key: str) -> OwnInstrument:
    """Take an item out, of scales as well; the last one can come back."""
    with editing(by, own) as row:
        page, at = _place(row, key)
        counted = [scale["key"] for scale in row.draft.get("scales") or [] if key in scale.get("items", [])]
        number = row.draft["pages"].index(page)
        row.removed = {"page": number, "at": at, "item": page["items"].pop(at), "scales": counted}
        for scale in row.draft.get("scales") or []:
            if scale["key"] in counted:
                scale["items"] = [one for one in scale["items"] if one != key]
    return row


def restore_item(*, by: Person, own: OwnInstrument) -> OwnInstrument:
    """Put the item back that was taken out last, in its scales too. Twice is once."""
    with editing(by, own) as row:
        if row.removed:
            out, row.removed = copy.deepcopy(row.removed), None
            page = row.draft["pages"][min(out["page"], len(row.draft["pages"]) - 1)]
            page["items"].insert(min(out["at"], len(page["items"])), out["item"])
            for scale in row.draft.get("scales") or []:
                if scale["key"] in out["scales"]:
                    scale["items"] = [*scale.get("items", []), out["item"]["key"]]
    return row


def break_page(*, by: Person, own: OwnInstrument, key: str) -> OwnInstrument:
    """Begin a new page with this item; where one begins with it already, the page joins the one before."""
    with editing(by, own) as row:
        page, at = _place(row, key)
        pages = row.draft["pages"]
        number = pages.index(page)
        if at:
            pages.insert(number + 1, {**composing.page(number + 2), "items": page["items"][at:]})
            page["items"] = page["items"][:at]
        elif number:
            pages[number - 1]["items"] += pages.pop(number)["items"]
    return row


def change_page(*, by: Person, own: OwnInstrument, number: int, values: Draft, was: str = "") -> OwnInstrument:
    """Set the title and the words above a page, counted from one. Raises NotFound and ChangedMeanwhile."""
    with editing(by, own) as row:
        pages = row.draft["pages"]
        if not 1 <= number <= len(pages):
            raise NotFound
        words = {"title": pages[number - 1].get("title"), "intro": pages[number - 1].get("intro")}
        _compare(words, was, values)
        pages[number - 1] = {**pages[number - 1], **values}
    return row


def keep_response(*, by: Person, own: OwnInstrument, key: str, points: list[Draft], was: str = "") -> str:
    """Change the answers of a response scale, or (with an empty key) make a new one. Returns its key."""
    with editing(by, own) as row:
        return _keep(row, "responses", key, {"points": points}, was)


def keep_scale(*, by: Person, own: OwnInstrument, key: str, values: Draft, was: str = "") -> str:
    """Change a scale, or (with an empty key) make a new one. Returns its key. Raises NotFound, ChangedMeanwhile."""
    with editing(by, own) as row:
        return _keep(row, "scales", key, values, was)


def _keep(row: OwnInstrument, name: str, key: str, values: Draft, was: str) -> str:
    rows = row.draft.setdefault(name, [])
    if not key:
        if len(rows) >= composing.MOST_SCALES:
            raise Refused(_("That is enough. Take one away first."))
        taken = {*taken_keys(row), *(one["key"] for one in rows)}
        key = composing.free_key("scale" if name == "scales" else "answers", taken)
        rows.append({"key": key, **values})
        return key
    found = [at for at, one in enumerate(rows) if one["key"] == key]
    if not found:
        raise NotFound
    changed = {**rows[found[0]], **values}
    _compare(rows[found[0]], was, changed)
    rows[found[0]] = changed
    return key


def remove_scale(*, by: Person, own: OwnInstrument, key: str) -> OwnInstrument:
    """Count a scale no more; the items stay. Twice is once."""
    with editing(by, own) as row:
        row.draft["scales"] = [scale for scale in row.draft.get("scales") or [] if scale["key"] != key]
    return row


def _place(row: OwnInstrument, key: str) -> tuple[Draft, int]:
    for page in row.draft["pages"]:
        for at, item in enumerate(page["items"]):
            if item["key"] == key:
                return page, at
    raise NotFound
