"""What talks keep about a person.

A talk goes with its owner, wholly. Of the other who is erased the name and all own words go: what was prepared and the
sentences that answered. That agreements were confirmed, and on which day, stays the owner's: it holds neither name nor
word of the other.
"""

import json
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieslag.development.sharing.actions import forget
from drieslag.development.talks import table
from drieslag.development.talks.agreed import from_text
from drieslag.development.talks.enums import ReplyKind, Side
from drieslag.development.talks.models import Agreement, Preparation, Reply, Talk
from drieslag.privacy.register import Kept, Rows, register


def _talks(key: UUID) -> Rows:
    rows = Talk.objects.filter(Q(owner=key) | Q(other=key)).order_by("planned_at")
    return [
        {
            "kind": r.kind, "state": r.state, "planned_at": r.planned_at, "place": r.place, "about": r.about,
            "closed_on": r.closed_on, "is_yours": r.owner == key,
            "cards": [one.text for one in table.from_text(r.cards)],
        }
        for r in rows
    ]  # fmt: skip


def _preparations(key: UUID) -> Rows:
    own = Q(side=Side.OWNER, talk__owner=key) | Q(side=Side.OTHER, talk__other=key)
    about = Q(side=Side.OTHER, talk__owner=key)
    rows = Preparation.objects.filter(own | about).select_related("talk").order_by("talk__planned_at", "side")
    return [
        {"planned_at": r.talk.planned_at, "answers": json.loads(r.answers), "about_you": _is_about(r, key)}
        for r in rows
    ]


def _is_about(row: Preparation, key: UUID) -> bool:
    return row.side == Side.OTHER and row.talk.owner == key


def _agreements(key: UUID) -> Rows:
    mine = Q(talk__owner=key) | Q(talk__other=key)
    rows = Agreement.objects.filter(mine).order_by("talk_id", "number")
    return [
        {
            "number": r.number, "made_on": r.made_on, "help": r.help, "evidence": r.evidence,
            "lines": [{"who": one.who, "what": one.what, "by": one.by_when} for one in from_text(r.lines)],
        }
        for r in rows
    ]  # fmt: skip


def _replies(key: UUID) -> Rows:
    mine = Q(agreement__talk__owner=key) | Q(agreement__talk__other=key)
    rows = Reply.objects.filter(mine).order_by("said_on", "pk")
    return [{"kind": r.kind, "sentence": r.sentence, "said_on": r.said_on} for r in rows]


def _erase_talks(key: UUID) -> int:
    own = Talk.objects.filter(owner=key)
    for own_key in own.values_list("pk", flat=True):
        forget(key=own_key)
    gone = own.delete()[0]
    # Before the name goes, since it says whose words these are.
    gone += _erase_preparations(key) + _erase_replies(key)
    for talk in Talk.objects.select_for_update().filter(other=key):
        talk.other = None
        if talk.begun_by == Side.OTHER:
            talk.about = ""
        talk.save(update_fields=["other", "about"])
        gone += 1
    return gone


def _erase_preparations(key: UUID) -> int:
    return Preparation.objects.filter(talk__other=key, side=Side.OTHER).delete()[0]


def _erase_replies(key: UUID) -> int:
    return Reply.objects.filter(agreement__talk__other=key, kind=ReplyKind.SENTENCE).delete()[0]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To talk about how you grow, and to keep to what you agreed"), _("What you chose yourself")
    kept, two = _("As long as you keep the talk"), _("You and the other of the talk")
    register(Kept(Talk, _("Your talks"), purpose, basis, kept, two, _talks, _erase_talks))
    said = _("The writer, and whom it is about; your own words only once you lay them open")
    prepared = _("What you and the other prepared")
    register(Kept(Preparation, prepared, purpose, basis, kept, said, _preparations, _erase_preparations))
    # The agreements are the owner's and go with the talk; the other wrote none of them.
    register(Kept(Agreement, _("What you agreed"), purpose, basis, kept, two, _agreements, lambda _key: 0))
    register(Kept(Reply, _("Who confirmed it, and answers"), purpose, basis, kept, two, _replies, _erase_replies))
