"""What surveys keep about a person, and who may hold a token for a round."""

from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, NotFound, Verdict, no
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.privacy.anonymous import holders
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.surveys.checking import answered, kept
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Group, Invitee

# The groups whose key serves a holder now, as _asked finds them, so that any page fetches the token.
_SCOPES = """
    select keyed.keyed_in_id from surveys_invitee asked
    join surveys_group keyed on keyed.id = asked.group_id join surveys_round held on held.id = asked.round_id
    where (asked.person = %(holder)s or (asked.person is null and asked.id = %(holder)s)) and not asked.named
    and keyed.keyed_in_id is not null and held.state = 'open' and held.closes_at > %(now)s
"""


def may_hold(holder: UUID, scope: UUID) -> Verdict:
    """Say whether somebody who was asked, or who came with a code, may have the one token of a group's key."""
    if _asked(holder).filter(group__keyed_in=scope).exists():
        return YES
    return no(_("You are not asked in this round, or it is closed."))


def check(scope: UUID, text: str) -> str:
    """Return the answers as they are kept. Raises Refused, and nothing is spent."""
    return kept(answered(_instrument_of(scope), text))


def _asked(holder: UUID) -> QuerySet[Invitee, Invitee]:
    return Invitee.objects.filter(
        Q(person=holder) | Q(person=None, pk=holder),
        named=False,
        group__keyed_in__isnull=False,
        round__state=RoundState.OPEN,
        round__closes_at__gt=clock.now(),
    )


@lru_cache(maxsize=256)
def _instrument_of(scope: UUID) -> Instrument:
    """What a group is asked never changes, so that it is read once in a process; a scope names one group alone."""
    text = Group.objects.filter(pk=scope).values_list("round__instrument", flat=True).first()
    if text is None:
        raise NotFound
    return instruments.pinned(text)


def fill() -> None:
    """Put it in the register, and register the holders of tokens."""
    from drieslag.surveys.kept import fill as fill_register

    holders.register(Purpose.SURVEY, may_hold=may_hold, scopes=_SCOPES, check=check)
    fill_register()
