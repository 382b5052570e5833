"""Who may do what with buddies, requests for help, tallies, lists of who leaves and commitments."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.support.enums import (
    HELP_STATES,
    PAIR_STATES,
    WITH_THE_ASKED,
    Asked,
    HelpState,
    ItemKind,
    PairState,
    WordKind,
)
from drieslag.learning.support.models import (
    Departure,
    DepartureItem,
    HelpRequest,
    HelpWord,
    Pair,
    Tally,
    Undertaking,
)
from drieslag.learning.support.workdays import working_days_after
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person, Team
from drieslag.people.rules import has_role, is_member

TALK_WITHIN = 10  # working days
LONGEST_WEEKS = 12


def may_take_part_in(person: Person, team: Team) -> Verdict:
    """Members of a team, in what belongs to it."""
    return YES if is_member(person, team) else no(_("Only the members of this team can do this."))


# Buddies


def is_in(person: Person, pair: Pair) -> bool:
    """Whether the person is one of these buddies, or is proposed as one."""
    return pair.seats.filter(person=person).exists()


def may_answer_proposal(person: Person, pair: Pair) -> Verdict:
    """Whoever is in a proposal says yes or no, as long as a member."""
    if not is_in(person, pair):
        return no(_("Only who is in this pair can do this."))
    if PairState.AGREED not in PAIR_STATES[PairState(pair.state)]:
        return no(_("This proposal is no longer there."))
    return may_take_part_in(person, pair.team)


def may_keep_pair(person: Person, pair: Pair) -> Verdict:
    """The buddies themselves: their rhythm, that they spoke, and that one would like another buddy."""
    if not is_in(person, pair):
        return no(_("Only who is in this pair can do this."))
    return YES if pair.state == PairState.AGREED else no(_("You are not each other's buddy now."))


# Help


def is_asked(person: Person, request: HelpRequest) -> bool:
    """Whether help is asked of this person: as a coach, in a team, or on the board."""
    match request.asked_kind:
        case Asked.COACH:
            return request.asked_person == person.pk
        case Asked.TEAM:
            return request.asked_team is not None and is_member(person, request.asked_team)
        case _:
            return has_role(person, Role.DIRECTOR)


def may_read_request(person: Person, request: HelpRequest) -> Verdict:
    """The team; and whoever was asked, from asking until the team rounds it off or takes it back."""
    if is_member(person, request.team):
        return YES
    if request.state in WITH_THE_ASKED and is_asked(person, request):
        return YES
    return no(_("Only the team and whoever it asks can see this."))


def may_change_request(person: Person, request: HelpRequest) -> Verdict:
    """Any member changes the words while it is a concept: whoever was asked reads what they answered to."""
    if not (member := may_take_part_in(person, request.team)):
        return member
    if request.state != HelpState.CONCEPT:
        return no(_("This was asked already. Take it back first, then you can change it."))
    return YES


def may_bring_request_to(person: Person, request: HelpRequest, state: HelpState) -> Verdict:
    """Only the team moves its request, forth and back."""
    if not (member := may_take_part_in(person, request.team)):
        return member
    if state not in HELP_STATES[HelpState(request.state)]:
        reason = _("That is not possible: this request is now “%(state)s”.")
        return no(reason % {"state": request.get_state_display()})
    if state == HelpState.ASKED and not _somebody_is_asked(request):
        return no(_("Whom you ask is no longer there. Choose somebody else first."))
    return YES


def _somebody_is_asked(request: HelpRequest) -> bool:
    return request.asked_kind == Asked.BOARD or bool(request.asked_person or request.asked_team_id)


def may_be_asked(team: Team, kind: Asked, person: UUID | None, other: UUID | None) -> Verdict:
    """A learning coach, another team that is there, or the board when somebody is on it."""
    match kind:
        case Asked.COACH:
            coach = Membership.objects.filter(person=person, role=Role.LEARNING_COACH, until=None).exists()
            there = coach or OrganisationRole.objects.filter(person=person, role=Role.LEARNING_COACH).exists()
        case Asked.TEAM:
            there = other is not None and other != team.pk and Team.objects.filter(pk=other, closed_on=None).exists()
        case _:
            there = OrganisationRole.objects.filter(role=Role.DIRECTOR).exists()
    return YES if there else no(_("Choose of whom you ask it."))


def may_withdraw_word(person: Person, word: HelpWord) -> Verdict:
    """Only who said it; a question as long as the team did not answer it."""
    if word.by != person.pk:
        return no(_("Only who said this can take it back."))
    if word.answers.exists():
        return no(_("Your question was answered already, so it stays."))
    return may_read_request(person, word.request)


def may_respond(person: Person, request: HelpRequest) -> Verdict:
    """Whoever was asked puts questions and proposes a talk, as long as the team asks."""
    if request.state not in WITH_THE_ASKED:
        return no(_("The team does not ask this now."))
    return YES if is_asked(person, request) else no(_("Only who was asked can do this."))


def may_answer_question(person: Person, question: HelpWord) -> Verdict:
    """Any member of the team, once a question."""
    if question.kind != WordKind.QUESTION:
        return no(_("This is no question."))
    if question.answers.exists():
        return no(_("Your team has answered this question."))
    return may_take_part_in(person, question.request.team)


def may_advise(person: Person, request: HelpRequest) -> Verdict:
    """Questions come first: advice once the team answered one, and only when it wishes for advice."""
    if not (asked := may_respond(person, request)):
        return asked
    if not request.words.filter(kind=WordKind.ANSWER).exists():
        return no(_("First ask. Advice comes after the team answered a question."))
    return YES if request.wants_advice else no(_("The team has not asked for advice. Your questions help now."))


def last_day_of_talk(request: HelpRequest) -> date:
    """Return until when a talk is proposed: ten working days after asking, or after today when that has passed."""
    asked_on = (request.asked_at or clock.now()).astimezone(clock.AMSTERDAM).date()
    within = working_days_after(asked_on, TALK_WITHIN)
    return within if within >= clock.today() else working_days_after(clock.today(), TALK_WITHIN)


def may_begin_thread(person: Person, request: HelpRequest) -> Verdict:
    """Any member, once."""
    if request.thread_id is not None:
        return no(_("There is a question on your board about this already."))
    return may_take_part_in(person, request.team)


# The tally of a meeting


def may_tally(person: Person, meeting: Meeting) -> Verdict:
    """Any member of the team, while the meeting runs."""
    if not (member := may_take_part_in(person, meeting.team)):
        return member
    return YES if meeting.is_live else no(_("You can count along while the meeting runs."))


def may_give_sliders(person: Person, tally: Tally) -> Verdict:
    """Any member of the team, until the figures are made."""
    if tally.frozen_at is not None:
        return no(_("The figures are made. Nothing can be added to them."))
    return may_take_part_in(person, tally.team)


def may_count(person: Person, tally: Tally) -> Verdict:
    """Any member, from eight answers on: counting earlier would erase answers and show nothing."""
    if not (open_ := may_give_sliders(person, tally)):
        return open_
    if tally.sliders.count() < MINIMUMS.live_anonymous:
        return no(_("There are not enough answers yet to show something."))
    return YES


# Leaving


def may_see_departure(person: Person, departure: Departure) -> Verdict:
    """The leaver; the colleague who helps; and the team once it was shared with it."""
    if person.pk == departure.person_id:
        return YES
    if is_member(person, departure.team) and (departure.shared_at or departure.colleague_id == person.pk):
        return YES
    return no(_("Only who made this list and with whom it was shared can see it."))


def may_fill_departure(person: Person, departure: Departure) -> Verdict:
    """The leaver and the colleague."""
    seen = may_see_departure(person, departure)
    if not seen or person.pk in {departure.person_id, departure.colleague_id}:
        return seen
    return no(_("Only who leaves, and the colleague who helps, can do this."))


def may_own_departure(person: Person, departure: Departure) -> Verdict:
    """The leaver alone: with whom, when, shared or not, and erasing."""
    return YES if person.pk == departure.person_id else no(_("Only who made this list can do this."))


def may_add_item(person: Person, departure: Departure, kind: ItemKind) -> Verdict:
    """The two who fill it; and anyone of the team asks once it was shared."""
    return may_see_departure(person, departure) if kind == ItemKind.ASKS else may_fill_departure(person, departure)


def may_remove_item(person: Person, item: DepartureItem) -> Verdict:
    """Who wrote it, and the leaver."""
    if item.by == person.pk:
        return may_see_departure(person, item.departure)
    return may_own_departure(person, item.departure)


def may_make_insight(person: Person, item: DepartureItem) -> Verdict:
    """The two who filled it, of what was shared with the team."""
    if item.departure.shared_at is None:
        return no(_("First share the list with your team."))
    if item.insight_id is not None:
        return no(_("This is an insight of your team already."))
    return may_fill_departure(person, item.departure) and may_take_part_in(person, item.departure.team)


# Taking part


def may_remove_undertaking(person: Person, undertaking: Undertaking) -> Verdict:
    """Who put it there, as long as nobody takes part."""
    if undertaking.opened_by != person.pk:
        return no(_("Only who put this here can take it away."))
    if undertaking.commitments.exclude(person=person).exists():
        return no(_("Colleagues take part in this. It stays as long as they do."))
    return YES
