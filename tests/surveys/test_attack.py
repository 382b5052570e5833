"""The attack of trust.md on rounds of a questionnaire: can whoever has everything on the disk tell who answered what?

Everything is: who is asked, who got a token and in which order, each table with `ctid` and `xmin` before, during and
after, the data files, the log of changes, a backup, the logs, and the keys of private text, with which every closed
answer is read. Against a store as one would write it without thinking, and against this one without its shuffling, the
same attack is right every time.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker

from drieslag.privacy.anonymous import seal
from drieslag.privacy.anonymous.models import STORE
from drieslag.surveys.actions import closing
from tests.privacy.anonymous.cluster import OpenCluster, open_cluster
from tests.privacy.anonymous.guessing import chi_square_limit, limits, right_matches, unevenness
from tests.surveys.attack import (
    LARGE,
    LARGE_ROUNDS,
    NAIVE,
    SMALL,
    SMALL_ROUNDS,
    WRITTEN,
    Loot,
    Played,
    finish,
    play,
    staged,
)

pytestmark = pytest.mark.slow

TEXT = re.compile(rb"slip-[0-9a-f]{24}")
ANSWERS, WORDS = "surveys_closedanswer", "surveys_closedtext"
LONG = 4_000_000  # more of the log than one closing writes
type Whose = Callable[[Played], list[UUID]]


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[OpenCluster]:
    with open_cluster(django_db_blocker) as cluster:
        # Here alone one key may serve all rounds: making two hundred would take most of the test's time.
        cluster.run("alter table privacy_round drop constraint anonymous_round_key_used_once")
        cluster.run(f"create table {NAIVE} (id uuid primary key, round uuid, text text)")
        cluster.run(f"grant select, insert on {NAIVE} to drieslag_app")
        yield cluster


@pytest.fixture(scope="module")
def loot(opened: OpenCluster, tmp_path_factory: pytest.TempPathFactory) -> Loot:
    """Play all rounds, the large ones among the small, then close the store for good."""
    with staged(opened, tmp_path_factory.mktemp("keys"), seed=20261123) as stage:
        for number in range(SMALL_ROUNDS):
            play(stage, SMALL, look=number == SMALL_ROUNDS // 2)
            if number % (SMALL_ROUNDS // LARGE_ROUNDS) == 0:
                play(stage, LARGE)
        finish(stage)
    return stage.loot


def answers_of(played: Played) -> list[UUID]:
    return played.rows


def words_of(played: Played) -> list[UUID]:
    return played.words


def naive_of(played: Played) -> list[UUID]:
    return played.naive


# The attacker's ways: each puts every round's rows in some order, and bets that it is the order of the issue list.


def by_query(cluster: OpenCluster, table: str, order: str) -> dict[UUID, int]:
    return {row[0]: at for at, row in enumerate(cluster.rows(f"select id from {table} order by {order}"))}


def by_bytes(data: bytes, wanted: Sequence[UUID], since: int = 0, until: int | None = None) -> dict[UUID, int]:
    """Where the keys first lie in what was read from the disk."""
    places = {key: data.find(key.bytes, since, until) for key in wanted}
    return {key: place for key, place in places.items() if place >= 0}


def by_backup(cluster: OpenCluster, table: str) -> dict[UUID, int]:
    lines = cluster.backup()
    copied = lines[lines.index(f"COPY public.{table} ") :].split("\n")[1:]
    rows = copied[: copied.index("\\.")]
    return {UUID(row.split("\t")[0]): at for at, row in enumerate(rows)}


def ways(cluster: OpenCluster, table: str, column: str, keys: Sequence[UUID]) -> dict[str, dict[UUID, int]]:
    """Every order that the attacker can read from what lies there."""
    return {
        "ctid": by_query(cluster, table, "ctid"),
        "ctid backwards": by_query(cluster, table, "ctid desc"),
        "xmin": by_query(cluster, table, WRITTEN),
        "key": by_query(cluster, table, "id"),
        "length": by_query(cluster, table, f"length({column}), ctid"),
        "cipher": by_query(cluster, table, f"{column}, ctid"),
        "backup": by_backup(cluster, table),
        "data file": by_bytes(cluster.table_file(table), keys),
    }


def guesses(places: dict[UUID, int], rounds: Sequence[Played], whose: Whose) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of each round in the attacker's order, beside the truth; rounds of which one was not found are left
    out.
    """
    usable = [whose(played) for played in rounds if all(key in places for key in whose(played))]
    guessed = [sorted(true, key=places.__getitem__) for true in usable]
    return [list(map(str, one)) for one in guessed], [list(map(str, one)) for one in usable]


def assert_chance(name: str, guessed: list[list[str]], truth: list[list[str]], size: int) -> None:
    low, high = limits(size, len(truth))
    assert low <= right_matches(guessed, truth) <= high, name
    orders = [[guess.index(key) for key in true] for guess, true in zip(guessed, truth, strict=True)]
    assert unevenness(orders) < chi_square_limit((size - 1) ** 2), name


def every_key(rounds: Sequence[Played], whose: Whose) -> list[UUID]:
    return [key for played in rounds for key in whose(played)]


def test_the_worst_case_is_played(loot: Loot) -> None:
    """The attacker knows who is asked, and the list of tokens has the order of handing in."""
    assert all(played.issued == played.handed_in for played in loot.rounds)
    assert (len(loot.of_size(SMALL)), len(loot.of_size(LARGE))) == (SMALL_ROUNDS, LARGE_ROUNDS)


def test_no_way_of_matching_answers_does_better_than_chance(opened: OpenCluster, loot: Loot) -> None:
    for size, count in ((SMALL, SMALL_ROUNDS), (LARGE, LARGE_ROUNDS)):
        rounds = loot.of_size(size)
        for name, places in ways(opened, ANSWERS, "answers", every_key(rounds, answers_of)).items():
            guessed, truth = guesses(places, rounds, answers_of)
            assert len(truth) == count, name
            assert_chance(name, guessed, truth, size)


def test_no_way_of_matching_words_does_better_than_chance(opened: OpenCluster, loot: Loot) -> None:
    rounds = loot.of_size(LARGE)
    for name, places in ways(opened, WORDS, "text", every_key(rounds, words_of)).items():
        guessed, truth = guesses(places, rounds, words_of)
        assert len(truth) == LARGE_ROUNDS, name
        assert_chance(name, guessed, truth, LARGE)


def test_words_cannot_be_put_beside_the_answers_of_who_wrote_them(opened: OpenCluster, loot: Loot) -> None:
    """Both tables in their own order: the k-th words are not of the k-th answers."""
    rounds = loot.of_size(LARGE)
    answers, words = (by_query(opened, table, WRITTEN) for table in (ANSWERS, WORDS))
    as_answered = [sorted(range(LARGE), key=lambda at: answers[played.rows[at]]) for played in rounds]
    as_worded = [sorted(range(LARGE), key=lambda at: words[played.words[at]]) for played in rounds]
    both = [[list(map(str, one)) for one in orders] for orders in (as_answered, as_worded)]
    low, high = limits(LARGE, len(rounds))
    assert low <= right_matches(*both) <= high


def test_the_same_ways_are_right_every_time_against_a_naive_store(opened: OpenCluster, loot: Loot) -> None:
    """One row an answer, without a name, under a random key, as it comes in: what looks anonymous to who made it."""
    found = {}
    for name, places in ways(opened, NAIVE, "text", every_key(loot.rounds, naive_of)).items():
        guessed, truth = guesses(places, loot.of_size(SMALL), naive_of)
        found[name] = right_matches(guessed, truth) / (SMALL * len(truth))
    assert found["xmin"] == 1
    # A short row may go back to an earlier page with room for it; but for those, the place on the disk is the order.
    assert min(found[name] for name in ("ctid", "backup")) > 0.9
    assert found["key"] < 0.35, "a random key does hide the order, which is why it seems to be enough"


def test_the_log_of_changes_tells_no_order_either(opened: OpenCluster, loot: Loot) -> None:
    wal = opened.log_of_changes()
    ((first,),) = opened.rows("select min(name) from pg_ls_waldir() where length(name) = 24")
    start = int(first[8:16], 16) * 2**32 + int(first[16:24], 16) * 2**24
    assert len(re.findall(TEXT, wal)) >= SMALL * SMALL_ROUNDS, "the log is whole: the naive store's words lie in it"
    for size, whose in ((SMALL, answers_of), (LARGE, answers_of), (LARGE, words_of)):
        rounds = loot.of_size(size)
        places: dict[UUID, int] = {}
        for played in rounds:
            since = played.closed_from - start
            places |= by_bytes(wal, whose(played), since, since + LONG)
        guessed, truth = guesses(places, rounds, whose)
        assert len(truth) > len(rounds) * 0.8
        low, high = limits(size, len(truth))
        assert low <= right_matches(guessed, truth) <= high
    naive: dict[UUID, int] = {}
    for played in loot.of_size(SMALL):
        naive |= by_bytes(wal, naive_of(played), played.opened_from - start, played.closed_from - start)
    assert right_matches(*guesses(naive, loot.of_size(SMALL), naive_of)) == SMALL * SMALL_ROUNDS


def test_without_shuffling_this_store_would_tell_too(
    opened: OpenCluster, loot: Loot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (seal, closing):
        monkeypatch.setattr(module, "shuffled", list)
    with staged(opened, tmp_path / "keys", seed=7) as stage:
        for _ in range(12):
            play(stage, SMALL)
    found = guesses(by_query(opened, ANSWERS, WRITTEN), stage.loot.rounds, answers_of)
    assert right_matches(*found) / (SMALL * 12) > 0.9
    finish(stage)


def test_what_people_wrote_lies_readable_nowhere_at_any_time(opened: OpenCluster, loot: Loot) -> None:
    """The naive store shows that the search would have found it."""
    files = {name for name, data in loot.during.items() if any(text[:29] in data for text in loot.unread)}
    assert len(files) == 1, "the naive table's own file, and no other"
    backup = [line for line in opened.backup().splitlines() if TEXT.search(line.encode())]
    ((naive,),) = opened.rows(f"select count(*) from {NAIVE}")
    assert naive >= SMALL * SMALL_ROUNDS + LARGE * LARGE_ROUNDS, "whatever else was played before"
    assert len(backup) == naive, "in the naive table alone"


def test_words_of_fewer_than_eight_are_kept_in_no_way(opened: OpenCluster, loot: Loot) -> None:
    keys = [played.key for played in loot.of_size(SMALL)]
    assert opened.rows(f"select count(*) from {WORDS} where round_id = any(%s)", keys) == [(0,)]


def test_neither_keys_nor_tokens_lie_anywhere(opened: OpenCluster, loot: Loot) -> None:
    everything = b"".join(
        [*opened.files().values(), *loot.during.values(), opened.log_of_changes(), opened.backup().encode()]
    )
    for secret in random.Random(1).sample(loot.tokens, 40) + random.Random(2).sample(loot.keys[:-1], 20):
        assert secret not in everything
        assert secret.hex().encode() not in everything
    assert list((loot.key_folder / "anonymous").iterdir()) == []


def test_logs_and_lengths_tell_nothing(opened: OpenCluster, loot: Loot) -> None:
    log = (opened.place / "log").read_bytes()
    people = {key for played in loot.rounds for key in played.issued}
    assert not TEXT.search(log)
    assert not [key for key in people if str(key).encode() in log]
    assert not [line for line in loot.logged if "slip-" in line or any(str(key) in line for key in people)]
    assert len({length for played in loot.rounds for length in played.sealed_lengths}) == 1


def test_after_closing_nothing_is_left_of_who_was_asked(opened: OpenCluster, loot: Loot) -> None:
    for model in STORE:
        assert opened.rows(f"select pg_relation_size('{model._meta.db_table}')") == [(0,)]
    assert opened.rows("select count(*) from surveys_invitee") == [(0,)]
