"""A team asks for help: what it runs into, of whom, and what is said in answer. Questions come before advice."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.learning.support.enums import Asked, HelpState, WordKind
from drieslag.learning.support.models import HELP_MAX, HELP_SHORT_MAX, WORD_MAX, HelpRequest, HelpWord
from drieslag.learning.support.rules import (
    last_day_of_talk,
    may_advise,
    may_answer_question,
    may_be_asked,
    may_begin_thread,
    may_bring_request_to,
    may_change_request,
    may_respond,
    may_take_part_in,
    may_withdraw_word,
)
from drieslag.learning.threads.actions import open_thread
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.learning.threads.enums import Origin
from drieslag.learning.threads.models import STORY_MAX, TITLE_MAX, Thread
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team


@dataclass(frozen=True)
class Asking:
    """The words of a request, and of whom it asks."""

    running_into: str
    tried: str
    asking: str
    decide_ourselves: str
    look_back_on: date
    asked_kind: Asked
    asked_person: UUID | None = None
    asked_team: UUID | None = None

    def trimmed(self) -> "Asking":
        """Return the same within its limits. Raises Refused, in words."""
        return replace(
            self,
            running_into=within(self.running_into, HELP_MAX),
            tried=within(self.tried, HELP_MAX, needed=False),
            asking=within(self.asking, HELP_SHORT_MAX),
            decide_ourselves=within(self.decide_ourselves, HELP_SHORT_MAX, needed=False),
        )


def write_request(*, by: Person, team: Team, asking: Asking, key: UUID | None = None) -> HelpRequest:
    """Write a request as a concept that the team alone sees. The same `key` and words again return the first."""
    given = asking.trimmed()
    with transaction.atomic():
        require(may_take_part_in(by, team))
        require(may_be_asked(team, given.asked_kind, given.asked_person, given.asked_team))
        known = earlier(HelpRequest, key)
        if known and (known.team_id, known.asking, known.running_into) == (team.pk, given.asking, given.running_into):
            return known
        request = HelpRequest(
            id=new_id() if known else key or new_id(),
            organisation_id=team.organisation_id,
            team=team,
            opened_by=by.pk,
            opened_at=clock.now(),
        )
        _put(request, given)
        request.save()
        announce(f"team:{team.pk}")
    return request


def change_request(*, by: Person, request: HelpRequest, asking: Asking) -> HelpRequest:
    """Change the words of a concept, or of whom it asks."""
    given = asking.trimmed()
    with transaction.atomic():
        now = _locked(request)
        require(may_change_request(by, now))
        require(may_be_asked(now.team, given.asked_kind, given.asked_person, given.asked_team))
        _put(now, given)
        now.save()
    return now


def remove_request(*, by: Person, request: HelpRequest) -> None:
    """Erase a concept with all that was said in answer to it."""
    with transaction.atomic():
        now = _locked(request)
        require(may_change_request(by, now))
        tell(verb=Verb.WITHDREW, kind="help", key=now.pk, by=by, team_id=now.team_id)
        now.delete()


def bring_to(*, by: Person, request: HelpRequest, state: HelpState) -> HelpRequest:
    """Bring a request to another state: ask it, take it back, say that you are in talk, try out, round it off.
    Doing it twice changes nothing.
    """
    with transaction.atomic():
        now = _locked(request)
        if now.state == state:
            return now
        require(may_bring_request_to(by, now, state))
        at = clock.now()
        now.asked_at = None if state == HelpState.CONCEPT else now.asked_at or at
        now.rounded_at = at if state == HelpState.ROUNDED else None
        now.talk_on = None if state == HelpState.CONCEPT else now.talk_on
        now.state = state
        now.save(update_fields=["state", "asked_at", "rounded_at", "talk_on"])
        verb = Verb.ASKED_HELP if state == HelpState.ASKED else Verb.CHANGED
        tell(verb=verb, kind="help", key=now.pk, by=by, team_id=now.team_id, state=state)
    return now


def ask_question(*, by: Person, request: HelpRequest, text: str, key: UUID | None = None) -> HelpWord:
    """Answer a request with a question."""
    return _say(by, request, WordKind.QUESTION, text, key)


def advise(*, by: Person, request: HelpRequest, text: str, key: UUID | None = None) -> HelpWord:
    """Advise, once the team answered a question and wishes for advice."""
    return _say(by, request, WordKind.ADVICE, text, key)


def _say(by: Person, request: HelpRequest, kind: WordKind, text: str, key: UUID | None) -> HelpWord:
    words = within(text, WORD_MAX)
    with transaction.atomic():
        now = _locked(request)
        require(may_advise(by, now) if kind == WordKind.ADVICE else may_respond(by, now))
        return _word(by=by, request=now, kind=kind, words=words, key=key)


def answer(*, by: Person, question: HelpWord, text: str, key: UUID | None = None) -> HelpWord:
    """Answer a question, as the team."""
    words = within(text, WORD_MAX)
    with transaction.atomic():
        now = _locked(question.request)
        known = question.answers.filter(pk=key).first() if key else None
        if known:
            return known
        require(may_answer_question(by, question))
        return _word(by=by, request=now, kind=WordKind.ANSWER, words=words, key=key, question=question)


def withdraw_word(*, by: Person, word: HelpWord) -> None:
    """Take back what one said: it is erased."""
    with transaction.atomic():
        now = _locked(word.request)
        require(may_withdraw_word(by, word))
        tell(verb=Verb.WITHDREW, kind="help", key=now.pk, by=by, team_id=now.team_id, sort=word.kind)
        word.delete()


def propose_talk(*, by: Person, request: HelpRequest, day: date) -> HelpRequest:
    """Propose a day to talk, within ten working days."""
    with transaction.atomic():
        now = _locked(request)
        require(may_respond(by, now))
        if day < clock.today():
            raise Refused(_("This day has passed. Choose a day to come."))
        if day > last_day_of_talk(now):
            raise Refused(_("Choose a day within ten working days: a team that asks does not wait long."))
        now.talk_on = day
        now.save(update_fields=["talk_on"])
        tell(verb=Verb.PLANNED, kind="help", key=now.pk, by=by, team_id=now.team_id)
    return now


def wish_advice(*, by: Person, request: HelpRequest, wants: bool) -> HelpRequest:
    """Say whether the team wishes for advice beside questions."""
    with transaction.atomic():
        now = _locked(request)
        require(may_take_part_in(by, now.team))
        now.wants_advice = wants
        now.save(update_fields=["wants_advice"])
        announce(f"team:{now.team_id}")
    return now


def begin_thread(*, by: Person, request: HelpRequest) -> Thread:
    """Put the request on the board as a question, so that what is tried and learned gets its place there."""
    with transaction.atomic():
        now = _locked(request)
        require(may_begin_thread(by, now))
        title = " ".join(now.asking.split())
        thread = open_thread(
            by=by,
            team=now.team,
            origin=Origin.HELP,
            title=title if len(title) <= TITLE_MAX else f"{title[: TITLE_MAX - 1]}…",
            story=now.running_into[:STORY_MAX],
            source_id=now.pk,
        )
        now.thread_id = thread.pk
        now.save(update_fields=["thread_id"])
    return thread


def _locked(request: HelpRequest) -> HelpRequest:
    found = HelpRequest.objects.select_for_update(of=("self",)).select_related("team", "asked_team")
    return found.get(pk=request.pk)


def _put(request: HelpRequest, given: Asking) -> None:
    request.running_into, request.tried = given.running_into, given.tried
    request.asking, request.decide_ourselves = given.asking, given.decide_ourselves
    request.look_back_on = given.look_back_on
    request.asked_kind = given.asked_kind
    request.asked_person = given.asked_person if given.asked_kind == Asked.COACH else None
    request.asked_team_id = given.asked_team if given.asked_kind == Asked.TEAM else None


def _word(
    *, by: Person, request: HelpRequest, kind: WordKind, words: str, key: UUID | None, question: HelpWord | None = None
) -> HelpWord:
    known = earlier(HelpWord, key)
    if known and (known.request_id, known.text) == (request.pk, words):
        return known
    word = HelpWord.objects.create(
        id=new_id() if known else key or new_id(),
        organisation_id=request.organisation_id,
        request=request,
        kind=kind,
        question=question,
        text=words,
        by=by.pk,
        said_at=clock.now(),
    )
    tell(verb=Verb.ANSWERED, kind="help", key=request.pk, by=by, team_id=request.team_id, sort=kind)
    return word
