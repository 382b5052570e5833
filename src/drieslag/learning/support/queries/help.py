"""Requests for help as the team sees them, and as whoever was asked sees them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.learning.support.enums import WITH_THE_ASKED, Asked, HelpState, WordKind
from drieslag.learning.support.models import HelpRequest, HelpWord
from drieslag.learning.support.rules import TALK_WITHIN, is_asked
from drieslag.learning.support.workdays import working_days_after
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person, Team
from drieslag.people.queries import Me, names
from drieslag.people.rules import is_member

LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody, a team or the board, of whom help can be asked."""

    kind: Asked
    key: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Asker:
    """A request in the list of whoever was asked."""

    request: HelpRequest
    team: str
    talk_before: date
    open_questions: int
    """How many questions the team has not answered yet."""


@dataclass(frozen=True, slots=True)
class Said:
    """A question with its answer, or advice."""

    word: HelpWord
    name: str
    answer: HelpWord | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with all that was said in answer to it."""

    request: HelpRequest
    of_whom: str
    said: tuple[Said, ...]
    is_team: bool
    is_asked: bool

    @property
    def has_answer(self) -> bool:
        """Whether the team answered a question: only then there can be advice."""
        return any(one.answer for one in self.said)


def whom(team_id: UUID) -> list[Whom]:
    """Return everybody of whom the team can ask help (three queries): coaches, other teams, the board."""
    in_teams = Membership.objects.filter(role=Role.LEARNING_COACH, until=None).values("person")
    in_house = OrganisationRole.objects.filter(role=Role.LEARNING_COACH).values("person")
    coaches = Person.objects.filter(Q(pk__in=in_teams) | Q(pk__in=in_house), left_on=None).order_by("name")
    teams = Team.objects.filter(closed_on=None).exclude(pk=team_id).order_by("name")
    board = OrganisationRole.objects.filter(role=Role.DIRECTOR, person__left_on=None).exists()
    return [
        *(Whom(Asked.COACH, key, name) for key, name in coaches.values_list("pk", "name")),
        *(Whom(Asked.TEAM, key, name) for key, name in teams.values_list("pk", "name")),
        *([Whom(Asked.BOARD, None, "")] if board else []),
    ]


def requests_of(team_id: UUID) -> list[HelpRequest]:
    """Return the requests of a team, newest first."""
    return list(HelpRequest.objects.filter(team=team_id).order_by("-opened_at"))


def asked_of(me: Me) -> list[Asker]:
    """Return what is asked of this person now, longest waiting first (two queries)."""
    rows = list(_asked(me).filter(state__in=WITH_THE_ASKED).select_related("team").order_by("asked_at"))
    words = HelpWord.objects.filter(request__in=rows, kind=WordKind.QUESTION, answers=None)
    waiting: dict[UUID, int] = {}
    for key in words.values_list("request_id", flat=True):
        waiting[key] = waiting.get(key, 0) + 1
    return [Asker(row, row.team.name, _before(row), waiting.get(row.pk, 0)) for row in rows]


def rounded_lately(me: Me) -> list[tuple[str, datetime]]:
    """Return the teams that rounded their request off lately: the name of each and when, and no word of it."""
    rows = _asked(me).filter(state=HelpState.ROUNDED, rounded_at__gte=clock.now() - LATELY)
    found = rows.order_by("-rounded_at").values_list("team__name", "rounded_at")
    return [(name, at) for name, at in found if at is not None]


def get_request(person: Person, key: UUID) -> HelpRequest:
    """Return a request of one's teams, or one that asks this person. Raises NotFound."""
    found = HelpRequest.objects.filter(pk=key).select_related("team", "asked_team").first()
    if found is None:
        raise NotFound
    member = Membership.objects.filter(person=person, team=found.team_id, until=None).exists()
    if not member and not (found.state in WITH_THE_ASKED and is_asked(person, found)):
        raise NotFound
    return found


def get_question(person: Person, key: UUID) -> HelpWord:
    """Return a question in a request that this person may read. Raises NotFound."""
    found = get_word(person, key)
    if found.kind != WordKind.QUESTION:
        raise NotFound
    return found


def get_word(person: Person, key: UUID) -> HelpWord:
    """Return what was said in a request that this person may read. Raises NotFound."""
    found = HelpWord.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    found.request = get_request(person, found.request_id)
    if not is_member(person, found.request.team) and not _was_for(person.pk, found, found.request):
        raise NotFound
    return found


def exchange(me: Me, request: HelpRequest) -> Exchange:
    """Return all that was said about a request, with names: everybody speaks under their own. Who is asked instead of
    somebody else reads nothing of what was said before.
    """
    words = list(HelpWord.objects.filter(request=request).order_by("said_at", "pk"))
    if request.team_id not in me.team_ids:
        seen = {word.pk for word in words if _was_for(me.id, word, request)}
        words = [word for word in words if (word.question_id or word.pk) in seen]
    asked = {request.asked_person} if request.asked_person else set()
    named = names({word.by for word in words if word.by} | asked)
    answers = {word.question_id: word for word in words if word.kind == WordKind.ANSWER}
    said = tuple(_said(word, answers.get(word.pk), named) for word in words if word.kind != WordKind.ANSWER)
    return Exchange(
        request, _of_whom(request, named), said, request.team_id in me.team_ids, is_asked(me.person, request)
    )


def _was_for(person: UUID, word: HelpWord, request: HelpRequest) -> bool:
    """Whether it was said since this was asked as it is now, or by this person."""
    return word.by == person or (request.asked_at is not None and word.said_at >= request.asked_at)


def _said(word: HelpWord, answer: HelpWord | None, named: dict[UUID, str]) -> Said:
    return Said(word, _name(word.by, named), answer, _name(answer.by, named) if answer else "")


def _of_whom(request: HelpRequest, named: dict[UUID, str]) -> str:
    if request.asked_team is not None:
        return request.asked_team.name
    return _name(request.asked_person, named)


def _asked(me: Me) -> QuerySet[HelpRequest]:
    asked = Q(asked_person=me.id) | Q(asked_team__in=me.team_ids)
    if me.has(Role.DIRECTOR):
        asked |= Q(asked_kind=Asked.BOARD)
    return HelpRequest.objects.filter(asked)


def _before(request: HelpRequest) -> date:
    at = request.asked_at or request.opened_at
    return working_days_after(at.astimezone(clock.AMSTERDAM).date(), TALK_WITHIN)


def _name(key: UUID | None, named: dict[UUID, str]) -> str:
    return named.get(key, "") if key else ""
