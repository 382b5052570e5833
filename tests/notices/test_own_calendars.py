"""A calendar of one's own: only when its owner is busy comes out, whatever it holds, and the server stays well."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.kernel.disclosure import Shown, Withheld
from drieslag.learning.notices import actions, jobs, queries, reaching, reading
from drieslag.learning.notices.enums import Fit, Problem
from drieslag.learning.notices.models import OwnCalendar
from drieslag.people.models import Person
from tests.factories.world import World

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
UNTIL = NOW + timedelta(weeks=26)
TEN = datetime(2026, 11, 25, 9, tzinfo=UTC)  # ten in Amsterdam
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def ics(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}\r\nEND:VEVENT\r\n" for number, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{body}END:VCALENDAR\r\n".encode()


ONE = "DTSTART:20261125T090000Z\r\nDTEND:20261125T100000Z\r\nSUMMARY:Gesprek met moeder De Vries"


def read(data: bytes) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromtimestamp(first * 60, UTC), datetime.fromtimestamp(last * 60, UTC))
        for first, last in reading.read(data, NOW, UNTIL)
    ]


def problem(data: bytes) -> str:
    with pytest.raises(reading.Unreadable) as caught:
        reading.read(data, NOW, UNTIL)
    return caught.value.problem


def test_an_appointment_is_busy_and_nothing_else_of_it_is_looked_at() -> None:
    assert read(ics(ONE)) == [(TEN, TEN + HOUR)]
    assert not any("SUMMARY" in line or "De Vries" in line for line in reading.wanted_lines(ics(ONE)))


@pytest.mark.parametrize("extra", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_what_does_not_count(extra: str) -> None:
    assert read(ics(f"{ONE}\r\n{extra}")) == []


def test_a_series_across_the_change_of_clocks_with_a_moved_and_a_left_out_one() -> None:
    series = (
        "DTSTART;TZID=Europe/Amsterdam:20270315T100000\r\nDTEND;TZID=Europe/Amsterdam:20270315T110000\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/Amsterdam:20270405T100000"
    )
    moved = (
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20270322T100000\r\nDTSTART;TZID=Europe/Amsterdam:20270322T150000\r\n"
        "DTEND;TZID=Europe/Amsterdam:20270322T160000"
    )
    data = ics(series, moved).replace(b"UID:1", b"UID:0")
    assert [start.hour for start, _end in read(data)] == [9, 14, 8]


def test_a_whole_day_and_a_wall_time_are_as_here() -> None:
    assert read(ics("DTSTART;VALUE=DATE:20261126")) == [
        (datetime(2026, 11, 25, 23, tzinfo=UTC), datetime(2026, 11, 26, 23, tzinfo=UTC))
    ]
    assert read(ics("DTSTART:20261125T100000\r\nDURATION:PT1H")) == [(TEN, TEN + HOUR)]


def test_a_zone_that_outlook_names_and_one_that_nobody_knows() -> None:
    windows = "DTSTART;TZID=W. Europe Standard Time:20261125T100000\r\nDURATION:PT1H"
    assert read(ics(windows)) == [(TEN, TEN + HOUR)]
    assert len(read(ics("DTSTART;TZID=Mars/Olympus:20261125T100000\r\nDURATION:PT1H"))) == 1


def test_one_far_too_long_is_cut() -> None:
    ((start, end),) = read(ics("DTSTART:20261101T000000Z\r\nDTEND:20991231T000000Z"))
    assert start == NOW
    assert end <= NOW + reading.LONGEST


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "no_calendar"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "no_calendar"),
        (b"<html>Sign in</html>", "no_calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "broken"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n", "broken"),
        (b"BEGIN:VCALENDAR\r\n" * 5000, "too_much"),
        (ics(*["DTSTART:20261125T090000Z"] * 9000), "too_much"),
        (ics(f"{ONE}\r\nRRULE:FREQ=SECONDLY"), "too_much"),
        (ics(*[f"{ONE}\r\nRRULE:FREQ=DAILY"] * 70), "too_much"),
        (ics("DTSTART:20261125T090000Z\r\nDTEND:99991231T235959Z"), "broken"),
    ],
)
def test_bad_calendars_get_a_reason(data: bytes, expected: str) -> None:
    assert problem(data) == expected
    assert Problem(expected).label


def test_one_bad_event_leaves_the_others() -> None:
    assert read(ics("DTSTART:not a time", ONE)) == [(TEN, TEN + HOUR)]


def test_alarms_tasks_and_a_picture_in_a_line_are_left_out() -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDURATION:PT5M\r\nREPEAT:99999\r\nEND:VALARM"
    picture = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 1000 + "\r\n " + "QUJD" * 100_000
    todo = "BEGIN:VTODO\r\nDTSTART:20261125T120000Z\r\nEND:VTODO\r\n"
    assert read(ics(f"{ONE}\r\n{alarm}\r\n{picture}", head=todo)) == [(TEN, TEN + HOUR)]


def test_it_is_read_apart_and_ended_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(reading.busy_times(ics(ONE), NOW, UNTIL)) == 1
    with pytest.raises(reading.Unreadable) as caught:
        reading.busy_times(ics(ONE) + bytes(reading.MAX_BYTES), NOW, UNTIL)
    assert caught.value.problem == "too_large"
    # Every day since the year 1, fifty times: the process that reads it is ended.
    hostile = ics(*["DTSTART:00010101T000000Z\r\nRRULE:FREQ=DAILY;BYSETPOS=1;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30"] * 200)
    monkeypatch.setattr(reading, "SECONDS", -1.5)
    with pytest.raises(reading.Unreadable) as caught:
        reading.busy_times(hostile, NOW, UNTIL)
    assert caught.value.problem in {"too_slow", "too_much", "broken"}


# Reaching an address


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.20.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_no_address_of_a_private_network(ip: str) -> None:
    with pytest.raises(reaching.Unreachable) as caught:
        reaching.check("https://agenda.example/a.ics", lambda _host, _port: ["93.184.215.14", ip])
    assert caught.value.problem == "not_public"


@pytest.mark.parametrize(
    "address",
    ["http://agenda.example/a", "file:///etc/passwd", "https://u:p@agenda.example/", "https://", "https://[", "x"],
)  # fmt: skip
def test_only_https(address: str) -> None:
    with pytest.raises(reaching.Unreachable) as caught:
        reaching.check(address, lambda _host, _port: ["93.184.215.14"])
    assert caught.value.problem == "no_address"


def reach(pages: dict[str, object], most: int = 10_000) -> bytes:
    """Fetch the first address from a pretended internet; names that end in `.inside` lie in a private network."""
    import httpx

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url.host))
        found = pages[f"https://{request.headers['Host']}{request.url.path}"]
        if isinstance(found, str):
            return httpx.Response(302, headers={"Location": found})
        assert isinstance(found, bytes)
        return httpx.Response(200, stream=httpx.ByteStream(found))

    def resolve(host: str, _port: int) -> list[str]:
        return ["10.0.0.1"] if host.endswith(".inside") else ["93.184.215.14"]

    body = reaching.fetch(next(iter(pages)), most=most, resolve=resolve, transport=httpx.MockTransport(answer))
    assert set(asked) == {"93.184.215.14"}
    return body


def test_it_asks_the_address_that_was_checked_and_follows_redirects_in_the_same_way() -> None:
    assert reach({"https://a.example/x": "/y", "https://a.example/y": b"hi"}) == b"hi"
    for there in ("https://b.inside/", "http://a.example/", "https://169.254.169.254.inside/"):
        with pytest.raises(reaching.Unreachable):
            reach({"https://a.example/x": there})
    with pytest.raises(reaching.Unreachable) as caught:
        reach({"https://a.example/x": "https://a.example/x"})
    assert caught.value.problem == "not_found"


def test_what_is_too_large_is_not_taken_in() -> None:
    with pytest.raises(reaching.Unreachable) as caught:
        reach({"https://a.example/x": b"x" * 20_000})
    assert caught.value.problem == "too_large"


def test_webcal_is_https() -> None:
    assert reaching.plain(" webcal://a.example/x ") == "https://a.example/x"


# What is kept, and who sees what


@pytest.mark.django_db
def test_only_busy_times_are_kept_and_those_encrypted(world: World) -> None:
    actions.upload(by=world.bram, data=ics(ONE))
    (row,) = OwnCalendar.objects.all()
    assert reading.parsed(row.busy) == [(int(TEN.timestamp()) // 60, int((TEN + HOUR).timestamp()) // 60)]
    with connection.cursor() as cursor:
        cursor.execute("select busy || address from notices_owncalendar")
        [(kept,)] = cursor.fetchall()
    assert str(int(TEN.timestamp()) // 60).encode() not in bytes(kept)
    actions.upload(by=world.bram, data=ics(ONE, ONE))
    assert OwnCalendar.objects.count() == 1
    with clock.frozen(TEN + timedelta(days=1)):
        assert jobs.tidy() == 1
    tenancy.enter(world.organisation.pk)
    assert OwnCalendar.objects.get().busy == ""


@pytest.mark.django_db
def test_an_address_is_looked_at_again_and_says_what_is_wrong(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[bytes] = [ics(ONE), ics(ONE, ONE.replace("1125", "1126"))]
    monkeypatch.setattr(reaching, "fetch", lambda _address, most: pages.pop(0))
    actions.subscribe(by=world.bram, address="webcal://agenda.example/geheim.ics")
    assert OwnCalendar.objects.get().address == "https://agenda.example/geheim.ics"
    with clock.frozen(NOW + timedelta(hours=7)):
        assert jobs.look_again() == 1
    tenancy.enter(world.organisation.pk)
    assert len(OwnCalendar.objects.get().busy.split()) == 2

    def gone(_address: str, most: int) -> bytes:
        raise reaching.Unreachable("not_found")

    monkeypatch.setattr(reaching, "fetch", gone)
    with clock.frozen(NOW + timedelta(hours=14)):
        jobs.look_again()
    tenancy.enter(world.organisation.pk)
    row = OwnCalendar.objects.get()
    assert (row.problem, len(row.busy.split())) == (Problem.NOT_FOUND, 2)


@pytest.mark.django_db
def test_a_bad_one_is_a_sentence(world: World) -> None:
    with pytest.raises(Refused, match=r"ends in \.ics"):
        actions.upload(by=world.bram, data=b"nothing")
    with pytest.raises(Refused, match="begins with https"):
        actions.subscribe(by=world.bram, address="ftp://agenda.example/")


def share(person: Person, *, busy: bool) -> None:
    spans = [(int(TEN.timestamp()) // 60, int((TEN + HOUR).timestamp()) // 60)] if busy else []
    OwnCalendar.objects.create(
        organisation_id=person.organisation_id, person=person, source="file", busy=reading.written(spans), read_at=NOW
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("free", "fit"), [(5, Fit.MOST), (4, Fit.MOST), (3, Fit.HALF), (2, Fit.HALF), (1, Fit.FEW), (0, Fit.FEW)]
)
def test_a_planner_hears_a_word_of_five_others(world: World, free: int, fit: Fit) -> None:
    others = world.colleagues(5)
    for number, person in enumerate(others):
        share(person, busy=number >= free)
    assert queries.fits(world.team, TEN, TEN + HOUR, by=world.bram) == Shown(fit)
    share(world.bram, busy=True)
    assert queries.fits(world.team, TEN, TEN + HOUR, by=world.bram) == Shown(fit)


@pytest.mark.django_db
def test_of_four_others_nothing_is_said_nor_of_who_left(world: World) -> None:
    for person in world.colleagues(4):
        share(person, busy=False)
    share(world.bram, busy=False)
    share(world.carla, busy=False)
    assert isinstance(queries.fits(world.team, TEN, TEN + HOUR, by=world.bram), Withheld)


@pytest.mark.django_db
def test_a_file_of_twenty_megabytes_is_refused_at_the_page(world: World) -> None:
    large = SimpleUploadedFile("agenda.ics", b"BEGIN:VCALENDAR\r\n" + b"x" * reading.MAX_BYTES)
    answer = world.client(world.bram).post("/calendar/own/file/", {"file": large})
    assert answer.status_code == 422
    assert "20 MB" in answer.content.decode()
