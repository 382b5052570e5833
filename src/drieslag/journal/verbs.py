"""The verbs of the journal: what a thread, a try-out, a meeting, a rhythm or a round went through.

No verb records arriving, leaving, opening, reading or being absent (trust.md). The right-hand side is the verb's key
in the xAPI export.
"""

from django.db import models


class Verb(models.TextChoices):
    """What happened."""

    ASKED = "asked"  # a practice question
    EDITED = "edited"
    WITHDREW = "withdrew"
    EXPLORED = "explored"  # a thread, in a meeting
    LEARNED = "learned"  # an insight
    TRIED = "tried"  # a try-out was taken on
    CHANGED = "changed"
    NOTED = "noted"  # an effect
    CLOSED = "closed"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    STARTED = "started"
    MOVED = "moved"  # to another step
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"  # time was added
    HANDED_OVER = "handed_over"
    TOOK_OVER = "took_over"
    GAVE_BACK = "gave_back"
    OPENED = "opened"  # what was hidden until then
    DREW = "drew"
    HID = "hid"
    CONTRIBUTED = "contributed"
    VOTED = "voted"
    COLLECTED = "collected"  # an anonymous step closed with so many contributions
    ENDED = "ended"  # a meeting
    JOINED_TEAM = "joined_team"
    LEFT_TEAM = "left_team"
    CONSENTED = "consented"  # a works council
    SHARED = "shared"
    SPLIT = "split"  # a thread into two
    MERGED = "merged"  # a thread into another
    OFFERED = "offered"  # what works, to other teams
    ADOPTED = "adopted"  # by another team
    NAMED = "named"  # an ambassador, a buddy, a holder
    AGREED = "agreed"  # on a rhythm, on a commitment
    HELD = "held"  # a moment of the rhythm
    RESCHEDULED = "rescheduled"
    GAVE_UP = "gave_up"  # a moment, for a reason
    ASKED_HELP = "asked_help"
    ANSWERED = "answered"
    PUBLISHED = "published"  # a version of a format
    LET_GO = "let_go"  # of an old way of working
    MEASURED = "measured"  # a goal, before and after
    ERASED = "erased"
