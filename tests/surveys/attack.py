"""Playing rounds in front of an attacker, who writes down all that can be seen. What is played is kept beside the
truth, so that a guess can be held against it.
"""

import json
import random
import secrets
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import override_settings
from structlog.testing import capture_logs

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.kernel.instrument import Mode
from drieslag.library import instruments
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person, Team
from drieslag.privacy import keys
from drieslag.privacy.anonymous import compaction, keyfolder
from drieslag.privacy.anonymous.models import Box
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.surveys.actions import closing, rounds
from drieslag.surveys.models import ClosedAnswer, ClosedText, Invitee, Round
from tests.privacy.anonymous.cluster import OpenCluster
from tests.privacy.anonymous.people import Browser, signing_key
from tests.surveys.asking import CODE, ENDS, NOW, sample

SMALL, LARGE = 5, 8  # the smallest group that may be anonymous; the smallest whose words are kept
SMALL_ROUNDS, LARGE_ROUNDS = 200, 25
WRITTEN = "xmin::text::bigint, ctid"  # the order of writing, whatever place on the disk was free
NAIVE = "attack_naive"
OVER = ENDS + timedelta(days=1, hours=1)


@dataclass
class Played:
    """One round: which row came to be whose, in the order in which people handed in, and what must be nowhere.

    `rows` are the keys of the closed answers, `words` of the closed texts, `naive` of the naive store's rows; the
    first of each is of who was first.
    """

    key: UUID
    issued: list[UUID]
    sealed_lengths: set[int]
    closed_from: int
    opened_from: int = 0
    handed_in: list[UUID] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    rows: list[UUID] = field(default_factory=list)
    words: list[UUID] = field(default_factory=list)
    naive: list[UUID] = field(default_factory=list)


@dataclass
class Loot:
    """All that the attacker has in the end: everything but keys that were destroyed and tokens that never came."""

    rounds: list[Played] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    tokens: list[bytes] = field(default_factory=list)
    during: dict[str, bytes] = field(default_factory=dict)
    unread: list[bytes] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    key_folder: Path = Path()

    def of_size(self, size: int) -> list[Played]:
        """The rounds of so many people."""
        return [played for played in self.rounds if len(played.marks) == size]


@dataclass
class Stage:
    """Where it is played."""

    cluster: OpenCluster
    organisation: UUID
    adviser: Person
    people: list[UUID]
    chance: random.Random
    loot: Loot


@contextmanager
def staged(cluster: OpenCluster, folder: Path, seed: int) -> Iterator[Stage]:
    """An organisation with an adviser and a dozen people. Keys are made once: two hundred would take too long."""
    with (
        override_settings(DRIESLAG_KEYS=folder, DRIESLAG_ADDRESS="https://leren.example"),
        pytest.MonkeyPatch.context() as patch,
    ):
        keys.ensure()
        questionnaire = sample()
        text = instruments.dump(questionnaire)
        patch.setattr(instruments.SHELF, "known", {CODE: questionnaire})
        patch.setattr(rounds, "dump", lambda _instrument: text)
        patch.setattr("drieslag.privacy.anonymous.keyfolder.os.fsync", lambda _: None)  # the same files, sooner
        one = signing_key()
        patch.setattr("drieslag.privacy.anonymous.actions.crypto.generate", lambda: one)
        found = Organisation.objects.create(name=f"Doelwit {seed}", slug=f"doelwit-{seed}")
        with tenancy.inside(found.pk):
            made = [Person.objects.create(organisation=found, name=f"Doelwit {number}") for number in range(12)]
            OrganisationRole.objects.create(organisation=found, person=made[0], role=Role.LEARNING_ADVISER)
        stage = Stage(
            cluster, found.pk, made[0], [one.pk for one in made], random.Random(seed), Loot(key_folder=folder)
        )
        with capture_logs() as logs:
            yield stage
        stage.loot.logged = [json.dumps(entry, default=str) for entry in logs]


def play(stage: Stage, size: int, *, look: bool = False) -> None:
    """Play one round from opening to closing, each act in a transaction of its own, as over HTTP. Everybody hands in
    in the order in which tokens were given: the worst case.
    """
    people, opened_from = stage.chance.sample(stage.people, size), position(stage.cluster)
    with clock.frozen(NOW), tenancy.inside(stage.organisation):
        name = f"Doelwit {len(stage.loot.rounds)}"
        team = Team.objects.create(organisation_id=stage.organisation, name=name)
        for person in people:
            Membership.objects.create(
                organisation_id=stage.organisation, person_id=person, team=team, since=clock.today()
            )
        made = rounds.make_round(
            by=stage.adviser, instrument_code=CODE, title="Doelwit", mode=Mode.ANONYMOUS, teams=[team.pk],
            closes_at=ENDS,
        )  # fmt: skip
        rounds.open_round(by=stage.adviser, round_id=made.pk)
        group = Invitee.objects.filter(round=made)[0].group
        key, box = KeyRound.objects.get(scope=group.pk), Box.objects.get(scope=group.pk)
    browsers = [Browser(person) for person in stage.chance.sample(people, size)]
    with clock.frozen(NOW):
        for browser in browsers:
            with tenancy.inside(stage.organisation):
                browser.fetch_token(key)
        marks, naive = _hand_in(stage, made, browsers, key, box)
    played = _seen(stage, made, key, box)
    played.handed_in, played.marks, played.naive = [browser.holder for browser in browsers], marks, naive
    played.opened_from = opened_from
    if look:
        stage.loot.during, stage.loot.unread = stage.cluster.files(), [mark.encode() for mark in marks]
    stage.loot.keys += [keyfolder.read(keyfolder.SEAL, box.pk), keyfolder.read(keyfolder.SEAL, box.pk)[:64]]
    _close(stage, played)
    stage.loot.rounds.append(played)


def _hand_in(
    stage: Stage, made: Round, browsers: Sequence[Browser], key: KeyRound, box: Box
) -> tuple[list[str], list[UUID]]:
    """Everybody answers; each with a number of years and words that tell their answers from all others."""
    marks, naive = [], []
    years = stage.chance.sample(range(51), len(browsers))
    for number, browser in zip(years, browsers, strict=True):
        mark = f"slip-{stage.chance.randbytes(12).hex()}"
        words = f"{mark} {'woord ' * stage.chance.randrange(1, 20)}".strip()
        text = json.dumps({"calm": str(stage.chance.randrange(1, 6)), "years": str(number), "words": words})
        with tenancy.inside(stage.organisation):
            browser.hand_in(key, box, text, secrets.token_bytes(32))
        naive.append(uuid.uuid4())
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"insert into {NAIVE} values (%s, %s, %s)", [naive[-1], made.pk, text])
        marks.append(f"{mark} {number}")
        assert browser.token is not None
        stage.loot.tokens += [browser.token.prepared, browser.token.signature]
    return marks, naive


def _seen(stage: Stage, made: Round, key: KeyRound, box: Box) -> Played:
    """What the attacker reads while the round is open."""
    issued = stage.cluster.rows(f"select holder from privacy_issue where round_id = %s order by {WRITTEN}", key.pk)
    sealed = stage.cluster.rows("select length(sealed) from privacy_slip where box_id = %s", box.pk)
    return Played(made.pk, [row[0] for row in issued], {row[0] for row in sealed}, closed_from=position(stage.cluster))


def position(cluster: OpenCluster) -> int:
    """Where the log of changes is now."""
    ((lsn,),) = cluster.rows("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
    return int(lsn)


def _close(stage: Stage, played: Played) -> None:
    """Close, and find which row came to be whose; the attacker, who has the keys of private text too, reads all."""
    with clock.frozen(ENDS + timedelta(minutes=5)), tenancy.inside(stage.organisation):
        closing.begin_closing(round_id=played.key)
    with clock.frozen(OVER), tenancy.inside(stage.organisation):
        closing.close_round(round_id=played.key)
        rows = {json.loads(row.answers)["years"]: row.pk for row in ClosedAnswer.objects.filter(round=played.key)}
        words = {row.text.split()[0]: row.pk for row in ClosedText.objects.filter(round=played.key)}
    played.rows = [rows[int(mark.split()[1])] for mark in played.marks]
    played.words = [words[mark.split()[0]] for mark in played.marks] if words else []


def finish(stage: Stage) -> None:
    """Write the store anew, as the job does after closing."""
    assert compaction.compact()
    stage.loot.keys.append(signing_key().to_pem())
