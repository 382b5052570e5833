"""Two people at the same moment, on two connections: one writes, the other signs."""

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused
from drieslag.development.talks import actions, queries
from drieslag.development.talks.models import Agreement, Deck, Preparation, Reply
from drieslag.development.talks.written import Words
from drieslag.people.enums import Role
from tests.factories.world import World
from tests.support.roles import with_role
from tests.support.together import at_once
from tests.talks.decking import CARDS, card_of, keys, made
from tests.talks.talking import NOW, agreed, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_nobody_signs_words_that_were_changed_at_that_moment(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
        agreed(world, talk)
    at_once(
        world,
        lambda: agreed(world, talk, evidence="Anders", after=1),
        lambda: actions.confirm(by=world.anna, talk=talk, number=1),
        at=NOW,
    )
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        latest = queries.seen(world.bram, talk.pk).versions[0]
        assert (latest.agreement.number, latest.confirmed_on) == (2, None)
        assert all(reply.agreement.number == 1 for reply in Reply.objects.select_related("agreement"))


def test_two_windows_of_the_owner_make_one_version_after_the_other(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
    results = at_once(
        world,
        lambda: agreed(world, talk, evidence="Venster een", after=0),
        lambda: agreed(world, talk, evidence="Venster twee", after=0),
        at=NOW,
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    with tenancy.inside(world.organisation.pk):
        assert Agreement.objects.count() == 1


def test_both_preparing_at_once_keep_both(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
    at_once(
        world,
        lambda: actions.prepare(by=world.bram, talk=talk, answers={"does": "Wachten"}),
        lambda: actions.prepare(by=world.anna, talk=talk, answers={"saw": "Hij wachtte"}),
        lambda: actions.prepare(by=world.bram, talk=talk, answers={"does": "Wachten"}),
        at=NOW,
    )
    with tenancy.inside(world.organisation.pk):
        assert Preparation.objects.count() == 2


def test_two_advisers_do_not_undo_each_other(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        eva, els = (with_role(world, name, Role.LEARNING_ADVISER) for name in ("Eva Adviseur", "Els Adviseur"))
        deck, key = made(eva), new_id()
        card = card_of(deck)
    results = at_once(
        world,
        lambda: actions.change_card(by=eva, card=card, words=Words("Wat viel mee?"), was=1),
        lambda: actions.change_card(by=els, card=card, words=Words("Wat viel tegen?"), was=1),
        lambda: made(eva, key=key),
        lambda: made(eva, key=key),
        at=NOW,
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    with tenancy.inside(world.organisation.pk):
        assert card_of(deck).version == 2
        assert Deck.objects.count() == 2


def test_a_deck_taken_out_at_that_moment_leaves_words_or_a_reason(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        eva = with_role(world, "Eva Adviseur", Role.LEARNING_ADVISER)
        deck, talk = made(eva), planned(world)
        key = keys(deck)[0]
    results = at_once(
        world,
        lambda: actions.lay_cards(by=world.bram, talk=talk, cards=[key]),
        lambda: actions.withdraw_deck(by=eva, deck=deck),
        at=NOW,
    )
    refused = any(isinstance(result, Refused) for result in results)
    with tenancy.inside(world.organisation.pk):
        there = [one.text for one in queries.cards_of(queries.get_talk(world.bram, talk.pk))]
    assert there == ([] if refused else [CARDS[0].text])
