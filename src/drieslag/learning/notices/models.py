"""Feeds, what was told to whom, what waits to go out, and a person's own busy times. All of it is its owner's."""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.learning.notices.enums import Notice, Problem, Sending, Source, Thing
from drieslag.people.models import Person, Team
from drieslag.privacy.fields import EncryptedTextField


class Feed(TenantModel):
    """A secret address of a calendar: of all one's teams, or of one. The secret itself is kept nowhere (core.doors)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    with_titles = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "team"], nulls_distinct=False, name="feed_once_a_team")
        ]

    def __str__(self) -> str:
        return "feed"


class Choice(TenantModel):
    """That somebody wants a kind of notice or not, and what the link in such a mail leads to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    notice = models.CharField(max_length=12, choices=Notice)
    is_on = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "notice"], name="choice_once_a_notice")]

    def __str__(self) -> str:
        return f"{self.notice}: {self.is_on}"


class CalendarEvent(TenantModel):
    """What calendars were last told of one thing. `digest` is keyed, so that it tells nothing of the words in it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thing = models.CharField(max_length=8, choices=Thing)
    object_id = models.UUIDField()
    original_on = models.DateField(null=True)  # which moment of a series
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thing", "object_id", "original_on"], nulls_distinct=False, name="calendar_event_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="calendar_event_team")]

    def __str__(self) -> str:
        return f"{self.thing}, {self.sequence}"


class Told(TenantModel):
    """That somebody's calendar has this event, in this version: a change reaches it, and nothing comes twice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(CalendarEvent, on_delete=models.CASCADE, related_name="told")
    sequence = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "event"], name="told_once")]

    def __str__(self) -> str:
        return f"told {self.sequence}"


class Outgoing(TenantModel):
    """A mail or push message that waits: keys, never text. The text is made when it goes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sending = models.CharField(max_length=10, choices=Sending)
    about = models.UUIDField(null=True)  # a calendar event, a meeting or a moment
    week_on = models.DateField(null=True)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)  # kept for some days where the same must not go twice

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "sending", "about", "week_on"], nulls_distinct=False, name="outgoing_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "not_before"], condition=models.Q(sent_at=None), name="outgoing_waits")
        ]

    def __str__(self) -> str:
        return self.sending


class OwnCalendar(TenantModel):
    """When its owner is busy, in the coming 26 weeks: nothing but beginnings and ends, and those encrypted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=8, choices=Source)
    address = EncryptedTextField(default="")
    busy = EncryptedTextField(default="")  # minutes since 1970: "29400000-29400060 …"
    read_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="own_calendar_person")]

    def __str__(self) -> str:
        return self.source


class PushDevice(TenantModel):
    """A browser in which its owner asked for messages. `mark` is the hash of where they go to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mark = models.BinaryField(max_length=32)
    subscription = EncryptedTextField()
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "mark"], name="push_device_once")]

    def __str__(self) -> str:
        return "push device"


class Cursor(TenantModel):
    """How far the journal was read; one row an organisation."""

    read_to = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation"], name="notices_cursor_once")]

    def __str__(self) -> str:
        return "cursor"
