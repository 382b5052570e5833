"""Who was asked in sees exactly what was asked, and who was given one thing sees exactly that one thing."""

from collections.abc import Callable

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.development.competence import actions as competence
from drieslag.development.competence import queries
from drieslag.development.sharing import actions, things
from drieslag.development.sharing.enums import GATED, Kind
from drieslag.development.sharing.models import Share
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from drieslag.privacy.actions import end_consent, record_consent
from drieslag.privacy.models import Consent
from tests.growth_private.canaries import KINDS, WORD, Owner
from tests.growth_private.walking import Walk
from tests.sweeps.stage import Stage

VIEWED = {"looker": ("first",), "seer": ("second",)}
FEEDBACK = "competence.feedback"


def walked(stage: Stage, owner: Owner, who: Person) -> Walk:
    return Walk(stage.world.client(who), owner).everything(stage, of_growing=True)


def opened(owner: Owner, who: Person) -> set[str]:
    """The words that somebody reads who presses at everything that was shared with them."""
    walk = Walk(owner.world.client(who), owner)
    walk.get("/growth/shared/")
    for key in Share.objects.filter(owner=owner.person.pk, person=who.pk).values_list("pk", flat=True):
        walk.get(f"/growth/shared/{key}/")
        walk.post(f"/growth/shared/{key}/")
    return walk.words


def told(owner: Owner, kind: Kind, name: str) -> set[str]:
    """The words of one thing, as it is told."""
    thing = things.one(owner.person.pk, kind, owner.keys[name])
    assert thing is not None
    return set(WORD.findall(f"{thing.title} {thing.lines}"))


def share(owner: Owner, who: Person, kind: Kind, name: str) -> None:
    actions.share(by=owner.person, kind=kind, key=owner.keys[name], reader=who)


def consent(owner: Owner) -> Consent:
    return record_consent(
        by=owner.world.ada.pk, scope="leader_sees_plans", body="works_council", given_on=clock.today(), document="OR 7"
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("talker", lambda owner: owner.has("talk.")),
        (
            "looker",
            lambda owner: (
                owner.has("feedback.", "seen moment.task", "seen moment.prediction", "seen moment.next")
                | owner.has("declaration.", "declaration view.first", "reflection.text")
            ),
        ),
        ("seer", lambda owner: owner.has("declaration.", "declaration view.second", "reflection.text")),
        ("reader", lambda owner: set()),
        ("host", lambda owner: set()),
        ("adviser", lambda owner: owner.has("request.what")),
    ],
)
def test_who_was_asked_in_sees_what_was_asked(
    stage: Stage, owner: Owner, who: str, words: Callable[[Owner], set[str]]
) -> None:
    for name in VIEWED.get(who, ()):
        view = queries.get_view(getattr(owner, who), owner.keys[f"competence.{name} view"])
        competence.open_declaration(by=getattr(owner, who), view=view)
    if who == "looker":
        competence.open_moment(by=owner.looker, feedback=queries.get_feedback(owner.looker, owner.keys[FEEDBACK]))
    walk = walked(stage, owner, getattr(owner, who))
    allowed = words(owner)
    assert walk.where(walk.words - allowed) == {}
    assert allowed - walk.words <= owner.has("seen moment.next")  # for after it; told only when one shares the moment


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in KINDS.items() for name in names])
def test_one_thing_given_to_one_colleague_is_read_by_that_one_alone(owner: Owner, kind: Kind, name: str) -> None:
    share(owner, owner.reader, kind, name)
    assert opened(owner, owner.reader) == told(owner, kind, name) != set()
    assert opened(owner, owner.looker) == set()
    actions.stop_sharing(by=owner.person, key=owner.keys[name], reader=owner.reader.pk)
    assert opened(owner, owner.reader) == set()


def test_a_goal_tells_its_own_words_and_none_of_what_hangs_below(owner: Owner) -> None:
    share(owner, owner.reader, Kind.GOAL, "growth.goal")
    assert opened(owner, owner.reader) == owner.has("goal.")


def test_a_moment_keeps_the_note_and_what_a_colleague_wrote(owner: Owner) -> None:
    share(owner, owner.reader, Kind.MOMENT, "competence.seen")
    assert opened(owner, owner.reader) == owner.has("seen moment.") - owner.has("seen moment.note")


@pytest.mark.slow
def test_what_one_colleague_was_given_stays_closed_to_the_leader_and_to_who_gave_feedback(
    stage: Stage, owner: Owner
) -> None:
    share(owner, owner.reader, Kind.GOAL, "growth.goal")
    goal = owner.has("goal.")
    assert walked(stage, owner, owner.reader).words <= goal
    assert walked(stage, owner, stage.world.lea).words & goal == set()


@pytest.mark.parametrize("leader", ["lea", "director"])
def test_a_leader_reads_a_plan_only_while_the_works_council_agrees(stage: Stage, owner: Owner, leader: str) -> None:
    who = stage.world.lea if leader == "lea" else person_of(stage, leader)
    for kind in sorted(GATED - {Kind.TRANSFER}):
        with pytest.raises(Refused):
            share(owner, who, kind, KINDS[kind][0])
    given = consent(owner)
    for kind in sorted(GATED - {Kind.TRANSFER}):
        share(owner, who, kind, KINDS[kind][0])
    assert opened(owner, who) == set().union(*(told(owner, kind, KINDS[kind][0]) for kind in GATED - {Kind.TRANSFER}))
    assert opened(owner, owner.reader) == set()
    end_consent(by=stage.world.ada.pk, consent_id=given.pk)
    assert opened(owner, who) == set()


@pytest.mark.slow
def test_consent_alone_opens_nothing_to_a_leader(stage: Stage, owner: Owner) -> None:
    consent(owner)
    walk = walked(stage, owner, stage.world.lea)
    assert walk.where(walk.words) == {}


def test_who_comes_to_lead_later_reads_no_longer(stage: Stage, owner: Owner) -> None:

    share(owner, owner.reader, Kind.GOAL, "growth.goal")
    share(owner, owner.reader, Kind.REFLECTION, "reflections.note")
    Membership.objects.create(
        organisation=stage.world.organisation, person=owner.reader, team=stage.world.team, role=Role.TEAM_LEADER,
        since=clock.today(),
    )  # fmt: skip
    assert opened(owner, owner.reader) == owner.has("reflection.text")


def person_of(stage: Stage, role: str) -> Person:
    tenancy.enter(stage.world.organisation.pk)
    return Person.objects.get(name=f"Een {role}")
