"""The attack of trust.md, Anonymous acts 11, with everything that lies on the disk, and the proof that it is a real
one.

The worst case is played: everybody hands in right in the order in which the tokens were given. The attacker has the
list of members, the issue list while it exists, the tables with `ctid` and `xmin` before, during and after, the data
files, the log of changes, a backup and the server's own log. Against a store as one would write it without thinking,
the same attack is right every time.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker, Settings

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.core.verdict import YES
from drieslag.privacy.anonymous import actions, compaction, holders, keyfolder
from drieslag.privacy.anonymous.enums import Purpose, Taking
from drieslag.privacy.anonymous.models import STORE
from tests.privacy.anonymous.cluster import OpenCluster, open_cluster
from tests.privacy.anonymous.guessing import chi_square_limit, limits, right_matches, unevenness
from tests.privacy.anonymous.people import Browser, signing_key

pytestmark = pytest.mark.slow

MEMBERS = 5  # the smallest group that may be anonymous, and so the easiest to guess in
ROUNDS = 200
TEXT = re.compile(rb"slip-[0-9a-f]{24}")
WRITTEN = "xmin::text::bigint, ctid"  # the order of writing, whatever place on the disk was free
CLOSED, NAIVE = "attack_closed", "attack_naive"


@dataclass
class Played:
    """One round: whose text was whose, what the attacker saw of it, and what must be nowhere."""

    truth: list[str]
    issued: list[UUID]
    sealed_lengths: set[int]
    kept_hashes: set[bytes]
    marks: set[bytes]
    opened_at: int


@dataclass
class Loot:
    """All that the attacker has in the end."""

    rounds: list[Played] = field(default_factory=list)
    naive: list[list[str]] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    tokens: list[bytes] = field(default_factory=list)
    during: dict[str, bytes] = field(default_factory=dict)
    unread: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def key_folder_of_attack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[OpenCluster]:
    with open_cluster(django_db_blocker) as cluster:
        # Here alone one key may serve all rounds: making two hundred would take most of the test's time.
        cluster.run("alter table privacy_round drop constraint anonymous_round_key_used_once")
        for table in (CLOSED, NAIVE):
            cluster.run(f"create table {table} (id uuid primary key, round uuid, text text, mark bytea)")
            cluster.run(f"grant select, insert on {table} to drieslag_app")
        yield cluster


@pytest.fixture(autouse=True)
def everyone_may(settings: Settings, key_folder_of_attack: Path) -> Iterator[None]:
    settings.DRIESLAG_KEYS = key_folder_of_attack
    before = dict(holders._rules)
    holders.register(Purpose.STEP, may_hold=lambda _holder, _scope: YES)
    yield
    holders._rules.clear()
    holders._rules.update(before)


def write(table: str, scope: UUID, text: str, mark: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} values (%s, %s, %s, %s)", [uuid4(), scope, text, mark])


def position(cluster: OpenCluster) -> int:
    ((lsn,),) = cluster.rows("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
    return int(lsn)


def play(cluster: OpenCluster, organisation: UUID, members: Sequence[UUID], chance: random.Random, loot: Loot) -> None:
    """Play one round from opening to closing, each act in a transaction of its own, as over HTTP."""
    scope, taking = uuid4(), chance.choice(list(Taking))
    with tenancy.inside(organisation):
        found = actions.open_round(purpose=Purpose.STEP, scope=scope, key=signing_key())
        box = actions.open_box(
            purpose=Purpose.STEP, scope=scope, part="vraag", taking=taking, max_length=500, present=MEMBERS
        )
    browsers = [Browser(member) for member in chance.sample(list(members), MEMBERS)]
    truth = [f"slip-{chance.randbytes(12).hex()} {'woord ' * chance.randrange(1, 70)}".strip() for _ in browsers]
    for browser in browsers:
        with tenancy.inside(organisation):
            browser.fetch_token(found)
    issued = [
        row[0]
        for row in cluster.rows(f"select holder from privacy_issue where round_id = %s order by {WRITTEN}", found.pk)
    ]
    for browser, text in zip(browsers, truth, strict=True):
        with tenancy.inside(organisation):
            browser.hand_in(found, box, text)
        with transaction.atomic():
            write(NAIVE, scope, text, b"")
        assert browser.token is not None
        loot.tokens += [browser.token.prepared, browser.token.signature]
    slips = cluster.rows(f"select sealed, change_hash from privacy_slip where box_id = %s order by {WRITTEN}", box.pk)
    if len(loot.rounds) == ROUNDS // 2:
        loot.during, loot.unread = cluster.files(), [text.encode() for text in truth]
    loot.keys += [keyfolder.read(keyfolder.SEAL, box.pk), keyfolder.read(keyfolder.SEAL, box.pk)[:64]]
    opened_at = position(cluster)
    with tenancy.inside(organisation):
        contents = actions.open_slips(box_id=box.pk)
        for content in contents:
            write(CLOSED, scope, content.text, content.mark)
        actions.close_round(round_id=found.pk)
    loot.rounds.append(
        Played(
            truth,
            issued,
            {len(sealed) for sealed, _ in slips},
            {bytes(kept) for _, kept in slips},
            {content.mark for content in contents},
            opened_at,
        )
    )
    assert issued == [browser.holder for browser in browsers], "the worst case: issue order is known and kept"


@pytest.fixture(scope="module")
def loot(opened: OpenCluster, key_folder_of_attack: Path) -> Loot:
    """Play all rounds, then close the store for good."""
    from django.test import override_settings

    chance, found = random.Random(20261122), Loot()
    members = [UUID(bytes=chance.randbytes(16), version=4) for _ in range(12)]
    before = dict(holders._rules)
    holders.register(Purpose.STEP, may_hold=lambda _holder, _scope: YES)
    with override_settings(DRIESLAG_KEYS=key_folder_of_attack), pytest.MonkeyPatch.context() as patch:
        patch.setattr("drieslag.privacy.anonymous.keyfolder.os.fsync", lambda _: None)  # the same files, sooner
        organisation = Organisation.objects.create(name="Doelwit", slug="doelwit")
        for _ in range(ROUNDS):
            play(opened, organisation.pk, members, chance, found)
        assert compaction.compact()
        found.keys.append(signing_key().to_pem())
    holders._rules.clear()
    holders._rules.update(before)
    return found


# The attacker's ways: each puts every round's texts in some order, and bets that it is the order of the issue list.


def by_query(cluster: OpenCluster, table: str, order: str, limit: int = ROUNDS) -> dict[str, int]:
    """Places of the texts in the table, in this order of a query."""
    return {row[0]: at for at, row in enumerate(cluster.rows(f"select text from {table} order by {order}"))}


def by_bytes(data: bytes, texts: dict[bytes, str], since: int = 0) -> dict[str, int]:
    """Places of the texts by where their bytes first lie."""
    places: dict[str, int] = {}
    for match in TEXT.finditer(data, since):
        if match[0] in texts:
            places.setdefault(texts[match[0]], match.start())
    return places


def ways(cluster: OpenCluster, table: str, loot: Loot) -> dict[str, dict[str, int]]:
    """Every order that the attacker can read from what lies there."""
    texts = {text[:29].encode(): text for played in loot.rounds for text in played.truth}
    lines = cluster.backup()
    copied = lines[lines.index(f"COPY public.{table} ") :]
    return {
        "ctid": by_query(cluster, table, "ctid"),
        "ctid backwards": by_query(cluster, table, "ctid desc"),
        "xmin": by_query(cluster, table, WRITTEN),
        "key": by_query(cluster, table, "id"),
        "length": by_query(cluster, table, "length(text), ctid"),
        "mark": by_query(cluster, table, "mark, ctid"),
        "backup": by_bytes(copied[: copied.index("\\.\n")].encode(), texts),
        "data file": by_bytes(cluster.table_file(table), texts),
    }


def guesses(places: dict[str, int], rounds: Sequence[Played]) -> tuple[list[list[str]], list[list[str]]]:
    """The texts of each round in the attacker's order, beside the truth; rounds of which a text was not found are
    left out.
    """
    usable = [played for played in rounds if all(text in places for text in played.truth)]
    return [sorted(played.truth, key=places.__getitem__) for played in usable], [played.truth for played in usable]


def test_no_way_of_matching_does_better_than_chance(opened: OpenCluster, loot: Loot) -> None:
    for name, places in ways(opened, CLOSED, loot).items():
        guessed, truth = guesses(places, loot.rounds)
        low, high = limits(MEMBERS, len(truth))
        assert len(truth) == ROUNDS, name
        assert low <= right_matches(guessed, truth) <= high, name
        orders = [[guess.index(text) for text in true] for guess, true in zip(guessed, truth, strict=True)]
        assert unevenness(orders) < chi_square_limit((MEMBERS - 1) ** 2), name


def test_the_same_ways_are_right_every_time_against_a_naive_store(opened: OpenCluster, loot: Loot) -> None:
    """One row an answer, without a name, under a random key, as it comes in: what looks anonymous to who made it."""
    found = {}
    for name, places in ways(opened, NAIVE, loot).items():
        guessed, truth = guesses(places, loot.rounds)
        found[name] = right_matches(guessed, truth) / (MEMBERS * len(truth))
    assert found["xmin"] == 1
    # A short row may go back to an earlier page with room for it; but for those, the place on the disk is the order.
    assert min(found[name] for name in ("ctid", "mark", "backup")) > 0.9
    assert found["key"] < 0.35, "a random key does hide the order, which is why it seems to be enough"


def test_the_log_of_changes_holds_no_text_before_the_opening_and_no_order_after(
    opened: OpenCluster, loot: Loot
) -> None:
    wal = opened.log_of_changes()
    ((first,),) = opened.rows("select min(name) from pg_ls_waldir() where length(name) = 24")
    start = int(first[8:16], 16) * 2**32 + int(first[16:24], 16) * 2**24
    texts = {text[:29].encode(): text for played in loot.rounds for text in played.truth}
    naive_marker = len(re.findall(TEXT, wal))
    assert naive_marker > MEMBERS * ROUNDS, "the log is whole: the naive store's texts lie in it"
    after = {text: place for played in loot.rounds for text, place in closed_in(wal, played, texts, start).items()}
    guessed, truth = guesses(after, loot.rounds)
    low, high = limits(MEMBERS, len(truth))
    assert len(truth) > ROUNDS * 0.8
    assert low <= right_matches(guessed, truth) <= high


def closed_in(wal: bytes, played: Played, texts: dict[bytes, str], start: int) -> dict[str, int]:
    """Where a round's texts lie in the log from its opening on."""
    wanted = {key: text for key, text in texts.items() if text in played.truth}
    return by_bytes(wal[: played.opened_at - start + 200_000], wanted, since=played.opened_at - start)


def test_while_a_box_is_shut_no_file_holds_its_texts(loot: Loot) -> None:
    """The naive store shows that the search would have found them."""
    files = {name: data for name, data in loot.during.items() if any(text[:29] in data for text in loot.unread)}
    assert len(files) == 1, "the naive table's own file, and no other"


def test_neither_keys_nor_tokens_nor_secrets_lie_anywhere(
    opened: OpenCluster, loot: Loot, key_folder_of_attack: Path
) -> None:
    everything = b"".join(
        [*opened.files().values(), *loot.during.values(), opened.log_of_changes(), opened.backup().encode()]
    )
    for secret in random.Random(1).sample(loot.tokens, 40) + random.Random(2).sample(loot.keys[:-1], 20):
        assert secret not in everything
        assert secret.hex().encode() not in everything
    assert list((key_folder_of_attack / "anonymous").iterdir()) == []


def test_the_server_log_and_lengths_and_hashes_tell_nothing(opened: OpenCluster, loot: Loot) -> None:
    log = (opened.place / "log").read_bytes()
    assert not TEXT.search(log)
    assert {length for played in loot.rounds for length in played.sealed_lengths} == {2048 + 1136}
    kept = {one for played in loot.rounds for one in played.kept_hashes}
    assert kept.isdisjoint(mark for played in loot.rounds for mark in played.marks)


def test_after_closing_the_store_is_empty_down_to_its_files(opened: OpenCluster, loot: Loot) -> None:
    for model in STORE:
        assert opened.rows(f"select pg_relation_size('{model._meta.db_table}')") == [(0,)]


def test_a_table_that_is_in_use_is_written_anew_another_time(
    opened: OpenCluster, loot: Loot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "PATIENCE", "50ms")
    opened.run("begin")
    opened.rows("select count(*) from privacy_slip")
    assert not compaction.compact()
    opened.run("rollback")
    assert compaction.compact()


def test_no_row_of_the_store_can_hold_a_time_or_an_order(opened: OpenCluster) -> None:
    tables = [model._meta.db_table for model in STORE]
    columns = opened.rows(
        "select data_type, column_default from information_schema.columns where table_name = any(%s)", tables
    )
    assert {kind for kind, _ in columns} == {"uuid", "bytea"}
    assert {default for _, default in columns} == {None}
