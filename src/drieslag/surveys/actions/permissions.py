"""Writing down who let us use the texts of a questionnaire, and bringing those texts in."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Instrument, Licence
from drieslag.library import instruments
from drieslag.people.models import Person, Team
from drieslag.surveys import composing
from drieslag.surveys.actions.instruments import begin_from
from drieslag.surveys.models import DOCUMENT_MAX, OwnInstrument, Permission
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules.instruments import may_note_permission

type Labels = Mapping[str, Sequence[str]]


def note_permission(*, by: Person, code: str, whose: str, given_on: date, document: str) -> Permission:
    """Write down who gave permission, when and where that stands. One stands at a time; noting again replaces it."""
    with transaction.atomic():
        require(may_note_permission(by))
        _licensed(code)
        if given_on > clock.today():
            raise Refused(_("This day is still to come."))
        _end(code)
        permission = Permission.objects.create(
            organisation_id=by.organisation_id, instrument_code=code, whose=composing.clean(whose)[:DOCUMENT_MAX],
            document=composing.clean(document)[:DOCUMENT_MAX], given_on=given_on, by=by.pk, noted_at=clock.now(),
        )  # fmt: skip
        record(verb=Verb.CONSENTED, object_kind="permission", object_id=permission.pk, by=by.pk, context={"code": code})
    return permission


def end_permission(*, by: Person, code: str) -> None:
    """Say that the permission no longer holds: from now on no round is made with it. Raises NotFound."""
    with transaction.atomic():
        require(may_note_permission(by))
        standing = queries.permission_for(code)
        if standing is None:
            raise NotFound
        _end(code)
        record(verb=Verb.WITHDREW, object_kind="permission", object_id=standing.pk, by=by.pk, context={"code": code})


def _end(code: str) -> None:
    standing = Permission.objects.select_for_update().filter(instrument_code=code, ended_at=None)
    standing.update(ended_at=clock.now())


def _licensed(code: str) -> Instrument:
    found = instruments.load_all().get(code)
    if found is None:
        raise NotFound
    if found.licence is not Licence.PERMISSION:
        raise Refused(_("Nobody has to give permission for this questionnaire."))
    return found


def bring_texts(
    *, by: Person, team: Team | None, code: str, texts: Sequence[str], labels: Labels, key: UUID | None = None
) -> OwnInstrument:
    """Make an own instrument of a licensed one and its texts, in the order of its items; its scoring stays.

    `labels` are the words of the points of each response scale, by its key. Refused without a standing permission.
    """
    found = _licensed(code)
    if queries.permission_for(code) is None:
        raise Refused(_("Write down first who gave permission for these texts."))
    if len(texts) != len(found.items) or not all(text.strip() for text in texts):
        words = {"wanted": len(found.items), "given": len([text for text in texts if text.strip()])}
        raise Refused(_("It has %(wanted)d questions, and these are %(given)d texts.") % words)
    draft = composing.of(found)
    draft["based_on"] = code
    for item, text in zip(composing.items_of(draft), texts, strict=True):
        item["text"] = {composing.NL: composing.clean(text), composing.EN: ""}
    for response in draft.get("responses") or []:
        for point, label in zip(response["points"], labels.get(response["key"], ()), strict=False):
            if label.strip() and label.strip() != point.get("label", {}).get(composing.NL):
                point["label"] = {composing.NL: composing.clean(label), composing.EN: ""}
    return begin_from(by=by, team=team, draft=draft, based_on=code, key=key)
