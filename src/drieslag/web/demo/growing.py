"""One professional who grows, told in full: views of the own work, goals, notes, talks, a declaration, a portfolio."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from drieslag.core import clock
from drieslag.development.badges import actions as badges
from drieslag.development.competence import actions as competence
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.enums import MomentKind
from drieslag.development.competence.models import Declaration
from drieslag.development.evaluations import actions as evaluations
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.plans import actions as plans
from drieslag.development.plans.actions.goals import Came
from drieslag.development.plans.models import Goal
from drieslag.development.portfolio import actions as portfolio
from drieslag.development.portfolio import choosing
from drieslag.development.reflections import actions as reflections
from drieslag.development.reflections.marks import Marks
from drieslag.development.registers import actions as registers
from drieslag.development.registers.noted import Noted
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.development.talks import actions as talks
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import TalkKind, Who
from drieslag.development.talks.models import Talk
from drieslag.kernel.format import Preference, Text
from drieslag.kernel.framework import Standing
from drieslag.kernel.prompting import Occasion
from drieslag.library import frameworks
from drieslag.people.models import Person
from drieslag.web.demo.founding import Stage

FRAMEWORK = "F02"


def theme_of(key: str, code: str = FRAMEWORK) -> str:
    """Return how a goal names a theme of what the program ships, in the version with which the organisation works."""
    return f"{code}:{frameworks.get(code).version}:{key}"


class Teller:
    """Plays one professional's rows; goals are known by the keys under which they are written down."""

    def __init__(self, stage: Stage, told: dict[str, Any]) -> None:
        self.stage = stage
        self.told = told
        self.goals: dict[str, Goal] = {}
        self.shown: list[tuple[Kind, UUID]] = []  # what others say of it, ready for the portfolio

    @property
    def me(self) -> Person:
        """Whose story it is."""
        return self.stage.people[self.told["by"]]

    def at(self, ago: int, hour: str, act: Callable[..., object], *given: Any) -> None:
        """Let something happen so many days ago."""
        self.stage.at(ago, hour, act, *given)

    def tell_profile(self, row: dict[str, Any]) -> None:
        """Write who somebody is in their work."""
        for heading in (Heading.QUALITIES, Heading.PITFALLS, Heading.ENERGY):
            evaluations.write_field(by=self.me, heading=heading, words=row[heading.value])
        evaluations.write_field(by=self.me, heading=Heading.WAYS, ways=[Preference(way) for way in row["ways"]])

    def evaluate(self, row: dict[str, Any]) -> None:
        """Write a self-evaluation and round it off."""
        begun = evaluations.begin(by=self.me)
        for theme, said in row["views"].items():
            words = {name: said[name] for name in ("doing", "example", "wish", "matters")}
            seen = Seen(Text("", ""), Standing(said["standing"]), **words)
            evaluations.write_view(by=self.me, evaluation=begun, theme=theme, seen=seen)
        evaluations.finish(by=self.me, evaluation=begun)

    def aim(self, row: dict[str, Any]) -> None:
        """Put down a goal with what is done for it."""
        theme = theme_of(row["theme"])
        goal = plans.add_goal(by=self.me, text=row["text"], for_residents=row["for"], theme=theme)
        self.goals[row["key"]] = goal
        for deed in row.get("activities", ()):
            activity = plans.add_activity(by=self.me, goal_id=goal.pk, text=deed["text"], way=deed["way"])
            if "done" in deed:
                done = partial(plans.mark_done, by=self.me, activity_id=activity.pk, brought=deed["brought"])
                self.at(deed["done"], "16:45", done)
        if "step" in row:
            plans.step_this_week(by=self.me, goal_id=goal.pk, text=row["step"])
        if "beside" in row:
            plans.keep_beside(by=self.me, goal_id=goal.pk, beside=plans.Beside(**row["beside"]))
        if "due" in row:
            plans.look_back_later(by=self.me, goal_id=goal.pk, on=self.stage.day(row["due"]))
        for week in row.get("weeks", ()):
            note = partial(plans.note_week, by=self.me, goal_id=goal.pk, answer=week["answer"], text=week["text"])
            self.at(week["ago"], "15:50", note)
        if ended := row.get("ended"):
            came = Came(ended["changed"], ended["changed_for"], ended["known_by"])
            self.at(ended["ago"], "16:00", partial(plans.end_goal, by=self.me, goal_id=goal.pk, came=came))
        if shared := row.get("share"):
            self.at(shared["ago"], "12:00", self._share, goal, shared["with"])

    def _share(self, goal: Goal, reader: str) -> None:
        """Share a goal; the reader opens it two days later."""
        who = self.stage.people[reader]
        share = sharing.share(by=self.me, kind=Kind.GOAL, key=goal.pk, reader=who)
        read = partial(sharing.read, by=who, share_id=share.pk)
        self.stage.timeline.add(clock.now() + timedelta(days=2), read)

    def reflect(self, row: dict[str, Any]) -> None:
        """Write a note to oneself."""
        goal = self.goals.get(row.get("goal", ""))
        marks = Marks(Occasion(row["occasion"]), goal=goal.pk if goal else None, tags=tuple(row["tags"]))
        reflections.write(by=self.me, text=row["text"], marks=marks)

    def talk(self, row: dict[str, Any]) -> None:
        """Plan a talk; one that was is prepared by both, agreed on and closed."""
        other = self.stage.people[row["with"]]
        day = clock.today() + timedelta(days=row.get("ahead", 7))
        planned = datetime.combine(day, time(14), clock.AMSTERDAM)
        made = talks.ask_for_talk(
            by=self.me, owner=self.me, other=other, kind=TalkKind(row["kind"]), planned_at=planned,
            place=row.get("place", ""),
        )  # fmt: skip
        talks.accept(by=other, talk=made)
        if "agreed" in row:
            self.stage.timeline.add(planned + timedelta(hours=1), partial(self._hold, row, made, other))

    def _hold(self, row: dict[str, Any], talk: Talk, other: Person) -> None:
        talks.prepare(by=self.me, talk=talk, answers=row["owner"])
        talks.lay_open(by=self.me, talk=talk)
        talks.prepare(by=other, talk=talk, answers=row["other"])
        lines = [Line(Who(line["who"]), line["what"]) for line in row["agreed"]]
        talks.write_agreements(by=self.me, talk=talk, lines=lines, evidence=row["evidence"])
        talks.confirm(by=other, talk=talk, number=1)
        talks.close_talk(by=self.me, talk=talk)

    def try_out(self, row: dict[str, Any]) -> None:
        """Try something that a colleague looks at."""
        said = Said(row["task"], row["prediction"], tried_on=clock.today())
        moment = competence.make_moment(by=self.me, kind=MomentKind(row["kind"]), said=said)
        looks = self.stage.people[row["looks"]]
        asked = competence.ask_feedback(by=self.me, moment=moment, colleague=looks)
        self.shown.append((Kind.FEEDBACK, asked.pk))
        words = {name: row[name] for name in ("saw", "effect", "idea")}
        give = partial(competence.give_feedback, by=looks, feedback=asked, may_show=True, **words)
        self.stage.timeline.add(clock.now() + timedelta(days=3), give)

    def declare(self, row: dict[str, Any]) -> None:
        """Declare that one can do something; two colleagues say what they saw, and a badge is asked for it."""
        until = clock.today() + timedelta(days=30 * row["months"])
        made = competence.declare(
            by=self.me, can=row["can"], because=row["because"], until_on=until, theme=theme_of(row["theme"])
        )
        for number, (key, words) in enumerate(row["views"].items(), start=1):
            view = competence.ask_view(by=self.me, declaration=made, colleague=self.stage.people[key])
            give = partial(competence.give_view, by=self.stage.people[key], view=view, words=words)
            self.stage.timeline.add(clock.now() + timedelta(days=number), give)
        self.at(row["badge"], "12:30", self._ask_badge, made)

    def _ask_badge(self, declaration: Declaration) -> None:
        badge = badges.issue(by=self.me, about=declaration.pk, name=self.me.name)
        self.shown.append((Kind.BADGE, badge.pk))

    def assemble(self, row: dict[str, Any]) -> None:
        """Tell a story with goals, what was done for them and what others say, and make an address for it."""
        made = portfolio.make(by=self.me, title=row["title"])
        portfolio.tell(by=self.me, portfolio_id=made.pk, title=row["title"], story=row["story"])
        chosen = [thing for key in row["goals"] for thing in choosing.whole(self.me, self.goals[key].pk)] + self.shown
        portfolio.add_things(by=self.me, portfolio_id=made.pk, chosen=chosen)
        portfolio.add_words(by=self.me, portfolio_id=made.pk, caption=row["words"])
        until = clock.today() + timedelta(days=row["link"]["days"])
        portfolio.make_link(by=self.me, portfolio_id=made.pk, until=until, whom=row["link"]["whom"])

    def register(self, row: dict[str, Any]) -> None:
        """Keep what counts for a register."""
        first = clock.today() - timedelta(days=365 * row["years"])
        file = registers.begin_file(by=self.me, code=row["code"], first=first)
        for entry in row["entries"]:
            noted = Noted(
                entry["title"], entry["form"], self.stage.day(max(entry["ago"], row["ago"])), entry["minutes"],
                entry["net"], people=entry.get("people", 1), is_accredited=entry.get("accredited", False),
            )  # fmt: skip
            registers.note(by=self.me, file_id=file.pk, noted=noted)


def put_on_timeline(stage: Stage, told: dict[str, Any]) -> None:
    """Put one professional's growing on the timeline."""
    teller = Teller(stage, told)
    rows: list[tuple[str, Callable[[dict[str, Any]], None], list[dict[str, Any]]]] = [
        ("12:05", teller.tell_profile, [told["profile"]]),
        ("12:10", teller.evaluate, told["evaluations"]),
        ("12:20", teller.aim, told["goals"]),
        ("17:10", teller.reflect, told["reflections"]),
        ("12:15", teller.talk, [{"ago": 1, **row} for row in told["talks"]]),
        ("13:30", teller.try_out, told["moments"]),
        ("13:40", teller.declare, [told["declaration"]]),
        ("17:30", teller.assemble, [told["portfolio"]]),
        ("17:40", teller.register, [told["register"]]),
    ]
    for hour, act, found in rows:
        for row in found:
            teller.at(row["ago"], hour, act, row)
