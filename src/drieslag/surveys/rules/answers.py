# ruff: noqa: A002 — `round` is the word of the trade
"""Who answers under the own name, until when, and who reads that."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.instrument import Mode
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from drieslag.people.rules import has_role
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope
from drieslag.surveys.enums import TAKING, RoundState
from drieslag.surveys.models import Round


def may_answer(round: Round, person: UUID | None = None) -> Verdict:
    """Say whether answers are taken now. Named ones can be changed and taken back just as long. Whom a mirror is about
    answers before it opens as well: what one expects is written down before others are asked.
    """
    if round.state in TAKING or (round.state == RoundState.DRAFT and round.subject and round.subject == person):
        return YES
    return no(_("This round is closed. Answers can no longer be handed in or changed."))


def may_hand_in(round: Round, person: UUID | None = None) -> Verdict:
    """Say whether more may be gathered: not once the consent for it has ended. Taking back goes on."""
    if round.mode == Mode.CONFIDENTIAL and not is_allowed(ConsentScope.CONFIDENTIAL_ROUNDS):
        return no(
            _("The consent for this has ended. Nothing is handed in any more; what you handed in you can take back.")
        )
    return may_answer(round, person)


def may_read_named(person: Person, round: Round) -> bool:
    """Whether somebody reads the answers of this round under their names: once it is closed, and as was promised.

    A confidential round is read by the role that was named, and only while the consent for it holds. A mirror is
    read by its subject alone, elsewhere.
    """
    if round.state != RoundState.CLOSED or round.subject is not None:
        return False
    if round.mode == Mode.OPEN:
        return round.reader == person.pk
    if round.mode != Mode.CONFIDENTIAL or not is_allowed(ConsentScope.CONFIDENTIAL_ROUNDS):
        return False
    return _has(person, Role(round.reader_role))


def _has(person: Person, role: Role) -> bool:
    return has_role(person, role) or Membership.objects.filter(person=person, role=role, until=None).exists()


def teams_read_by(person: Person, round: Round) -> list[UUID] | None:
    """The teams whose members' answers this person reads; None for all of them."""
    if round.mode == Mode.OPEN or has_role(person, Role(round.reader_role)):
        return None
    held = Membership.objects.filter(person=person, role=round.reader_role, until=None)
    return [team for team in held.values_list("team_id", flat=True) if team is not None]
