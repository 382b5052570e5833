"""A meeting through its pages, without a browser: from a plan to a report."""

from django.urls import reverse

from drieslag.core import tenancy
from drieslag.learning.meetings.models import Contribution, Meeting
from tests.factories.world import TenantClient, World

HTMX = {"HX-Request": "true"}


def begin(world: World, code: str = "W01") -> tuple[TenantClient, Meeting]:
    """Let Anna begin a meeting now."""
    anna = world.client(world.anna)
    response = anna.post(reverse("meetings:new"), {"format": code, "team": str(world.team.pk), "now": "1"})
    assert response.status_code == 302, response.content.decode()[:2000]
    meeting = Meeting.objects.get()
    assert response["Location"] == reverse("meetings:facilitator", args=[meeting.pk])
    return anna, meeting


def test_a_meeting_runs_from_plan_to_report(world: World) -> None:
    anna, meeting = begin(world)
    desk = anna.get(reverse("meetings:facilitator", args=[meeting.pk]))
    assert desk.status_code == 200
    bram = world.client(world.bram)
    assert bram.get(reverse("meetings:meeting", args=[meeting.pk])).status_code == 200
    assert bram.post(reverse("meetings:enter", args=[meeting.pk])).status_code == 302
    for _ in range(20):
        meeting.refresh_from_db()
        page = bram.get(reverse("meetings:room", args=[meeting.pk]))
        assert page.status_code == 200
        assert bram.get(reverse("meetings:room", args=[meeting.pk]), {"text": "1"}).status_code == 200
        assert bram.get(reverse("meetings:mine", args=[meeting.pk])).status_code == 200
        assert anna.get(reverse("meetings:screen", args=[meeting.pk])).status_code == 200
        stage = page.context["stage"]
        sent = bram.post(
            reverse("meetings:contribute", args=[meeting.pk, meeting.step]),
            {"text": "Wat zegt het gezin zelf?"},
            headers=HTMX,
        )
        assert sent.status_code in {200, 422}
        if not stage.next_key:
            break
        moved = anna.post(
            reverse("meetings:move", args=[meeting.pk]), {"from": meeting.step, "to": stage.next_key}, headers=HTMX
        )
        assert moved.status_code == 204
    assert Contribution.objects.filter(meeting=meeting).count() > 0
    closed = anna.post(reverse("meetings:closure", args=[meeting.pk]))
    assert closed["Location"] == reverse("meetings:report", args=[meeting.pk])
    assert bram.get(reverse("meetings:report", args=[meeting.pk])).status_code == 200
    assert anna.get(reverse("meetings:report_pdf", args=[meeting.pk])).content[:5] == b"%PDF-"
    assert anna.get(reverse("meetings:report_sheet", args=[meeting.pk])).content[:2] == b"PK"


def test_a_guest_joins_with_code_and_name(world: World) -> None:
    anna, meeting = begin(world)
    guest = world.client()
    found = guest.post(reverse("meetings:join"), {"code": meeting.join_code.lower()})
    assert found.status_code == 302
    named = guest.post(found["Location"], {"name": "Gerda"})
    assert named["Location"] == reverse("meetings:room", args=[meeting.pk])
    assert guest.get(named["Location"]).status_code == 200
    assert b"Gerda" not in guest.get(reverse("meetings:room", args=[meeting.pk])).content
    desk = anna.get(reverse("meetings:facilitator", args=[meeting.pk]))
    waiting = desk.context["desk"].waiting
    assert [row.name for row in waiting] == ["Gerda"]
    anna.post(reverse("meetings:admission", args=[meeting.pk, waiting[0].id]), headers=HTMX)
    assert "stage" in guest.get(named["Location"]).context
    assert guest.get(reverse("meetings:report", args=[meeting.pk])).status_code in {302, 404}
    assert guest.get(reverse("meetings:facilitator", args=[meeting.pk])).status_code == 302


def test_formats_are_found_and_read(world: World) -> None:
    anna = world.client(world.anna)
    assert anna.get(reverse("meetings:formats"), {"minutes": "20"}).status_code == 200
    assert anna.get(reverse("meetings:format", args=["actieleren"])).status_code == 200
    assert anna.get(reverse("meetings:format", args=["bestaat-niet"])).status_code == 404
    assert anna.get(reverse("meetings:list")).status_code == 200
    assert tenancy.current() == world.organisation.pk
