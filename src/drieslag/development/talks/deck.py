"""Our own deck of cards for a talk, by what they are about. The sentences are our own.

The dimensions are the four that a team makes room for (Derksen); a question that fits none of them has none.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.development.talks.enums import Whom
from drieslag.learning.support.enums import Room

type Said = str | Promise


@dataclass(frozen=True, slots=True)
class Card:
    """One question. `key` says which words it has: other words are another card."""

    key: str
    text: Said
    dimension: Room | None = None
    whom: Whom = Whom.EVERYONE


@dataclass(frozen=True, slots=True)
class Suit:
    """Cards that belong together."""

    title: Said
    cards: tuple[Card, ...]
    help: Said = ""


DECK: tuple[Suit, ...] = (
    Suit(
        _("Your work now"),
        (
            Card("work_day", _("Which day of last month would you like to live again?"), Room.REFLECTING),
            Card("work_weight", _("What do you carry that nobody sees?"), Room.DIALOGUE),
            Card("work_drop", _("What could you stop doing without a resident missing it?"), Room.ORGANISING),
            Card("work_craft", _("What do you do better than three years ago?"), Room.REFLECTING),
        ),
    ),
    Suit(
        _("What changes"),
        (
            Card("change_ask", _("What do residents ask more often than before?")),
            Card("change_role", _("What will your work ask of you in two years?"), Room.FUTURE),
            Card("change_fear", _("Which change makes you restless, and why?"), Room.DIALOGUE),
            Card("change_lead", _("What would you change first if you could?"), Room.FUTURE),
        ),
    ),
    Suit(
        _("Learning"),
        (
            Card("learn_last", _("What did you do for the first time lately?"), Room.REFLECTING),
            Card("learn_whom", _("Of whom would you like to see how it is done?"), Room.FUTURE),
            Card("learn_wrong", _("Which mistake taught you most?"), Room.REFLECTING),
            Card("learn_pass", _("What could a colleague learn from you?")),
        ),
    ),
    Suit(
        _("Working together"),
        (
            Card("team_safe", _("When do you keep silent in your team?"), Room.DIALOGUE),
            Card("team_feedback", _("Which feedback helped you on?"), Room.REFLECTING),
            Card("team_lean", _("On whom do you lean, and who leans on you?"), Room.DIALOGUE),
        ),
    ),
    Suit(
        _("What you need"),
        (
            Card("need_room", _("Where do you miss room to decide yourself?"), Room.ORGANISING),
            Card("need_clear", _("What do you want to know for certain about what is expected?"), Room.ORGANISING),
            Card("need_one", _("Which one thing would help you this month?")),
        ),
    ),
    Suit(
        _("When it is busy"),
        (
            Card("busy_self", _("What can you do yourself, also when it stays busy?"), Room.ORGANISING, Whom.LEADER),
            Card("busy_right", _("Do I do the right things, or what calls loudest?"), Room.REFLECTING, Whom.LEADER),
            Card("busy_close", _("Do I close in time what can be closed?"), Room.ORGANISING, Whom.LEADER),
        ),
        _("Being busy is no reason not to learn. Who leads the talk asks these, and answers them too."),
    ),
)

CARDS: dict[str, Said] = {card.key: card.text for suit in DECK for card in suit.cards}
