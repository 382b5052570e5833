"""What an answer to each kind of item may be, in one place: for anonymous, named and paper answers, and at closing.

An answer to an item that was not to be asked (its condition is not met any more) is left out without a word: people
go back and change their minds. What is impossible is refused with a sentence that names the question.
"""

import json
import re
from collections.abc import Callable, Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.kernel.instrument import Instrument, Item, ItemKind

type Answer = int | str | list[str]
type Answers = dict[str, Answer]

_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
WORDS_OF_QUESTION = 60
SPARE = 200


class WrongAnswer(Refused):
    """A refusal about one item, so that a page can say it beside that."""

    def __init__(self, item: Item, reason: str) -> None:
        super().__init__(reason)
        self.item = item.key


def answered(instrument: Instrument, text: str, *, complete: bool = True) -> Answers:
    """Return the answers in the JSON that a browser sent. Raises Refused."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(_("These are no answers to this questionnaire. Load the page again."))
    return checked(instrument, found, complete=complete)


def kept(answers: Mapping[str, Answer]) -> str:
    """Return answers as they are kept: JSON, with the keys sorted."""
    return json.dumps(dict(sorted(answers.items())), ensure_ascii=False, separators=(",", ":"))


def checked(instrument: Instrument, answers: Mapping[str, object], *, complete: bool = True) -> Answers:
    """Return the answers as they are kept: numbers for numeric items, keys for options, words within their length.

    Numbers may come as text, one option as a list of one; what is empty is left out. `complete` asks for the required
    items too; a draft does without. Raises Refused with a sentence that names the question.
    """
    known = {item.key for item in instrument.items}
    if any(key not in known for key in answers):
        raise Refused(_("One of these answers belongs to no question of this questionnaire. Load the page again."))
    found: Answers = {}
    for item in instrument.items:
        given = _given(answers.get(item.key))
        if given is not None:
            answer = _read(instrument, item, given)
            if answer != "" and is_asked(item, found):
                found[item.key] = answer
        elif complete and item.required and is_asked(item, found):
            raise WrongAnswer(item, _("“%(question)s” has no answer yet.") % {"question": _named(item)})
    if complete and not found:
        raise Refused(_("There is no answer in it yet."))
    return found


def _read(instrument: Instrument, item: Item, given: object) -> Answer:
    """Return the answer as it is kept. Raises WrongAnswer."""
    try:
        return _READ[item.kind](instrument, item, given)
    except Refused as refused:
        raise WrongAnswer(item, str(refused.reason)) from refused


def is_asked(item: Item, answers: Mapping[str, object]) -> bool:
    """Whether the item is asked of who answered like this so far."""
    if item.when is None:
        return True
    given = answers.get(item.when.item)
    said = given if isinstance(given, list) else [given]
    return any(str(one) in item.when.answers for one in said if one is not None)


def longest(instrument: Instrument) -> int:
    """How many characters the longest set of answers takes as a browser sends it."""
    return SPARE + sum(len(item.key) + 8 + _longest_answer(item) for item in instrument.items)


def _longest_answer(item: Item) -> int:
    if item.kind is ItemKind.TEXT:
        return 2 * item.max_length  # quotes and new lines take two
    if item.options:
        return sum(len(option.key) + 3 for option in item.options)
    return 10


def _given(answer: object) -> object:
    if answer is None or (isinstance(answer, str) and not answer.strip()) or answer == []:
        return None
    return answer


def _named(item: Item) -> str:
    text = item.text.get(get_language() or "nl")
    return text if len(text) <= WORDS_OF_QUESTION else text[: WORDS_OF_QUESTION - 1].rstrip() + "…"


def _impossible(item: Item) -> Refused:
    return Refused(_("“%(question)s” does not have that answer. Load the page again.") % {"question": _named(item)})


def _number(instrument: Instrument, item: Item, given: object) -> int:
    if isinstance(given, str) and _WHOLE.fullmatch(given.strip()):
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool):
        raise _impossible(item)
    low, high = instrument.bounds(item)
    if low <= given <= high and _is_possible(instrument, item, given):
        return given
    raise Refused(
        _("Choose a number from %(low)d to %(high)d at “%(question)s”.")
        % {"low": low, "high": high, "question": _named(item)}
    )


def _is_possible(instrument: Instrument, item: Item, given: int) -> bool:
    if item.kind is ItemKind.SCALE:
        return any(point.value == given for point in instrument.response_of(item).points)
    return item.kind is not ItemKind.SLIDER or (given - item.low) % max(item.step, 1) == 0


def _choice(_instrument: Instrument, item: Item, given: object) -> str:
    keys = _keys(item, given)
    if len(keys) != 1:
        raise _impossible(item)
    return keys[0]


def _choices(_instrument: Instrument, item: Item, given: object) -> list[str]:
    keys = _keys(item, given)
    if item.most and len(keys) > item.most:
        said = ngettext(
            "Choose at most %(most)d at “%(question)s”.", "Choose at most %(most)d at “%(question)s”.", item.most
        )
        raise Refused(said % {"most": item.most, "question": _named(item)})
    return [option.key for option in item.options if option.key in keys]  # the order of ticking says nothing


def _rank(_instrument: Instrument, item: Item, given: object) -> list[str]:
    keys = _keys(item, given)
    if len(keys) != len(item.options):
        raise Refused(_("Put all of them in order at “%(question)s”.") % {"question": _named(item)})
    return keys


def _keys(item: Item, given: object) -> list[str]:
    """The options in an answer, each once."""
    said = given if isinstance(given, list) else [given]
    known = {option.key for option in item.options}
    keys = [one for one in said if isinstance(one, str) and one in known]
    if len(keys) != len(said) or len(set(keys)) != len(keys):
        raise _impossible(item)
    return keys


def _text(_instrument: Instrument, item: Item, given: object) -> str:
    if not isinstance(given, str):
        raise _impossible(item)
    # Half of a character pair can be written in JSON and nowhere else: it would keep a box shut for good.
    text = given.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\0", "").strip()
    over = len(text) - item.max_length
    if over > 0:
        said = ngettext(
            "Your words at “%(question)s” are %(over)d sign too long.",
            "Your words at “%(question)s” are %(over)d signs too long.",
            over,
        )
        raise Refused(said % {"over": over, "question": _named(item)})
    return text


_READ: dict[ItemKind, Callable[[Instrument, Item, object], Answer]] = {
    ItemKind.SCALE: _number,
    ItemKind.NUMBER: _number,
    ItemKind.SLIDER: _number,
    ItemKind.CHOICE: _choice,
    ItemKind.CHOICES: _choices,
    ItemKind.RANK: _rank,
    ItemKind.TEXT: _text,
}
