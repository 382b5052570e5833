"""What people of the made-up organisation learn for themselves, and what the organisation lays ready for it."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from drieslag.core import clock
from drieslag.development.budgets import actions as budgets
from drieslag.development.budgets.enums import Kind as BudgetKind
from drieslag.development.budgets.enums import Purpose
from drieslag.development.budgets.queries import ledgers
from drieslag.development.competence import actions as competence
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.frameworks import actions as frameworks
from drieslag.development.offerings import actions as offerings
from drieslag.development.offerings.actions.planning import Draft, When
from drieslag.development.offerings.enums import Kind as OfferingKind
from drieslag.development.plans import actions as plans
from drieslag.development.plans.actions.figures import freeze_themes
from drieslag.development.plans.enums import Wish
from drieslag.development.talks import actions as talks
from drieslag.development.talks.written import Words
from drieslag.web.demo import content, growing
from drieslag.web.demo.founding import Stage

CENTS = 100


def put_on_timeline(stage: Stage) -> None:
    """Put all of it on the timeline."""
    told = content.part("growth")
    for row in told["frameworks"]:
        stage.at(row["ago"], "09:00", _use, stage, row)
    for row in told["roles"]:
        stage.at(320, "09:30", _take_roles, stage, row)
    for row in told["goals"]:
        stage.at(row["ago"], "13:00", _aim, stage, row)
    for ago in told["quarters"]:
        stage.at(ago, "04:30", freeze_themes)
    stage.at(told["task"]["ago"], "10:00", _reserve, stage, told["task"])
    stage.at(told["deck"]["ago"], "10:15", _print_cards, stage, told["deck"])
    for row in told["offerings"]:
        stage.at(row["ago"], "11:00", _offer, stage, row)
    _put_budgets(stage, told["budgets"])
    growing.put_on_timeline(stage, told["own"])


def _use(stage: Stage, row: dict[str, Any]) -> None:
    frameworks.use_shipped(by=stage.people[row["by"]], code=row["code"])


def _take_roles(stage: Stage, row: dict[str, Any]) -> None:
    for key in row["people"]:
        frameworks.take_role(by=stage.people[key], code=row["code"], role=row["role"])


def _aim(stage: Stage, row: dict[str, Any]) -> None:
    theme = growing.theme_of(row["theme"], row.get("framework", growing.FRAMEWORK))
    plans.add_goal(
        by=stage.people[row["by"]], text=row["text"], for_residents=row["for"], theme=theme,
        wish=row.get("wish", Wish.MINE), waits=row.get("rests", False),
    )  # fmt: skip


def _reserve(stage: Stage, row: dict[str, Any]) -> None:
    worded = Worded(name=row["name"], why=row["why"], qualifies=row["qualifies"])
    task = competence.define_task(by=stage.people[row["by"]], said=worded)
    until = clock.today() + timedelta(days=360)
    seen = row["sees"]
    for key in seen["people"]:
        competence.say_deployable(
            by=stage.people[seen["by"]], person=stage.people[key], task=task, from_on=clock.today(), until_on=until,
            sentence=seen["sentence"],
        )  # fmt: skip


def _print_cards(stage: Stage, row: dict[str, Any]) -> None:
    """Make a deck of the organisation's own questions."""
    cards = [Words(text, heading) for heading, texts in row["cards"].items() for text in texts]
    talks.make_deck(by=stage.people[row["by"]], name=row["name"], source=row["source"], cards=cards)


def _offer(stage: Stage, row: dict[str, Any]) -> None:
    day = clock.today() + timedelta(days=row["ahead"]) if row["ahead"] > 0 else stage.day(-row["ahead"])
    begins = datetime.combine(day, time(9, 30), clock.AMSTERDAM)
    moment = When(begins, begins + timedelta(hours=row["hours"]), row["break"])
    draft = Draft(title=row["title"], what_for=row["for"], moments=[moment], place=row["place"], seats=row["seats"])
    made = offerings.offer(by=stage.people[row["by"]], kind=OfferingKind(row["kind"]), draft=draft)
    for number, key in enumerate(row["signs"]):
        sign = partial(offerings.sign_up, by=stage.people[key], offering=made)
        stage.timeline.add(clock.now() + timedelta(minutes=20 * (number + 1)), sign)


def _put_budgets(stage: Stage, told: dict[str, Any]) -> None:
    held: dict[str, UUID] = {}
    stage.at(told["all"]["ago"], "10:00", _give_all, stage, told["all"])
    stage.at(told["team"]["ago"], "10:30", _give_team, stage, told["team"], held)
    for row in told["requests"]:
        stage.at(row["ago"], "15:00", _ask, stage, row, held)
    stage.at(0, "04:45", budgets.sum_up)


def _year() -> dict[str, Any]:
    return {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=729)}


def _give_all(stage: Stage, row: dict[str, Any]) -> None:
    budgets.set_up_for_all(
        by=stage.people[row["by"]], kind=BudgetKind.PERSONAL, cents=row["euros"] * CENTS, minutes=row["minutes"],
        **_year(),
    )  # fmt: skip


def _give_team(stage: Stage, row: dict[str, Any], held: dict[str, UUID]) -> None:
    team = stage.teams[row["team"]]
    made = budgets.set_up(
        by=stage.people[row["by"]], kind=BudgetKind.TEAM, team=team, cents=row["euros"] * CENTS, **_year()
    )
    held[row["team"]] = made.pk


def _ask(stage: Stage, row: dict[str, Any], held: dict[str, UUID]) -> None:
    by = stage.people[row["by"]]
    found = ledgers.mine(by)
    budget = next(one for one in found if one.pk == held.get(row["of"]) or (one.owner and row["of"] == "own"))
    cents = row["euros"] * CENTS
    asked = budgets.ask(by=by, budget=budget, what=row["what"], purpose=Purpose(row["purpose"]), cents=cents)
    voices = row.get("agree", ["marijke"] if "decided" in row else [])
    for number, key in enumerate(voices):
        decide = partial(budgets.decide, by=stage.people[key], request=asked, agrees=True)
        stage.timeline.add(clock.now() + timedelta(days=number + 1), decide)
    if "spent" in row:
        spend = partial(budgets.spend, by=by, request=asked, cents=row["spent"] * CENTS)
        stage.timeline.add(clock.now() + timedelta(days=10), spend)
