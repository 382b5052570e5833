"""Names of people: by what stands before them, by lists, and by a capital where Dutch writes none."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import UPPER
from drieslag.privacy.shield.reading import Reading, Word
from drieslag.privacy.shield.vocabulary import any_of, read

# What stands before a name, with the neutral words that take the place of both. (Dutch, English)
TITLES = {
    **dict.fromkeys(("mevrouw", "mevr", "mw", "mvr", "mej", "mrs", "ms", "miss"), ("een bewoonster", "a woman")),
    **dict.fromkeys(("meneer", "dhr", "mnr", "heer", "mister", "mr"), ("een bewoner", "a man")),
    **dict.fromkeys(("juf", "juffrouw", "meester"), ("een leerkracht", "a teacher")),
    **dict.fromkeys(("dokter", "dr", "drs", "prof"), ("een arts", "a doctor")),
    **dict.fromkeys(("familie", "fam", "gezin", "family"), ("een gezin", "a family")),
}
_ROLES = read("roles")
_ARTICLE = re.compile(r"\b(de|het|the|dat|dit|deze|die|mijn|onze|ons|hun)\s$", re.IGNORECASE)
_QUOTE = r"[\"'“‘„]?"
_NICKNAME = re.compile(
    rf"\b{any_of('nicknaming')}\b(?: {any_of('nicknaming_between')}| door \w+){{0,4}} {_QUOTE}"
    rf"((?:de |het )?(?:{UPPER}|(?<=[\"'“‘„])\w)[\w'’\-]{{1,30}}(?: {UPPER}[\w'’\-]{{1,30}}){{0,2}})"
    r"(?=[\"'”’ ,.;!?)]|$)",
)
_QUOTED_NICKNAME = re.compile(
    rf"\b{any_of('nicknames')}\b(?: (?:is|was|luidt|van \w+|op straat|in de wijk)){{0,3}}:? {_QUOTE}"
    r"((?:de |het )?[^\W\d_][\w'’\-]{1,30})"
)
_ANIMATE = re.compile(rf"\s(?:{any_of('animate')}|(?:is|was)\s(?:\d+|\w+tien))\b")
_PARTICLES = frozenset(("van", "el", "al", "ben"))
_SURE_IN_LOWER_CASE = 4  # letters; 'ron' and 'ali' are too short to be sure of


def marks(text: str) -> Iterator[Mark]:
    """Names in `text`."""
    reading = Reading(text)
    for index, word in enumerate(reading.words):
        yield from _behind_title_or_role(reading, index)
        rank = _rank(reading, index)
        if rank:
            yield Mark(word.start, reading.name_end(index), Kind.NAME, rank)
    for pattern in (_NICKNAME, _QUOTED_NICKNAME):
        for match in pattern.finditer(text):
            name = match.group(1)
            if name.lower() not in reading.lists.proper and (name[0].isupper() or name not in reading.lists.ordinary):
                yield Mark(*match.span(1), Kind.NAME, 59, "anders", "something else")


def _behind_title_or_role(reading: Reading, index: int) -> Iterator[Mark]:
    """`mevrouw De Graaf`, `zoon Daan`: both together, because the neutral word takes the place of both."""
    word = reading.words[index]
    if (word.low not in TITLES and word.low not in _ROLES) or not reading.touches(index):
        return
    at = reading.past_joins(index + 1)
    if not _is_name_behind(reading, index, at):
        return
    end = reading.name_end(at)
    if re.search(r"['’]s$", reading.text[word.start : end]):
        yield Mark(reading.words[index + 1].start, end, Kind.NAME, 70, "iemands", "someone's")
    else:
        start, nl, en = _with_article(reading.text, word)
        yield Mark(start, end, Kind.NAME, 70, nl, en)


def _is_name_behind(reading: Reading, index: int, at: int) -> bool:
    """Whether the word at `at` is a name, given the title or role at `index` and only joins between."""
    title = reading.words[index].low in TITLES
    name, joined = reading.words[at], at > index + 1
    if joined and not title and not reading.words[index + 1].is_capital:
        return False  # 'de moeder van Daan': Daan is found on his own
    if name.is_capital:
        return title or name.low not in reading.lists.proper
    if title and joined and name.low in reading.lists.last:
        return True
    return reading.lists.is_listed(name.bare) and name.low not in _ROLES


def _with_article(text: str, word: Word) -> tuple[int, str, str]:
    """Where the phrase begins and its neutral words: `de heer Smit` takes its article along."""
    if word.low not in TITLES:
        return word.start, word.text, word.text
    nl, en = TITLES[word.low]
    article = _ARTICLE.search(text[max(0, word.start - 6) : word.start])
    if article is None:
        return word.start, nl, en
    if article[1].lower() in ("de", "het", "the"):
        return word.start - len(article[0]), nl, en
    return word.start, nl.removeprefix("een "), en.removeprefix("a ")


def _rank(reading: Reading, index: int) -> int:
    """How sure this word begins a name: 0 is not at all."""
    word, lists = reading.words[index], reading.lists
    if len(word.bare) == 1 or (index and reading.words[index - 1].end == word.start):
        return 0
    listed = lists.is_listed(word.bare)
    if reading.is_named(word) and (word.is_capital or listed) and word.low not in lists.proper:
        return 60
    if not word.is_capital:
        return 50 if listed and word.low in lists.first and len(word.bare) >= _SURE_IN_LOWER_CASE else 0
    if word.bare.isupper():
        return 40 if listed and len(word.bare) >= _SURE_IN_LOWER_CASE else 0  # the others are abbreviations
    if reading.is_of_the_public(word):
        return 0
    return _rank_at_opening(reading, index) if reading.opens(word) else _rank_inside(reading, index)


def _rank_inside(reading: Reading, index: int) -> int:
    """A capital inside a sentence: Dutch writes it for names only."""
    word, lists = reading.words[index], reading.lists
    if not lists.is_plain(word.bare):
        return 48 if reading.name_end(index) > word.end or lists.is_listed(word.bare) else 44
    named = word.low in lists.first or word.low in lists.last or reading.is_joined(word)
    return 42 if named and word.low not in lists.proper else 0


def _rank_at_opening(reading: Reading, index: int) -> int:
    """The first word has a capital anyway: lists, the word behind it or a verb of people must tell."""
    word, lists = reading.words[index], reading.lists
    animate = _ANIMATE.match(reading.text, word.end) is not None
    joined = reading.is_joined(word)
    if lists.is_plain(word.bare):
        named = (word.low in lists.first and animate) or (word.low in _PARTICLES and joined)
        return 41 if named and word.low not in lists.proper else 0
    if lists.is_listed(word.bare):
        return 47
    following = reading.next(index)
    if following is not None and following.is_capital and not lists.is_plain(following.bare):
        return 44
    owns = word.text != word.bare and following is not None and following.low in _ROLES  # Tesfay's moeder
    return 43 if joined or animate or owns else 0
