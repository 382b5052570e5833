"""The made-up organisation: whole, twice is once, on a demo alone, and with the two stories that it is there for."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from pytest_django import DjangoDbBlocker

from drieslag.core import clock, tenancy
from drieslag.core.models import Installation, Organisation
from drieslag.development.budgets import queries as budgets
from drieslag.development.budgets.enums import Kind as BudgetKind
from drieslag.development.plans.models import Asked as Counted
from drieslag.development.plans.models import ThemeFigure
from drieslag.development.plans.queries.figures import living_themes
from drieslag.development.portfolio import queries as portfolio
from drieslag.development.sharing.enums import Kind as Thing
from drieslag.kernel import cycle
from drieslag.kernel.format import Phase, Preference
from drieslag.kernel.series import Trend
from drieslag.learning.formats.models import OwnFormat
from drieslag.learning.groundwork.models import Change, FoundRoom, GoalCount, Lesson
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.meetings.rules import may_read_report
from drieslag.learning.rhythm import queries as rhythms
from drieslag.learning.rhythm.enums import Kind, Reason, Share, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.spread import queries as spread
from drieslag.learning.spread.enums import AmbassadorState, OfferKind
from drieslag.learning.spread.models import Adoption, Ambassador, Offer, Theme, TransferFigure
from drieslag.learning.support import queries as support
from drieslag.learning.support.enums import Asked, HelpState, PairState, WordKind
from drieslag.learning.support.models import Departure, HelpRequest, Pair, Undertaking
from drieslag.learning.threads import queries
from drieslag.learning.threads.enums import HandOverState, Origin, ThreadState
from drieslag.learning.threads.models import HandOver, SharedResult, Thread
from drieslag.library import instruments
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from drieslag.people.queries import count_members, of_person
from drieslag.privacy.anonymous.models import Issue, Slip
from drieslag.surveys.enums import Relation, RoundKind, RoundState, Texts
from drieslag.surveys.findings import flat
from drieslag.surveys.models import (
    ClosedAnswer,
    ClosedText,
    Group,
    InstrumentVersion,
    Invitee,
    Permission,
    ReleasedResult,
    Round,
    Series,
)
from drieslag.surveys.queries.mirror import look_into
from drieslag.surveys.queries.results import get_asked, result_of
from drieslag.surveys.queries.rounds import preview, to_answer
from drieslag.web.demo import answers_of, content, seasons
from drieslag.web.demo.seed import seed
from tests.factories.world import TenantClient

pytestmark = pytest.mark.slow
PERSONAS = set(Role)
PULSE = "I15"


def load() -> None:
    seed(lambda _what, _part: None)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Organisation]:
    """The whole organisation, made once for all tests here: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        Installation.objects.create(is_demo=True)
        load()
        organisation = Organisation.objects.get(slug=content.organisation()["slug"])
        with tenancy.inside(organisation.pk):
            yield organisation
        transaction.set_rollback(True)


def browser() -> TenantClient:
    return TenantClient()


def of_title(title: str) -> Thread:
    return next(thread for thread in Thread.objects.all() if thread.title == title)


def team(name: str) -> Team:
    return Team.objects.get(name=name)


def somebody(name: str) -> Person:
    return next(person for person in Person.objects.all() if person.name == name)


def test_there_is_somebody_for_each_row_of_the_table_of_who_uses_it(demo: Organisation) -> None:
    assert {figure.persona for figure in content.personas()} == PERSONAS
    assert count_members(Team.objects.get(name="Wijkteam De Linde").pk) == 9


def test_twice_is_once(demo: Organisation) -> None:
    before = Thread.objects.count()
    load()
    assert (Organisation.objects.count(), Thread.objects.count()) == (1, before)


def test_every_phase_of_a_thread_is_there(demo: Organisation) -> None:
    rows = queries.board(Team.objects.get(name="Wijkteam De Linde"), clock.today())
    assert {cycle.phase(row.facts) for row in rows} == set(Phase)


def test_the_question_from_the_jar_led_to_a_shorter_list_and_was_shared(demo: Organisation) -> None:
    thread = of_title("Wie van ons kijkt weleens naar ander werk?")
    effects = [effect for try_out in thread.try_outs.all() for effect in try_out.effects.all()]
    assert len(effects) == 3
    assert any("wachtlijst" in effect.text for effect in effects)
    assert {effect.meeting_id for effect in effects} != {try_out.meeting_id for try_out in thread.try_outs.all()}
    assert thread.opened_by is None
    assert thread.state == "closed"


def test_the_talk_about_convictions_is_read_by_those_who_were_there_alone(demo: Organisation) -> None:
    meeting = Meeting.objects.get(format_code="W14")
    readers = {person.first_name for person in Person.objects.all() if may_read_report(person, meeting)}
    assert readers == {"Joost", "Piotr", "Samira"}


def test_meetings_are_planned_and_try_outs_are_due(demo: Organisation) -> None:
    assert Meeting.objects.filter(phase=MeetingPhase.PLANNED, planned_at__gt=clock.now()).count() == 5
    due = queries.due_try_outs(Team.objects.get(name="Wijkteam De Linde"), clock.today())
    assert len(due) >= 3


def test_one_press_signs_in_as_a_persona(demo: Organisation) -> None:
    client = browser()
    assert "Yasmin Bouali" in client.get("/demo/").content.decode()
    answer = client.post("/demo/yasmin/", {"next": "/account/"}, follow=True)
    assert answer.redirect_chain == [("/account/", 302)]
    assert answer.context["me"].person.name == "Yasmin Bouali"


def test_nobody_goes_to_another_site_by_signing_in(demo: Organisation) -> None:
    assert browser().post("/demo/yasmin/", {"next": "https://example.org/"}).headers["Location"] == "/"


def test_the_way_in_of_a_demo_shows_its_people_first(demo: Organisation) -> None:
    assert browser().get("/account/login/?next=/board/").headers["Location"] == "/demo/?next=%2Fboard%2F"
    assert 'href="/demo/"' in browser().get("/account/login/?with=password").content.decode()


def test_each_team_keeps_a_rhythm_of_its_own_for_a_year_and_a_half(demo: Organisation) -> None:
    year_and_a_half = clock.now() - timedelta(days=500)
    for each in Team.objects.all():
        rows = Occurrence.objects.filter(agreement__team=each)
        assert rows.filter(starts_at__lt=year_and_a_half, state=State.HELD).exists()
        assert rows.filter(state=State.PLANNED, starts_at__gt=clock.now()).exists()
        held, given = (rows.filter(state=state).count() for state in (State.HELD, State.GIVEN_UP))
        assert 1.5 < held / given < 12
    assert set(Occurrence.objects.exclude(reason="").values_list("reason", flat=True)) == set(Reason)
    assert Agreement.objects.filter(previous__isnull=False, ended_at=None).count() == 1
    assert Occurrence.objects.filter(state=State.HELD, moved=True, meeting=None).exists()


def test_nothing_of_the_past_is_left_open_but_one_board_session(demo: Organisation) -> None:
    rows = Occurrence.objects.filter(state=State.PLANNED, starts_at__lt=clock.now() - timedelta(days=1), meeting=None)
    assert Counter(row.agreement.kind for row in rows) == {Kind.BOARD_SESSION: 1}


def test_the_hard_autumn_of_one_team_shows(demo: Organisation) -> None:
    first, last = seasons.hard_autumn(clock.today())
    lost = Counter(
        row.agreement.team.name
        for row in Occurrence.objects.filter(original_on__range=(first, last), state=State.GIVEN_UP)
        if row.agreement.kind == Kind.CASE_DISCUSSION
    )
    assert lost["Team Oost"] > 2 * lost["Wijkteam De Linde"]


def test_an_intervision_that_gave_way_is_proposed_again_and_shorter(demo: Organisation) -> None:
    every = rhythms.every_agreement([team("Wijkteam De Linde").pk])
    (proposal,) = rhythms.proposals(every, rhythms.around(every))
    assert proposal.agreement.kind == Kind.INTERVISION
    assert proposal.instead_of is not None
    assert proposal.minutes < proposal.agreement.minutes
    assert rhythms.frozen_share(team("Wijkteam De Linde")) in set(Share)


def test_meetings_are_the_moments_of_the_rhythm(demo: Organisation) -> None:
    assert Occurrence.objects.filter(meeting__phase=MeetingPhase.CLOSED, state=State.HELD).count() == 4
    assert Occurrence.objects.filter(meeting__phase=MeetingPhase.PLANNED, state=State.PLANNED).count() == 4


def test_n02_somebody_who_dreads_aggression_goes_along_with_a_colleague(demo: Organisation) -> None:
    thread = of_title("Wat doe ik als iemand tegen me schreeuwt?")
    assert Meeting.objects.filter(format_code="W26", thread=thread, phase=MeetingPhase.CLOSED).count() == 2
    together = {somebody("Yasmin Bouali").pk, somebody("Merve Yıldız").pk}
    pairs = [pair for pair in Pair.objects.all() if set(pair.seats.values_list("person", flat=True)) == together]
    assert [pair.state for pair in pairs if pair.starts_on] == [PairState.ENDED]
    assert thread.try_outs.get().effects.get().seen == "yes"


def test_who_begins_with_something_says_what_they_put_in(demo: Organisation) -> None:
    """What ended months ago the night took away, as on any installation."""
    titles = {each.title for each in Undertaking.objects.filter(commitments__isnull=False)}
    assert titles == {"Het gezin nodigt zelf uit", "Twee nieuwe collega’s inwerken"}


def test_n03_what_failed_was_told_and_another_team_made_it_work(demo: Organisation) -> None:
    failed = next(each for each in Offer.objects.all() if each.title.startswith("Een kring binnen twee weken"))
    assert failed.kind == OfferKind.DID_NOT
    ambassador = Ambassador.objects.get(offer=failed)
    assert (ambassador.person, ambassador.state) == (somebody("Ruben Tjon").pk, AmbassadorState.ACCEPTED)
    adapted = Adoption.objects.get(offer=failed)
    assert (adapted.team.name, adapted.seen) == ("Team Oost", "yes")
    again = Offer.objects.get(try_out_id=adapted.try_out_id)
    assert {each.team.name for each in Adoption.objects.filter(offer=again)} == {"Wijkteam De Linde", "Jeugdteam Haven"}
    assert SharedResult.objects.filter(try_out=failed.try_out_id, seen="no").exists()


def test_n05_the_theme_of_the_month_has_all_ways_of_learning_in_four_places(demo: Organisation) -> None:
    theme = next(each for each in Theme.objects.all() if each.title == "Jeugd en opvoeden")
    activities = list(theme.activities.all())
    assert {each.preference for each in activities} == set(Preference)
    assert len({each.place for each in activities}) == 4
    assert theme.closed_at is not None
    assert theme.harvest
    assert theme.threads.count() == 3


def test_n11_a_team_that_plans_by_itself_asked_its_coach_who_asked_first(demo: Organisation) -> None:
    request = HelpRequest.objects.get(state=HelpState.ROUNDED)
    assert (request.team.name, request.asked_kind) == ("Team Oost", Asked.COACH)
    said = list(request.words.order_by("said_at", "pk").values_list("kind", flat=True))
    assert said[0] == WordKind.QUESTION
    assert said[-1] == WordKind.ADVICE
    assert HelpRequest.objects.get(state=HelpState.IN_TALK).team.name == "Wijkteam De Linde"


def test_yasmin_is_asked_for_a_talk_and_for_a_look_at_her_plan(demo: Organisation) -> None:
    yasmin = somebody("Yasmin Bouali")
    assert [talk.name for talk in support.due_talks(yasmin)] == ["Dewi"]
    assert [look.week for look in spread.due_looks(yasmin)] == [2]


def test_a_training_shows_what_stuck_without_names(demo: Organisation) -> None:
    assert set(TransferFigure.objects.filter(people__gte=5).values_list("week", flat=True)) == {2, 6, 12}


def test_the_director_reads_what_personal_budgets_held_without_names(demo: Organisation) -> None:
    director = somebody(next(one.name for one in content.personas() if one.persona == Role.DIRECTOR))
    (own,) = (row for row in budgets.totals(director) if row.kind == BudgetKind.PERSONAL)
    assert own.used_cents


def test_themes_live_in_different_numbers_and_wishes_are_not_only_what_people_work_at(demo: Organisation) -> None:
    living = living_themes(with_teams=True)
    assert living is not None
    assert len({row.about for row in living.works}) > 1
    works, wishes = (
        set(
            ThemeFigure.objects.filter(team=None, asked=asked, quarter__begins_on=living.begins_on).values_list(
                "theme_key"
            )
        )
        for asked in Counted
    )
    assert works - wishes == {("signals",)}
    assert wishes - works == {("switching",)}
    assert any(row.teams for row in living.works)


def test_a_portfolio_shows_what_was_done_for_a_goal_and_what_others_say(demo: Organisation) -> None:
    yasmin = somebody("Yasmin Bouali")
    [made] = portfolio.mine(yasmin)
    told = Counter(part.thing.kind for part in portfolio.story(made, yasmin.name).parts if part.thing)
    assert told == {Thing.GOAL: 2, Thing.ACTIVITY: 4, Thing.FEEDBACK: 1, Thing.BADGE: 1}


def test_what_teams_keep_is_there(demo: Organisation) -> None:
    assert (FoundRoom.objects.count(), Change.objects.count(), Lesson.objects.count()) == (5, 2, 4)
    assert GoalCount.objects.count() >= 4
    assert sorted(OwnFormat.objects.values_list("published", flat=True)) == [0, 2]
    assert Departure.objects.exclude(shared_at=None).count() == 1
    assert Offer.objects.exclude(withdrawn_at=None).count() == 1
    assert Ambassador.objects.filter(state=AmbassadorState.DECLINED).count() == 1


def test_questions_were_split_joined_and_handed_on(demo: Organisation) -> None:
    assert Thread.objects.exclude(split_from=None).count() == 1
    assert Thread.objects.filter(state=ThreadState.JOINED).count() == 1
    assert Counter(HandOver.objects.values_list("state", flat=True)) == {
        HandOverState.TAKEN: 1,
        HandOverState.OFFERED: 1,
    }


@pytest.mark.parametrize("key", [figure.key for figure in content.personas()])
def test_everybody_comes_home(demo: Organisation, key: str) -> None:
    client = browser()
    client.post(f"/demo/{key}/")
    assert client.get("/").status_code == 200


def latest(title: str) -> Round:
    return next(each for each in Round.objects.order_by("-opened_at") if each.title == title)


def group(title: str, team: str) -> Group:
    return latest(title).groups.get(team__name=team)


def trends(team: str, name: str) -> dict[str, Trend | None]:
    found = group("Polsslag van Lindestad", team)
    me = of_person(somebody(name))
    result = result_of(me, get_asked(found.round_id), found)
    return {each.of: each.signal.verdict if each.signal else None for each in flat(result.sections) if each.scale}


def test_six_rounds_of_which_one_is_open(demo: Organisation) -> None:
    asked = Round.objects.filter(kind=RoundKind.SURVEY)
    assert Counter(asked.values_list("state", flat=True)) == {RoundState.CLOSED: 5, RoundState.OPEN: 1}
    assert Counter(asked.values_list("instrument_code", flat=True))[PULSE] == 3
    assert Series.objects.get().next_on > clock.today()


def test_the_open_round_waits_for_those_one_can_be(demo: Organisation) -> None:
    for name in ("Yasmin Bouali", "Els Verhoeven", "Joost Hendriks", "Karim Amrani"):
        (waiting,) = to_answer(of_person(somebody(name)))
        assert waiting.title == "Ons teamoverleg"
        assert not Issue.objects.filter(holder=somebody(name).pk).exists()  # the token goes to the visitor's browser
    assert Slip.objects.exists()


def test_a_team_of_four_is_read_together_with_another(demo: Organisation) -> None:
    rows = {row.name: row for row in preview(latest("Ons teamoverleg"))}
    assert rows["Team Toegang"].members == 4
    assert "Jeugdteam Haven" in (rows["Team Toegang"].read_with or "")
    enough = dict(latest("Ons teamoverleg").groups.filter(keyed_in=F("pk")).values_list("name", "enough"))
    assert list(enough.values()).count(None) == 0
    assert enough["Wijkteam De Linde"] is False


def test_one_team_got_better_one_stayed_and_of_one_it_is_too_little(demo: Organisation) -> None:
    better = trends("Wijkteam De Linde", "Yasmin Bouali")
    assert {better["room"], better["breath"]} == {Trend.CHANGE}
    assert set(trends("Team Oost", "Karim Amrani").values()) <= {Trend.NOTHING, None}
    assert set(trends("Jeugdteam Haven", "Naomi Fernandes").values()) == {None}
    assert group("Polsslag van Lindestad", "Jeugdteam Haven").answers == 5


def test_what_people_wrote_was_laid_open_once_and_waits_once(demo: Organisation) -> None:
    laid = Group.objects.get(texts=Texts.LAID_OPEN)
    assert laid.team is not None
    assert laid.team.name == "Wijkteam De Linde"
    assert ClosedText.objects.filter(group=laid, hidden=True).count() == 1
    now = group("Polsslag van Lindestad", "Wijkteam De Linde")
    assert now.texts == Texts.SHUT
    assert ClosedText.objects.filter(group=now).count() == 4


def test_a_result_was_read_together_and_became_a_question_with_a_try_out(demo: Organisation) -> None:
    meeting = Meeting.objects.get(format_code="W48")
    assert meeting.phase == MeetingPhase.CLOSED
    thread = Thread.objects.get(origin=Origin.SURVEY, source_id__isnull=False)
    assert thread.source_id == group("Durven we het te zeggen?", "Wijkteam De Linde").round_id
    assert thread.try_outs.get().effects.get().seen == "yes"


def test_a_mirror_shows_colleagues_and_joins_the_few(demo: Organisation) -> None:
    mirror = Round.objects.get(kind=RoundKind.MIRROR)
    assert mirror.state == RoundState.CLOSED
    colleagues, partners = (mirror.groups.get(relation=each) for each in (Relation.COLLEAGUE, Relation.PARTNER))
    assert (colleagues.counted_in_id, colleagues.answers) == (colleagues.pk, 6)
    assert partners.counted_in_id not in {None, partners.pk}
    assert look_into(somebody("Yasmin Bouali"), mirror.pk).is_own
    assert not Invitee.objects.filter(round=mirror).exists()


def test_a_sentence_was_changed_and_is_another_question_since(demo: Organisation) -> None:
    new, old = InstrumentVersion.objects.order_by("-number")
    replaced = [item for item in instruments.pinned(new.text).items if item.replaces]
    assert len(replaced) == 1
    assert replaced[0].replaces in {item.key for item in instruments.pinned(old.text).items}
    assert latest("Ons teamoverleg").instrument == old.text
    assert Permission.objects.get().ended_at is None
    assert "Lindestad" in ReleasedResult.objects.get().title


def test_what_was_answered_is_kept_for_half_a_year(demo: Organisation) -> None:
    for each in Round.objects.filter(state=RoundState.CLOSED):
        assert ClosedAnswer.objects.filter(round=each).exists() == (each.raw_erased_at is None)
    assert Round.objects.exclude(raw_erased_at=None).count() == 2


def test_the_same_person_answers_the_same_and_others_do_not() -> None:
    instrument = instruments.load_all()[PULSE]
    told = {"about": 3.6}

    def said(who: str) -> str:
        return json.dumps(answers_of.answers(instrument, told, who=who, where="linde", at="polsslag-1"))

    assert said("yasmin") == said("yasmin")
    assert len({said(who) for who in ("yasmin", "els", "joost", "piotr")}) == 4
