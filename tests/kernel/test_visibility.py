"""Who sees what: every combination there is, against rules written a second time and differently."""

from itertools import product

import pytest

from drieslag.kernel.format import Readers, Showing
from drieslag.kernel.visibility import CARD, NOTHING, Facts, Moment, Seeing, Viewer, see

ALL_FACTS = [
    Facts(showing=showing, opened=opened, hidden=hidden, withdrawn=withdrawn, moment=moment, readers=readers)
    for showing, opened, hidden, withdrawn, moment, readers in product(
        Showing, (False, True), (False, True), (False, True), Moment, Readers
    )
]
IN_THE_ROOM = (Viewer.PARTICIPANT, Viewer.FACILITATOR, Viewer.SCREEN)
NAMED, NAMELESS = Seeing(text=True, author=True, exists=True), Seeing(text=True, exists=True)

# showing, opened, moment -> what is seen by (the author, others in the room, a teammate who was not there)
TABLE = {
    (Showing.OPEN, False, Moment.RUNNING): (NAMED, NAMED, NOTHING),
    (Showing.OPEN, False, Moment.OVER): (NAMED, NAMED, NOTHING),
    (Showing.OPEN, False, Moment.CLOSED): (NAMED, NAMED, NAMED),
    (Showing.OPEN, True, Moment.RUNNING): (NAMED, NAMED, NOTHING),
    (Showing.OPEN, True, Moment.OVER): (NAMED, NAMED, NOTHING),
    (Showing.OPEN, True, Moment.CLOSED): (NAMED, NAMED, NAMED),
    (Showing.HIDDEN, False, Moment.RUNNING): (NAMED, CARD, NOTHING),
    (Showing.HIDDEN, False, Moment.OVER): (NAMED, CARD, NOTHING),
    (Showing.HIDDEN, False, Moment.CLOSED): (NAMED, NOTHING, NOTHING),
    (Showing.HIDDEN, True, Moment.RUNNING): (NAMED, NAMED, NOTHING),
    (Showing.HIDDEN, True, Moment.OVER): (NAMED, NAMED, NOTHING),
    (Showing.HIDDEN, True, Moment.CLOSED): (NAMED, NAMED, NAMED),
    (Showing.ANONYMOUS, False, Moment.RUNNING): (NAMELESS, NOTHING, NOTHING),
    (Showing.ANONYMOUS, False, Moment.OVER): (NAMELESS, NOTHING, NOTHING),
    (Showing.ANONYMOUS, False, Moment.CLOSED): (NAMELESS, NOTHING, NOTHING),
    (Showing.ANONYMOUS, True, Moment.RUNNING): (NAMELESS, NAMELESS, NOTHING),
    (Showing.ANONYMOUS, True, Moment.OVER): (NAMELESS, NAMELESS, NOTHING),
    (Showing.ANONYMOUS, True, Moment.CLOSED): (NAMELESS, NAMELESS, NAMELESS),
}


def test_the_table_has_every_case_once() -> None:
    assert set(TABLE) == set(product(Showing, (False, True), Moment))


@pytest.mark.parametrize("key", TABLE, ids=str)
def test_what_is_neither_hidden_nor_withdrawn_follows_the_table(key: tuple[Showing, bool, Moment]) -> None:
    author, room, teammate = TABLE[key]
    facts = Facts(showing=key[0], opened=key[1], moment=key[2], readers=Readers.TEAM)
    assert see(Viewer.AUTHOR, facts) == author
    assert [see(viewer, facts) for viewer in IN_THE_ROOM] == [room] * 3
    assert see(Viewer.OUTSIDER, facts) == teammate


def test_a_report_for_participants_shows_a_teammate_who_was_not_there_nothing() -> None:
    seen = {see(Viewer.OUTSIDER, facts) for facts in ALL_FACTS if facts.readers is Readers.PARTICIPANTS}
    assert seen == {NOTHING}


def test_what_was_withdrawn_is_gone_for_everyone() -> None:
    seen = {see(viewer, facts) for viewer in Viewer for facts in ALL_FACTS if facts.withdrawn}
    assert seen == {NOTHING}


def test_what_the_facilitator_hid_is_left_to_its_author_with_a_note() -> None:
    for facts in (facts for facts in ALL_FACTS if facts.hidden and not facts.withdrawn):
        assert see(Viewer.AUTHOR, facts).text
        assert see(Viewer.AUTHOR, facts).note
        assert see(Viewer.FACILITATOR, facts) == Seeing(exists=True, note=True)
        assert {see(viewer, facts) for viewer in (Viewer.PARTICIPANT, Viewer.SCREEN, Viewer.OUTSIDER)} == {NOTHING}


def test_nobody_ever_sees_an_anonymous_author() -> None:
    seen = {see(viewer, facts).author for viewer in Viewer for facts in ALL_FACTS if facts.showing is Showing.ANONYMOUS}
    assert seen == {False}


def test_nobody_but_the_author_reads_what_was_not_opened() -> None:
    closed = [facts for facts in ALL_FACTS if facts.showing is not Showing.OPEN and not facts.opened]
    seen = {see(viewer, facts).text for viewer in Viewer if viewer is not Viewer.AUTHOR for facts in closed}
    assert seen == {False}


@pytest.mark.parametrize("facts", ALL_FACTS, ids=str)
def test_a_name_never_shows_without_words_nor_words_without_a_card(facts: Facts) -> None:
    for viewer in Viewer:
        seeing = see(viewer, facts)
        assert seeing.text or not seeing.author
        assert seeing.exists or not seeing.text


@pytest.mark.parametrize("facts", ALL_FACTS, ids=str)
def test_the_big_screen_and_an_outsider_never_see_more_than_a_participant(facts: Facts) -> None:
    participant = see(Viewer.PARTICIPANT, facts)
    assert see(Viewer.SCREEN, facts) == participant
    assert see(Viewer.OUTSIDER, facts) in {NOTHING, participant}
