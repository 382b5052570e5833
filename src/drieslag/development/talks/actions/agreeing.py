"""What is agreed: the owner writes it, the other signs or answers, a change is a new version to sign."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.talks import agreed
from drieslag.development.talks.actions.locking import locked
from drieslag.development.talks.enums import ReplyKind
from drieslag.development.talks.models import LINE_MAX, MOST_LINES, SENTENCE_MAX, Agreement, Reply, Talk
from drieslag.development.talks.rules import may_reply, may_write
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def write_agreements(
    *,
    by: Person,
    talk: Talk,
    lines: Sequence[agreed.Line],
    help_: str = "",
    evidence: str = "",
    after: int | None = None,
) -> Agreement:
    """Keep a version of the agreements, signed by its owner today. `after` is the version that one read: when another
    was kept since, in another window, nothing is overwritten. Words that did not change make no new version.
    """
    said = [replace(line, what=within(line.what, LINE_MAX)) for line in lines]
    if not said:
        raise Refused(_("Write at least one agreement."))
    if len(said) > MOST_LINES:
        raise Refused(_("Keep it to six agreements. What matters most?"))
    texts = {
        "lines": agreed.to_text(said),
        "help": within(help_, LINE_MAX, needed=False),
        "evidence": within(evidence, LINE_MAX, needed=False),
    }
    with transaction.atomic():
        now = locked(by, talk)
        require(may_write(by, now))
        latest = Agreement.objects.filter(talk=now).order_by("-number").first()
        if latest is not None and all(getattr(latest, name) == text for name, text in texts.items()):
            return latest
        if after is not None and after != now.agreed_number:
            raise Refused(_("The agreements were changed meanwhile. Read them again."))
        now.agreed_number += 1
        now.save(update_fields=["agreed_number"])
        return Agreement.objects.create(
            organisation_id=now.organisation_id,
            talk=now,
            number=now.agreed_number,
            made_on=clock.today(),
            **texts,
        )


def confirm(*, by: Person, talk: Talk, number: int) -> Reply:
    """Sign this version, as the other of the two. Refused when it was changed since."""
    with transaction.atomic():
        now, agreement = _to_reply(by, talk, number)
        row = _reply(agreement, ReplyKind.CONFIRMED, "")
        now.replied_number = now.confirmed_number = agreement.number
        now.save(update_fields=["replied_number", "confirmed_number"])
    return row


def answer_with_a_sentence(*, by: Person, talk: Talk, number: int, sentence: str) -> Reply:
    """Answer this version instead of signing it; the owner decides what to do with that."""
    text = within(sentence, SENTENCE_MAX)
    with transaction.atomic():
        now, agreement = _to_reply(by, talk, number)
        row = _reply(agreement, ReplyKind.SENTENCE, text)
        now.replied_number = agreement.number
        now.save(update_fields=["replied_number"])
    return row


def _to_reply(by: Person, talk: Talk, number: int) -> tuple[Talk, Agreement]:
    now = locked(by, talk)
    agreement = Agreement.objects.filter(talk=now, number=number).first()
    if agreement is None:
        raise NotFound
    require(may_reply(by, now, agreement))
    return now, agreement


def _reply(agreement: Agreement, kind: ReplyKind, sentence: str) -> Reply:
    row = Reply.objects.filter(agreement=agreement, kind=kind).first() or Reply(
        organisation_id=agreement.organisation_id, agreement=agreement, kind=kind
    )
    row.sentence, row.said_on = sentence, clock.today()
    row.save()
    return row
