"""Kinds of notices, of what goes into a calendar, and what can be wrong with a calendar of one's own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.TextChoices):
    """What its receiver switches on or off."""

    INVITATION = "invitation", _("Invitations for your calendar")
    REMINDER = "reminder", _("A reminder by mail, a working day before")
    DIGEST = "digest", _("One mail a week with what is coming")
    TITLES = "titles", _("The title of a question in these mails")
    ROUNDS = "rounds", _("A mail when a questionnaire waits for you, or its result is there")
    OFFERINGS = "offerings", _("A mail when you get a seat, or when what you signed up for changes")


ON_AT_FIRST = frozenset({Notice.INVITATION, Notice.DIGEST, Notice.ROUNDS, Notice.OFFERINGS})


class Sending(models.TextChoices):
    """What waits to go out."""

    INVITATION = "invitation"  # or its change, or its cancellation: what it is then is seen at sending
    FAREWELL = "farewell"  # the cancellation for somebody who left the team
    REMINDER = "reminder"
    PUSH = "push"
    DIGEST = "digest"
    ASKING = "asking"  # a questionnaire waits; this and what follows is written by the part that asks
    ASKING_ON = "asking_on"  # the same, once more, to everybody who was asked
    RESULT = "result"
    SEAT = "seat"  # a seat came free in what a colleague offers
    OFFERING = "offering"  # what one signed up for is called off, or has another day or place


class Thing(models.TextChoices):
    """What an entry in a calendar is about."""

    MEETING = "meeting"  # a meeting by itself
    SERIES = "series"  # an agreement that recurs
    CHANGE = "change"  # one moment of a series, as it differs
    MOMENT = "moment"  # a moment of a rhythm that lies outside a series


class Source(models.TextChoices):
    """Where a calendar of one's own came from."""

    FILE = "file", _("a file")
    ADDRESS = "address", _("an address")


class Problem(models.TextChoices):
    """Why a calendar of one's own could not be read. Each is a sentence for its owner."""

    TOO_LARGE = "too_large", _("This calendar is too large. Up to 20 MB can be read.")
    NO_CALENDAR = "no_calendar", _("This is not a calendar. Choose a file that ends in .ics.")
    BROKEN = "broken", _("This calendar is damaged somewhere. Export it again from your agenda.")
    TOO_MUCH = "too_much", _("There is too much in this calendar to read. Choose one with only your appointments.")
    TOO_SLOW = "too_slow", _("Reading this calendar took too long. Choose one with only your appointments.")
    NO_ADDRESS = "no_address", _("This is not an address of a calendar. It begins with https:// or webcal://.")
    NOT_PUBLIC = "not_public", _("This address lies inside a private network. Choose one that lies on the internet.")
    NOT_FOUND = "not_found", _("There is nothing at this address. Copy it from your agenda once more.")
    NO_ANSWER = "no_answer", _("This address does not answer now. We try again later.")


class Fit(models.TextChoices):
    """How many colleagues can make it. Never said more exactly."""

    MOST = "most", _("suits most")
    HALF = "half", _("suits about half")
    FEW = "few", _("suits few")
