"""One professional with an unmistakable word in every field of their own, and the few colleagues who were asked in.

A word is made of its field's name, so that a leak says at once what leaked.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from drieslag.core import clock
from drieslag.development.badges import actions as badges
from drieslag.development.budgets import actions as budgets
from drieslag.development.budgets.enums import Kind as BudgetKind
from drieslag.development.budgets.enums import Purpose
from drieslag.development.competence import actions as competence
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.competence.enums import MomentKind
from drieslag.development.evaluations import actions as evaluations
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.frameworks import actions as frameworks
from drieslag.development.frameworks import queries as roles
from drieslag.development.offerings import actions as offerings
from drieslag.development.offerings.actions import Draft, When
from drieslag.development.offerings.enums import Kind as OfferingKind
from drieslag.development.plans import actions as plans
from drieslag.development.plans.actions.goals import Came
from drieslag.development.portfolio import actions as portfolio
from drieslag.development.reflections import actions as reflections
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.marks import Marks
from drieslag.development.registers import actions as registers
from drieslag.development.registers.noted import Dimensions, Noted
from drieslag.development.registers.noted import Told as ToldSeries
from drieslag.development.sharing.enums import Kind
from drieslag.development.talks import actions as talks
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import TalkKind, Who
from drieslag.kernel.format import Text
from drieslag.kernel.framework import Standing
from drieslag.library import registers as library
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from tests.factories.world import World, make_person

BEGINS, ENDS = "zqk", "xv"
WORD = re.compile(f"{BEGINS}[a-z]+?{ENDS}")
FRAMEWORK = "F02"


KINDS = {
    Kind.GOAL: ("growth.goal", "growth.done", "growth.dropped"),
    Kind.ACTIVITY: ("growth.activity",),
    Kind.REFLECTION: ("reflections.note",),
    Kind.LOOK_BACK: ("reflections.back", "reflections.quarter"),
    Kind.VIEW: ("evaluations.view",),
    Kind.PROFILE: ("evaluations.values", "evaluations.energy"),
    Kind.TALK: ("talks.closed",),
    Kind.MOMENT: ("competence.seen", "competence.unseen"),
    Kind.DECLARATION: ("competence.declaration",),
    Kind.TAKEN_PART: ("offerings.taken",),
    Kind.BADGE: ("badges.badge",),
}  # by which name each thing's key is kept


@dataclass
class Owner:
    """The professional, who was asked in, and where everything lies."""

    world: World
    person: Person
    talker: Person  # prepares and agrees with the owner
    looker: Person  # gave feedback at a moment and a view of the declaration
    seer: Person  # gave the second view
    reader: Person  # with whom something will be shared
    host: Person  # whose offering the owner takes part in
    adviser: Person  # decides about the owner's budget
    words: dict[str, str] = field(default_factory=dict)  # by the field's name
    keys: dict[str, UUID] = field(default_factory=dict)
    secret: str = ""

    def word(self, name: str) -> str:
        """Return the word of a field."""
        return self.words.setdefault(name, BEGINS + re.sub("[^a-z]", "", name.lower()) + ENDS)

    def has(self, *parts: str) -> set[str]:
        """Return the words of all fields whose names begin so."""
        return {word for name, word in self.words.items() if name.startswith(parts)}


def gather(world: World) -> Owner:
    """Bring in the people: all but the owner work in another team, so that no team gives them a view."""
    away, here = world.other_team, world.organisation
    adviser = make_person(here, "Aad Advies")
    OrganisationRole.objects.create(organisation=here, person=adviser, role=Role.LEARNING_ADVISER)
    return Owner(
        world,
        person=make_person(here, "Kees Kanarie", world.team),
        talker=make_person(here, "Nadia Nabij", away),
        looker=make_person(here, "Fenna Feedback", away),
        seer=make_person(here, "Gerda Gezien", away),
        reader=make_person(here, "Sanne Samen", away),
        host=make_person(here, "Hanna Host", away, Role.INTERNAL_TRAINER),
        adviser=adviser,
    )


def write_everything(owner: Owner, thread: UUID) -> Owner:
    """Let the owner write in every field of every part; the goal goes with this question of the team."""
    owner.keys["board.thread"] = thread
    for part in (_evaluates, _plans, _reflects, _talks, _shows, _takes_part, _spends, _keeps_for_a_register, _tells):
        part(owner)
    return owner


def _evaluates(owner: Owner) -> None:
    by, word = owner.person, owner.word
    frameworks.use_shipped(by=owner.adviser, code=FRAMEWORK)
    role = roles.find(FRAMEWORK).roles[0]
    frameworks.take_role(by=by, code=FRAMEWORK, role=role.key)
    theme = roles.find(FRAMEWORK).themes_for(role.key)[0]
    begun = evaluations.begin(by=by)
    said = {name: word(f"view.{name}") for name in ("doing", "example", "wish", "matters", "who")}
    view = evaluations.write_view(
        by=by, evaluation=begun, theme=theme.key, seen=Seen(Text(nl="", en=""), Standing.GROWS, **said)
    )  # fmt: skip
    assert view is not None
    for heading in set(Heading) - {Heading.WAYS}:
        row = evaluations.write_field(by=by, heading=heading, words=word(f"profile.{heading}"))
        assert row is not None
        if heading in {Heading.VALUES, Heading.ENERGY}:  # two keys are enough to try addresses with
            owner.keys[f"evaluations.{heading}"] = row.pk
    owner.keys |= {"evaluations.evaluation": begun.pk, "evaluations.view": view.pk}


def _plans(owner: Owner) -> None:
    by, word = owner.person, owner.word
    goal = plans.add_goal(by=by, text=word("goal.text"), for_residents=word("goal.residents"))
    plans.change_goal(
        by=by, goal_id=goal.pk, text=word("goal.text"), for_residents=word("goal.residents"),
        seen_by=word("goal.seen by"), this_week=word("goal.this week"), paired=word("goal.paired"),
    )  # fmt: skip
    plans.link_thread(by=by, goal_id=goal.pk, thread_id=owner.keys["board.thread"])
    plans.add_activity(
        by=by, goal_id=goal.pk, text=word("activity.of thread"), origin=("thread", owner.keys["board.thread"])
    )
    activity = plans.add_activity(by=by, goal_id=goal.pk, text=word("activity.text"))
    plans.mark_done(by=by, activity_id=activity.pk, brought=word("activity.brought"))
    plans.note_week(by=by, goal_id=goal.pk, answer="did", text=word("note.week"))
    done = plans.add_goal(by=by, text=word("done goal.text"), for_residents=word("done goal.residents"))
    came = Came(word("done goal.changed"), word("done goal.changed for"), word("done goal.known by"))
    plans.end_goal(by=by, goal_id=done.pk, came=came)
    away = plans.add_goal(by=by, text=word("dropped goal.text"), for_residents=word("dropped goal.residents"))
    plans.drop_goal(by=by, goal_id=away.pk, reason=word("dropped goal.reason"))
    owner.keys |= {
        "growth.goal": goal.pk, "growth.activity": activity.pk, "growth.done": done.pk, "growth.dropped": away.pk,
    }  # fmt: skip


def _reflects(owner: Owner) -> None:
    by, word = owner.person, owner.word
    marks = Marks(goal=owner.keys["growth.goal"], tags=(word("tag.one"),))
    note = reflections.write(by=by, text=word("reflection.text"), marks=marks)
    today = clock.today()
    reflections.keep_pattern(by=by, span=Span.WEEK, day=today, key="tag", words=word("back.kept"))
    back = reflections.close(by=by, span=Span.WEEK, day=today, closing=word("back.closing"))
    quarter = reflections.close(by=by, span=Span.QUARTER, day=today, closing=word("back.quarter"))
    owner.keys |= {"reflections.note": note.pk, "reflections.back": back.pk, "reflections.quarter": quarter.pk}


def _talks(owner: Owner) -> None:
    """Two talks: one whose preparation stays the owner's, and one that is over, signed by both."""
    by, other, word = owner.person, owner.talker, owner.word
    for name in ("coming", "closed"):
        talk = talks.ask_for_talk(
            by=by, owner=by, other=other, kind=TalkKind.COACHING, planned_at=clock.now() + timedelta(days=14),
            place=word(f"talk.{name} place"), about=word(f"talk.{name} about"),
        )  # fmt: skip
        talks.accept(by=other, talk=talk)
        answers = {key: word(f"preparation.{name} {key}") for key in ("does", "learn", "residents", "energy", "ask")}
        talks.prepare(by=by, talk=talk, answers=answers)
        given = {key: word(f"talk.{name} {key}") for key in ("saw", "wonder", "offer")}
        talks.prepare(by=other, talk=talk, answers=given)
        owner.keys[f"talks.{name}"] = talk.pk
    lines = (Line(Who.OWNER, word("talk.agreed owner")), Line(Who.OTHER, word("talk.agreed other")))
    agreed = talks.write_agreements(
        by=by, talk=talk, lines=lines, help_=word("talk.agreed help"), evidence=word("talk.agreed evidence")
    )  # fmt: skip
    talks.answer_with_a_sentence(by=other, talk=talk, number=agreed.number, sentence=word("talk.sentence"))
    talks.confirm(by=other, talk=talk, number=agreed.number)
    talks.close_talk(by=by, talk=talk)


def _shows(owner: Owner) -> None:
    """A moment that one colleague saw, one that nobody saw, and a declaration with a badge."""
    by, word = owner.person, owner.word
    made = {}
    for name in ("unseen", "seen"):
        said = Said(
            task=word(f"{name} moment.task"), prediction=word(f"{name} moment.prediction"),
            next=word(f"{name} moment.next"), note=word(f"{name} moment.note"), goal_id=owner.keys["growth.goal"],
            tried_on=clock.today(),
        )  # fmt: skip
        made[name] = competence.make_moment(by=by, kind=MomentKind.OBSERVATION, said=said)
        owner.keys[f"competence.{name}"] = made[name].pk
    asked = competence.ask_feedback(by=by, moment=made["seen"], colleague=owner.looker)
    competence.give_feedback(
        by=owner.looker, feedback=asked, saw=word("feedback.saw"), effect=word("feedback.effect"),
        idea=word("feedback.idea"),
    )  # fmt: skip
    declared = competence.declare(
        by=by, can=word("declaration.can"), because=word("declaration.because"),
        until_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    note = owner.keys["reflections.note"]
    competence.lay_evidence(by=by, declaration=declared, chosen={note: Kind.REFLECTION})
    for who, name in ((owner.looker, "first"), (owner.seer, "second")):
        view = competence.ask_view(by=by, declaration=declared, colleague=who)
        competence.give_view(by=who, view=view, words=word(f"declaration view.{name}"))
        owner.keys[f"competence.{name} view"] = view.pk
    task = competence.define_task(
        by=owner.adviser, said=Worded("Medicijnen geven", "Het kan schade doen", "Een diploma")
    )
    qualified = competence.state_qualified(
        by=by, task=task, evidence=word("qualification.evidence"), number=word("qualification.number"),
        from_on=clock.today(), until_on=None,
    )  # fmt: skip
    badge = badges.issue(by=by, about=declared.pk, name=word("badge.name"), with_words=True)
    owner.keys |= {
        "competence.task": task.pk, "competence.qualification": qualified.pk,
        "competence.feedback": asked.pk, "competence.declaration": declared.pk, "badges.badge": badge.pk,
    }  # fmt: skip


def _takes_part(owner: Owner) -> None:
    """Somebody's training, of which the owner keeps a line."""
    at = clock.now() + timedelta(days=1)
    draft = Draft("Schaalvragen", "Beter doorvragen", [When(at, at + timedelta(hours=2))], place="De Linde")
    made = offerings.offer(by=owner.host, kind=OfferingKind.TRAINING, draft=draft)
    offerings.sign_up(by=owner.person, offering=made)
    with clock.frozen(at + timedelta(days=1)):
        taken = offerings.say_i_was_there(by=owner.person, offering=made, brought=owner.word("taken part.brought"))
    owner.keys |= {"offerings.offering": made.pk, "offerings.taken": taken.pk}


def _spends(owner: Owner) -> None:
    year = clock.today().year
    budget = budgets.set_up(
        by=owner.adviser, kind=BudgetKind.PERSONAL, owner=owner.person, name="", starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31), cents=100_000,
    )  # fmt: skip
    asked = budgets.ask(
        by=owner.person, budget=budget, what=owner.word("request.what"), purpose=Purpose.GROWING, cents=5_000,
        goal_id=owner.keys["growth.goal"],
    )  # fmt: skip
    owner.keys |= {"budgets.budget": budget.pk, "budgets.request": asked.pk}


def _keeps_for_a_register(owner: Owner) -> None:
    by, word = owner.person, owner.word
    rules = library.newest()[0]
    form = rules.forms[0].key
    file = registers.begin_file(by=by, code=rules.code, first=clock.today() - timedelta(days=200))
    dimensions = Dimensions(*(word(f"register.{name}") for name in ("technical", "normative", "personal")))
    noted = Noted(word("register.title"), form, clock.today(), 120, 90, people=5, is_live=True, dimensions=dimensions)
    told = ToldSeries(word("register.series"), form, Dimensions(word("register.series technical")))
    series = registers.begin_series(by=by, file_id=file.pk, told=told)
    entry = registers.note(by=by, file_id=file.pk, noted=noted)
    owner.keys |= {"registers.file": file.pk, "registers.series": series.pk, "registers.entry": entry.pk}


def _tells(owner: Owner) -> None:
    by, word = owner.person, owner.word
    made = portfolio.make(by=by, title=word("portfolio.title"))
    portfolio.tell(by=by, portfolio_id=made.pk, title=word("portfolio.title"), story=word("portfolio.story"))
    portfolio.add_things(by=by, portfolio_id=made.pk, chosen=[(Kind.GOAL, owner.keys["growth.goal"])])
    part = made.items.get()
    portfolio.say(by=by, portfolio_id=made.pk, item_id=part.pk, caption=word("portfolio.caption"))
    until = clock.today() + timedelta(days=30)
    link, owner.secret = portfolio.make_link(by=by, portfolio_id=made.pk, until=until, whom=word("portfolio.whom"))
    owner.keys |= {"portfolio.portfolio": made.pk, "portfolio.part": part.pk, "portfolio.link": link.pk}
