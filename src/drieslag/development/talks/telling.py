"""How the agreements of a closed talk are told. What both prepared and answered is never part of it."""

from collections.abc import Collection
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told
from drieslag.development.talks import agreed
from drieslag.development.talks.enums import ReplyKind, TalkKind, TalkState, Who
from drieslag.development.talks.models import Agreement, Reply, Talk
from drieslag.people.queries import names


def talks(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell closed talks in which something was agreed: the latest version, and who signed it (four queries)."""
    found = Talk.objects.filter(owner=owner, state=TalkState.CLOSED, agreed_number__gt=0)
    if keys is not None:
        found = found.filter(pk__in=keys)
    rows = list(found.order_by("-closed_on", "-pk"))
    latest = {row.talk_id: row for row in Agreement.objects.filter(talk__in=rows).order_by("number")}
    signed = {
        row.agreement_id: row
        for row in Reply.objects.filter(agreement__in=[one.pk for one in latest.values()], kind=ReplyKind.CONFIRMED)
    }
    known = names({owner, *(row.other for row in rows if row.other)})
    return [_told(row, latest[row.pk], signed.get(latest[row.pk].pk), known) for row in rows]


def _told(talk: Talk, agreement: Agreement, signed: Reply | None, known: dict[UUID, str]) -> Told:
    other = known.get(talk.other, "") if talk.other else ""
    who = {
        Who.OWNER: known.get(talk.owner, ""),
        Who.OTHER: other or _("The other"),
        Who.BOTH: _("Both"),
    }
    lines = [(who[line.who], _what(line)) for line in agreed.from_text(agreement.lines)]
    lines += [(_("Help"), agreement.help), (_("How we see it"), agreement.evidence)]
    if signed:
        day = date_format(signed.said_on, "j F Y")
        lines.append((_("Confirmed"), _("by both, the last time on %(day)s") % {"day": day}))
    title = _("%(kind)s with %(name)s") if other else "%(kind)s"
    kind = str(TalkKind(talk.kind).label)
    said = title % {"kind": kind[:1].upper() + kind[1:], "name": other}
    assert talk.closed_on is not None
    return Told(Kind.TALK, talk.pk, said, talk.closed_on, tuple((a, b) for a, b in lines if b), "talks:one")


def _what(line: agreed.Line) -> str:
    if line.by_when is None:
        return line.what
    return _("%(what)s (by %(day)s)") % {"what": line.what, "day": date_format(line.by_when, "j F Y")}
