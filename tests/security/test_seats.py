"""Promise: everyone sees what is theirs to see at that moment: no earlier, no longer, under nobody else's ticket
(design.md, How data flows in a live meeting).
"""

import pytest
from django.conf import settings
from django.urls import reverse

from drieslag.kernel.format import Readers, Showing, StepKind
from drieslag.learning.meetings import actions
from drieslag.live.channels import Channel
from drieslag.live.tickets import Ticket, seal_audience, seal_ticket
from drieslag.people import actions as people
from tests.factories.world import World
from tests.meetings.rooms import Hall, a_format, a_hall, a_step
from tests.security.rooms import a_guest, address

pytestmark = pytest.mark.django_db

SECRET = "Niemand zegt het hardop"


def fragment(world: World, hall: Hall, audience: str, since: int = 0, *, facet: str = "") -> str:
    """Ask as the live program does."""
    topic = f"meeting:{hall.meeting.pk}" + (f":{facet}" if facet else "")
    channel = Channel(world.organisation.pk, topic, audience, "nl")
    header = seal_audience(channel, key=settings.LIVE_SIGNING_KEY)
    answer = world.client().get(channel.path, {"since": since}, headers={"X-Drieslag-Audience": header})
    assert answer.status_code in {200, 204}, audience
    return answer.text


def closed_hall(world: World) -> Hall:
    hall = a_hall(
        world,
        a_format(
            a_step("closed", StepKind.COLLECT, Showing.HIDDEN),
            a_step("open", StepKind.COLLECT),
            a_step("talk", StepKind.TALK),
        ),
    )
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="closed", text=SECRET)
    return hall


def test_closed_cards_are_read_nowhere_before_they_are_turned(world: World) -> None:
    hall = closed_hall(world)
    _seat, device = a_guest(world, hall)
    readers = {"lea": world.client(world.lea), "anna": world.client(world.anna), "guest": device}
    for step in ("closed", "open", "talk"):
        hall.go_to(step)
        for audience in ("participant", "text", "facilitator", "screen"):
            for since in (0, 1, 2, 3):
                assert SECRET not in fragment(world, hall, audience, since), (step, audience)
        for name, reader in readers.items():
            for page in ("room", "mine", "facilitator", "screen"):
                assert SECRET not in reader.get(address(page, hall), follow=True).text, (step, name, page)
            assert SECRET not in reader.get(address("past", hall, "closed")).text, (step, name)
            assert SECRET not in reader.get(address("room", hall) + "?text=1").text
    actions.close(by=hall.anna, meeting=hall.meeting)
    for paper in ("report", "report_sheet"):
        assert SECRET.encode() not in world.client(world.lea).get(address(paper, hall)).content


def test_what_was_hidden_or_taken_back_is_gone_for_everyone_else(world: World) -> None:
    hall = a_hall(world, a_format(a_step("open", StepKind.COLLECT), a_step("talk", StepKind.TALK)))
    hidden = actions.contribute(by=hall.bram, meeting=hall.meeting, step="open", text=SECRET)
    back = actions.contribute(by=hall.bram, meeting=hall.meeting, step="open", text=SECRET + " twee")
    actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=hidden.pk)
    actions.withdraw(by=hall.bram, contribution=back)
    for step in ("open", "talk"):
        hall.go_to(step)
        for audience in ("participant", "text", "facilitator", "screen"):
            assert not any(SECRET in fragment(world, hall, audience, since) for since in range(5)), audience
        assert SECRET not in world.client(world.lea).get(address("past", hall, "open")).text
        desk = world.client(world.anna).get(address("facilitator", hall)).text
        assert str(hall.bram.pk) not in desk.split('id="items"')[-1].split("</ul>")[0]
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert SECRET not in world.client(world.bram).get(address("report", hall)).text


def test_no_ticket_gives_more_than_its_holder_may_see(world: World) -> None:
    hall = a_hall(world)
    _seat, guest = a_guest(world, hall)
    topic = f"meeting:{hall.meeting.pk}"
    for audience, who, status in (
        ("facilitator", world.client(world.bram), 404),
        ("facilitator", guest, 404),
        ("screen", guest, 404),
        ("participant", world.client(world.carla), 404),
        ("participant", world.client(world.dirk), 404),
        ("participant", world.client(), 404),
        ("facilitator", world.client(world.anna), 200),
        ("participant", world.client(world.bram), 200),
        ("participant", guest, 200),
    ):
        # Even a ticket that we signed for somebody else, shown by the wrong one.
        ticket = Ticket(channels=(Channel(world.organisation.pk, topic, audience, "nl"),), places=((hall.anna.pk, 0),))
        word = seal_ticket(ticket, key=settings.LIVE_SIGNING_KEY)
        assert who.post(address("renew", hall), {"ticket": word, "since": "1"}).status_code == status, audience


def test_a_fragment_is_for_the_live_program_alone(world: World) -> None:
    hall = a_hall(world)
    path = reverse("meetings:fragment", args=[hall.meeting.pk, "participant"])
    assert world.client(world.anna).get(path).status_code == 404
    other = Channel(world.elsewhere.pk, f"meeting:{hall.meeting.pk}", "participant", "nl")
    header = seal_audience(other, key=settings.LIVE_SIGNING_KEY)
    answer = world.client().get(path, headers={"X-Drieslag-Audience": header})
    assert (answer.status_code, answer.content) == (204, b"")
    ticket = Ticket(channels=(other,), places=())
    forged = seal_ticket(ticket, key=settings.LIVE_SIGNING_KEY)
    assert world.client().get(path, headers={"X-Drieslag-Audience": forged}).status_code == 404


def test_who_leaves_the_team_reads_no_further(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    people.end_membership(by=world.ada, team=world.team, person=world.bram)
    bram = world.client(world.bram)
    for page in ("room", "mine", "screen", "meeting", "report"):
        assert bram.get(address(page, hall)).status_code == 404, page
    assert bram.get(reverse("board:team", args=[world.team.pk])).status_code == 404
    given = {"text": "Nog iets"}
    assert bram.post(address("contribute", hall, "cards"), given).status_code == 404


def test_what_is_for_those_who_were_there_is_for_nobody_else(world: World) -> None:
    (absent,) = world.colleagues(1)
    format_ = a_format(
        a_step("open", StepKind.COLLECT),
        a_step("tries", StepKind.DECIDE, due_within_days=14),
        a_step("insights", StepKind.HARVEST),
        readers=Readers.PARTICIPANTS,
    )
    hall = a_hall(world, format_)
    bram = world.client(world.bram)
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="open", text=SECRET)
    hall.go_to("tries")
    bram.post(
        address("try_outs", hall, "tries"),
        {"text": SECRET, "kind": "action", "due_on": hall.meeting.planned_at.date().isoformat()},
    )
    hall.go_to("insights")
    bram.post(address("insights", hall, "insights"), {"text": SECRET, "level": "double"})
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert SECRET in bram.get(address("report", hall)).text
    for who in (absent, world.ada, world.carla):
        reader = world.client(who)
        for page in ("report", "report_pdf", "report_sheet", "meeting", "past"):
            found = reader.get(address(page, hall, *(["open"] if page == "past" else [])), follow=True)
            assert found.status_code in {403, 404}, page
            assert SECRET.encode() not in found.content
        for name in ("today:home", "meetings:list", "board:mine", "account:privacy"):
            assert SECRET not in reader.get(reverse(name), follow=True).text, name
        assert SECRET.encode() not in reader.get(reverse("account:copy")).content
