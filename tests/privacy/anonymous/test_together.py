"""Two at once: one token, one answer, and nothing lost while a box opens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.core.verdict import YES, NotFound, Refused
from drieslag.privacy.anonymous import actions, crypto, holders, queries
from drieslag.privacy.anonymous.enums import Purpose, Taking
from drieslag.privacy.anonymous.models import Box, Issue, Round, Slip
from tests.privacy.anonymous.people import Browser, signing_key
from tests.support.together import begun_together

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@dataclass
class Place:
    """A round and a box that everyone may use."""

    organisation: UUID
    round: Round
    box: Box


@pytest.fixture
def place(key_folder: Path) -> Iterator[Place]:
    before = dict(holders._rules)
    holders.register(Purpose.STEP, may_hold=lambda _holder, _scope: YES)
    organisation, scope = Organisation.objects.create(name="Tegelijk", slug="tegelijk"), uuid4()
    with tenancy.inside(organisation.pk):
        found = actions.open_round(purpose=Purpose.STEP, scope=scope, key=signing_key())
        box = actions.open_box(
            purpose=Purpose.STEP, scope=scope, part="a", taking=Taking.ONCE, max_length=100, present=5
        )
    yield Place(organisation.pk, found, box)
    holders._rules.clear()
    holders._rules.update(before)


def together(acts: Sequence[Callable[[], object]], organisation: UUID) -> list[object]:
    """Do these at once; a refusal is an outcome."""
    return ["refused" if isinstance(one, Refused) else one for one in begun_together(organisation, acts)]


def test_two_devices_of_one_holder_at_once_get_one_token(place: Place) -> None:
    holder = uuid4()
    key = queries.key_of(place.round)
    messages = [crypto.blind(key, crypto.prepare(bytes(32))).message for _ in range(2)]

    asks = [partial(actions.issue, by=holder, round_id=place.round.pk, blinded=message) for message in messages]
    outcomes = together(asks, place.organisation)

    assert outcomes.count("refused") == 1
    with tenancy.inside(place.organisation):
        assert Issue.objects.count() == 1


def test_a_token_pressed_twice_at_once_brings_one_answer(place: Place) -> None:
    browser = Browser(uuid4())
    with tenancy.inside(place.organisation):
        browser.fetch_token(place.round)

    outcomes = together(
        [lambda: browser.hand_in(place.round, place.box, "ja"), lambda: browser.hand_in(place.round, place.box, "nee")],
        place.organisation,
    )

    assert sorted(map(str, outcomes)) == ["already", "received"]
    with tenancy.inside(place.organisation):
        assert Slip.objects.count() == 1


def test_whatever_was_received_while_the_box_opens_comes_out_of_it(place: Place) -> None:
    browsers = [Browser(uuid4()) for _ in range(6)]
    with tenancy.inside(place.organisation):
        for browser in browsers:
            browser.fetch_token(place.round)
    hand_ins = [partial(browser.hand_in, place.round, place.box, "ja") for browser in browsers]

    outcomes = together([partial(actions.open_slips, box_id=place.box.pk), *hand_ins], place.organisation)

    contents = outcomes[0]
    assert isinstance(contents, list)
    assert len(contents) == outcomes[1:].count("received")
    assert outcomes[1:].count("received") + outcomes[1:].count("refused") == 6


def test_outside_a_page_an_act_opens_its_own_transaction(place: Place) -> None:
    with pytest.raises(NotFound):
        actions.close_round(round_id=place.round.pk)
    assert not connection.in_atomic_block
