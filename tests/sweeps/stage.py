"""Real things of every kind, and everybody who may or may not see them: what the sweeps over all pages walk through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

from drieslag.core import clock, doors
from drieslag.core.models import DoorKind, Installation
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Contribution, Meeting, Participant
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Origin, Seen, TryOutKind
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import Account, Membership, OrganisationRole, Person
from drieslag.privacy.actions import record_consent
from tests.factories.world import TenantClient, World, make_person
from tests.sweeps import stages

FORMAT = "W03"
STEP = "successes"
GUEST_COOKIE = "drieslag_guest"
TEAM_ROLES = (Role.DOMAIN_HOLDER, Role.AMBASSADOR, Role.INTERNAL_TRAINER)
HOUSE_ROLES = (Role.LEARNING_ADVISER, Role.DIRECTOR, Role.POLICY_MAKER, Role.RESIDENT)
PERSONAS = (
    "nobody",
    "professional",  # takes part in the meeting
    "team_leader",  # takes part in the meeting
    "learning_coach",  # facilitates the meeting
    *(role.value for role in TEAM_ROLES),  # members of the team, without a seat
    *(role.value for role in HOUSE_ROLES),  # of the organisation, in no team
    "administrator",
    "other_team",
    "elsewhere",  # of another organisation
    "guest",  # let in
    "waiting_guest",
    "guest_elsewhere",  # of another meeting
)


@dataclass
class Stage:
    """Everything that an address can be about, and a browser for each persona."""

    world: World
    keys: dict[str, object] = field(default_factory=dict)
    browsers: dict[str, TenantClient] = field(default_factory=dict)

    def arguments(self, name: str, wanted: Mapping[str, object]) -> dict[str, object]:
        """Return the parts of the address `name`: its own, those of its area, or those of any address."""
        area = name.partition(":")[0]
        return {part: self._key(f"{name}.{part}", f"{area}.{part}", part) for part in wanted}

    def _key(self, *names: str) -> object:
        for name in names:
            if name in self.keys:
                return self.keys[name]
        raise AssertionError(f"tell in tests/sweeps/stage.py what stands in this address: {names[0]}")


def make_stage(world: World) -> Stage:
    """Make one of everything; the transaction is in the organisation of `world`."""
    Installation.objects.update_or_create(id=True, defaults={"is_demo": True})
    stage = Stage(world)
    _threads(stage)
    running = _meetings(stage)
    _house(stage)
    for area in sorted(module.name for module in iter_modules(stages.__path__)):
        import_module(f"{stages.__name__}.{area}").add(stage)
    _browsers(stage, running)
    return stage


def _threads(stage: Stage) -> None:
    world = stage.world
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wat doe ik bij stilte?")
    due = clock.today() + timedelta(days=7)
    common = {"team": world.team, "thread": thread}
    insight = threads.add_insight(by=world.bram, text="Stilte werkt.", level=Level.SINGLE, **common)  # type: ignore[arg-type]
    first, second = (
        threads.add_try_out(
            by=world.bram, kind=TryOutKind.ACTION, text="Tel tot tien.", owner=world.bram, due_on=due, **common  # type: ignore[arg-type]
        )
        for _ in range(2)
    )  # fmt: skip
    effect = threads.note_effect(by=world.bram, try_out=first, seen=Seen.YES)
    stage.keys |= {
        "board.key": thread.pk,
        "team": world.team.pk,
        "board:fragment.key": world.team.pk,
        "board:insight_withdrawal.key": insight.pk,
        "board:effect.key": effect.pk,
        "board:effect_withdrawal.key": effect.pk,
        "try_out": second.pk,
    }
    stage.keys |= dict.fromkeys(("board:try_out.key", "board:stop.key", "board:look_back.key"), second.pk)


def _plan(stage: Stage, **more: object) -> Meeting:
    at = clock.now() + timedelta(minutes=5)
    world = stage.world
    return meetings.plan(
        by=world.anna, team=world.team, format_code=FORMAT, planned_at=at, facilitator=world.anna, **more  # type: ignore[arg-type]
    )  # fmt: skip


def _meetings(stage: Stage) -> Meeting:
    world = stage.world
    planned, running, closed = _plan(stage), _plan(stage), _plan(stage)
    for meeting in (running, closed):
        meetings.start(by=world.anna, meeting=meeting)
        meeting.refresh_from_db()
    anna, bram, lea = (meetings.enter(by=who, meeting=running) for who in (world.anna, world.bram, world.lea))
    state_step = running.step
    while running.step != STEP:
        meetings.move(by=anna, meeting=running, from_step=running.step, to_step=_after(running, running.step))
        running.refresh_from_db()
    card = meetings.contribute(by=bram, meeting=running, step=STEP, text="De moeder belde zelf.")
    meetings.close(by=meetings.enter(by=world.anna, meeting=closed), meeting=closed)
    stage.keys |= {
        "meetings.key": running.pk,
        "slug": "bordsessie",
        "code": planned.join_code,
        "step": STEP,
        "meetings:past.step": state_step,
        "other": lea.pk,
        "contribution": card.pk,
        "meeting": running.pk,
        "audience": "participant",
    }
    stage.keys |= {f"meetings:{name}.key": planned.pk for name in ("change", "cancel", "start", "qr")}
    stage.keys |= {f"meetings:{name}.key": closed.pk for name in ("report", "report_pdf", "report_sheet", "attendance")}
    assert isinstance(card, Contribution)
    return running


def _after(meeting: Meeting, step: str) -> str:
    from drieslag.learning.meetings.pinned import format_of

    keys = [one.key for one in format_of(meeting).steps]
    return keys[keys.index(step) + 1]


def _house(stage: Stage) -> None:
    world = stage.world
    Account.objects.create(email="yasmin@lindestad.example", organisation=world.organisation)
    consent = record_consent(
        by=world.ada.pk, scope="attendance_series", body="works_council", given_on=clock.today(), document="Besluit 4"
    )
    invited, secret = people.invite(by=world.ada, name="Nieuwe Collega", email="nieuw@lindestad.example")
    setup = doors.make_secret(DoorKind.SETUP, organisation_id=None, expires_at=clock.now() + timedelta(hours=1))
    stage.keys |= {
        "organisation.key": world.team.pk,
        "organisation:roles.key": world.bram.pk,
        "organisation:leaving.key": make_person(world.organisation, "Wie weggaat").pk,
        "organisation:consent_end.key": consent.pk,
        "person": world.bram.pk,
        "organisation:invitation.secret": secret,
        "organisation:start.secret": setup,
        "demo:sign_in.key": "yasmin",
        # django-allauth's: none of these leads anywhere
        "pk": invited.pk.int % 1000,
        "uidb36": "1",
        "key": "nothing",
    }


def _browsers(stage: Stage, running: Meeting) -> None:
    world = stage.world
    found: dict[str, Person] = {
        "professional": world.bram,
        "team_leader": world.lea,
        "learning_coach": world.anna,
        "administrator": world.ada,
        "other_team": world.carla,
        "elsewhere": world.dirk,
    }
    for role in TEAM_ROLES:
        found[role.value] = make_person(world.organisation, f"Een {role.value}", world.team, role)
    for role in HOUSE_ROLES:
        found[role.value] = make_person(world.organisation, f"Een {role.value}")
        OrganisationRole.objects.create(organisation=world.organisation, person=found[role.value], role=role)
    stage.browsers = {name: world.client(person) for name, person in found.items()}
    stage.browsers["nobody"] = world.client()
    _guests(stage, running)
    assert Membership.objects.filter(team=world.team).count() >= len(TEAM_ROLES)


def _guests(stage: Stage, running: Meeting) -> None:
    leader = Participant.objects.get(meeting=running, person=stage.world.anna)
    other = _plan(stage)
    guest, secret = meetings.join_as_guest(meeting=running, name="Gijs")
    meetings.admit_guest(by=leader, guest=guest)
    waiting, waiting_secret = meetings.join_as_guest(meeting=running, name="Wies")
    _elsewhere, elsewhere_secret = meetings.join_as_guest(meeting=other, name="Evi")
    stage.keys["meetings:admission.other"] = waiting.pk
    for name, value in (("guest", secret), ("waiting_guest", waiting_secret), ("guest_elsewhere", elsewhere_secret)):
        stage.browsers[name] = stage.world.client()
        stage.browsers[name].cookies[GUEST_COOKIE] = value
