"""Keys, codes, verdicts and doors."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock, doors
from drieslag.core.ids import new_id
from drieslag.core.models import DoorKind
from drieslag.core.verdict import YES, Refused, no, require
from tests.factories.world import World


def test_keys_follow_time() -> None:
    first = new_id()
    assert first.version == 7
    assert first.variant == "specified in RFC 4122"
    assert abs((first.int >> 80) / 1000 - clock.now().timestamp()) < 5


def test_keys_of_one_millisecond_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [1_790_000_000_000_000_000 + step * 1_000 for step in range(1_000)]
    monkeypatch.setattr(time, "time_ns", iter(moments).__next__)
    made = [new_id() for _moment in moments]
    assert made == sorted(made)
    assert {one.int >> 80 for one in made} == {1_790_000_000_000}


def test_a_join_code_has_no_look_alikes() -> None:
    code = doors.join_code()
    assert len(code) == 6
    assert set(code).isdisjoint("0O1IL2Z5S8B")
    assert doors.normal(" aCd-eF g") == "ACDEFG"


def test_a_verdict_refuses_with_its_reason() -> None:
    require(YES)
    with pytest.raises(Refused, match="Nu niet") as refused:
        require(no("Nu niet"))
    assert refused.value.reason == "Nu niet"


def test_a_door_opens_for_its_secret_in_its_time(world: World) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    with clock.frozen(at):
        doors.make_door(
            kind=DoorKind.JOIN,
            secret="ACDEFG",
            organisation_id=world.organisation.pk,
            opens_at=at + timedelta(minutes=5),
            expires_at=at + timedelta(minutes=10),
        )
        assert doors.open_door(kind=DoorKind.JOIN, secret="ACDEFG") is None
    for minutes, opens in ((5, True), (9, True), (10, False)):
        with clock.frozen(at + timedelta(minutes=minutes)):
            assert (doors.open_door(kind=DoorKind.JOIN, secret="ACDEFG") is not None) is opens
            assert doors.open_door(kind=DoorKind.GUEST, secret="ACDEFG") is None
            assert doors.open_door(kind=DoorKind.JOIN, secret="ACDEFH") is None
