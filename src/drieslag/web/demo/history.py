"""What is made up of a large past, by table, until it is written."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import models

from drieslag.core import clock
from drieslag.core.models import Organisation
from drieslag.journal.models import Actor, Statement
from drieslag.journal.verbs import Verb
from drieslag.learning.meetings.models import Meeting, Report
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.spread.models import Adoption, Offer
from drieslag.learning.threads.models import Effect, Exploration, Insight, Thread, TryOut
from drieslag.people.models import Account, Membership, Person, Team

TABLES: tuple[type[models.Model], ...] = (
    Account, Person, Team, Membership, Actor, Thread, Meeting, Report, Exploration, Insight, TryOut, Effect,
    Agreement, Occurrence, Offer, Adoption, Statement,
)  # fmt: skip


@dataclass
class History:
    """What was made up so far, by table, until it is written."""

    organisation: Organisation
    dice: random.Random
    today: date
    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=lambda: {table: [] for table in TABLES})
    actors: dict[UUID, UUID] = field(default_factory=dict)

    def add[M: models.Model](self, row: M) -> M:
        """Take a row along; tenant rows belong to the organisation."""
        if hasattr(row, "organisation_id"):
            row.organisation_id = self.organisation.pk
        self.rows[type(row)].append(row)
        return row

    def moment(self, day: date) -> datetime:
        """Return a moment of a working day."""
        minute = self.dice.randrange(9 * 60, 17 * 60)
        return datetime.combine(day, time(minute // 60, minute % 60), clock.AMSTERDAM)

    def later(self, day: date, least: int, most: int) -> date | None:
        """Return a day so much later, or None when that is still to come."""
        found = day + timedelta(days=self.dice.randint(least, most))
        return found if found < self.today else None

    def tell(  # noqa: PLR0917 — a statement has six parts
        self, verb: Verb, kind: str, key: UUID, by: UUID | None, place: UUID, at: datetime
    ) -> None:
        """Add a statement."""
        actor = self.actors.get(by) if by else None
        self.add(Statement(at=at, actor=actor, verb=verb, object_kind=kind, object_id=key, place=place, context={}))
