"""What Bram shows and declares: a moment that Anna looks at, a declaration that Anna and Carla are asked about, and a
reserved task for which he is qualified and Lea says that he is deployable.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.competence import actions
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.competence.enums import Fact, MomentKind
from drieslag.development.competence.models import Declaration, Moment, ReservedTask
from drieslag.development.sharing.enums import Kind
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import ConsentBody, ConsentScope
from tests.factories.world import make_person

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make one of each, and say where it stands in addresses."""
    moment, task = _moment(stage), _task(stage)
    _declaration(stage, moment)
    _facts(stage, task)
    stage.keys |= {"competence:moment_new.kind": MomentKind.FILM.value}


def _moment(stage: "Stage") -> Moment:
    world = stage.world
    said = Said(
        task="Een gesprek over schulden openen.", prediction="Ik word stil.", note="Alleen voor mij.",
        film="link", link="https://film.example/stilte", all_agreed=True,
    )  # fmt: skip
    moment = actions.make_moment(by=world.bram, kind=MomentKind.FILM, said=said)
    feedback = actions.ask_feedback(by=world.bram, moment=moment, colleague=world.anna)
    actions.open_moment(by=world.anna, feedback=feedback)
    pages = ("moment", "moment_words", "moment_ask", "moment_ask_end", "link_end", "moment_erasure")
    stage.keys |= {f"competence:{page}.key": moment.pk for page in pages}
    stage.keys |= {f"competence:{page}.key": feedback.pk for page in ("feedback", "feedback_opening", "feedback_end")}
    stage.keys["competence:moment_ask_end.feedback"] = feedback.pk
    return moment


def _declaration(stage: "Stage", moment: Moment) -> Declaration:
    world = stage.world
    declaration = actions.declare(
        by=world.bram, can="stiltes laten vallen.", because="Ik deed het tien keer.",
        until_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    actions.lay_evidence(by=world.bram, declaration=declaration, chosen={moment.pk: Kind.MOMENT})
    view = actions.ask_view(by=world.bram, declaration=declaration, colleague=world.anna)
    actions.open_declaration(by=world.anna, view=view)
    pages = (
        "declaration", "declaration_words", "evidence", "declaration_ask", "view_ask_end", "withdrawal",
        "declaration_erasure",
    )  # fmt: skip
    stage.keys |= {f"competence:{page}.key": declaration.pk for page in pages}
    stage.keys |= {f"competence:{page}.key": view.pk for page in ("view", "view_opening", "view_end")}
    stage.keys["competence:view_ask_end.view"] = view.pk
    return declaration


def _task(stage: "Stage") -> ReservedTask:
    organisation = stage.world.organisation
    adviser = make_person(organisation, "Adviseur van taken")
    OrganisationRole.objects.create(organisation=organisation, person=adviser, role=Role.LEARNING_ADVISER)
    task = actions.define_task(
        by=adviser, said=Worded("Medicijnen geven.", "Het kan schade doen.", "Een diploma verpleegkunde.")
    )
    pages = ("task", "task_words", "task_end", "qualification", "showing", "people", "deployable")
    stage.keys |= {f"competence:{page}.key": task.pk for page in pages}
    stage.keys["competence:deployable.person"] = stage.world.bram.pk
    return task


def _facts(stage: "Stage", task: ReservedTask) -> None:
    world = stage.world
    record_consent(
        by=world.ada.pk, scope=ConsentScope.LEADER_SEES_PLANS, body=ConsentBody.WORKS_COUNCIL,
        given_on=clock.today(), document="OR 26-09",
    )  # fmt: skip
    qualification = actions.state_qualified(
        by=world.bram, task=task, evidence="Diploma van 2019.", number="BIG 4711",
        from_on=clock.today() - timedelta(days=900), until_on=None,
    )  # fmt: skip
    deployment = actions.say_deployable(
        by=world.lea, person=world.bram, task=task, from_on=clock.today(),
        until_on=clock.today() + timedelta(days=90), sentence="Je deed het drie keer goed.",
    )  # fmt: skip
    shown = actions.show_fact(by=world.bram, task=task, fact=Fact.QUALIFIED, leader=world.lea)
    stage.keys |= {
        "competence:qualification_end.key": qualification.pk,
        "competence:deployable_end.key": deployment.pk,
        "competence:shown_opening.key": shown.pk,
    }
