"""The questions of talks with their minutes, and what both prepare. The sentences are our own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.development.talks.enums import Side, TalkKind

type Said = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a talk: about how many minutes, what it is, and the questions that help."""

    minutes: int
    title: Said
    questions: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to prepare."""

    key: str
    text: Said
    help: Said = ""


PARTS: dict[TalkKind, tuple[Part, ...]] = {
    TalkKind.COACHING: (
        Part(10, _("You tell"), (_("What do you do already, and what is an example of it?"),)),
        Part(10, _("What stands out"), (_("What do you both notice?"), _("What surprises you?"))),
        Part(
            15,
            _("Want, can, may"),
            (
                _("Do you want this, and what for?"),
                _("Can you do it: knowledge, practice, time?"),
                _("May you do it: do you get the room, and from whom?"),
            ),
        ),
        Part(15, _("Choose one to three goals"), (_("What do you choose, and what do residents notice of it?"),)),
        Part(10, _("Help and evidence"), (_("Who helps you with what?"), _("How will both of you see it?"))),
    ),
    TalkKind.GOOD: (
        Part(15, _("What changes in your work"), (_("What is different from a year ago?"), _("What comes next?"))),
        Part(15, _("What gives energy"), (_("When does time fly?"), _("What wears you out?"))),
        Part(15, _("What you need"), (_("What helps you on?"), _("What do you ask of whom?"))),
    ),
    TalkKind.EXPECTATIONS: (
        Part(10, _("What I expect of you"), (_("Each says it in turn. The other repeats it in own words."),)),
        Part(10, _("What you may expect of me"), (_("What do you promise, and what not?"),)),
        Part(10, _("What we agree"), (_("What do we write down, and when do we look back?"),)),
    ),
}

PREPARED: dict[Side, tuple[Question, ...]] = {
    Side.OWNER: (
        Question("does", _("What do you do already? Give an example from your work."), _("One moment is enough.")),
        Question("learn", _("What do you want to learn now?")),
        Question("residents", _("How much does that matter to residents?")),
        Question("energy", _("What gives you energy, and what takes it?")),
        Question("ask", _("What do you want to ask in this talk?")),
    ),
    Side.OTHER: (
        Question(
            "saw", _("What do you see this colleague do? Give an example."), _("What you saw, not what you think.")
        ),
        Question("wonder", _("What are you curious about?")),
        Question("offer", _("What can you offer: time, room, help?")),
    ),
}


def minutes(kind: TalkKind) -> int:
    """How long such a talk takes, about."""
    return sum(part.minutes for part in PARTS[kind])
