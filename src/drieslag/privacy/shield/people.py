"""Names of people: by what stands before them, by lists, and by a capital where Dutch writes none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import UPPER
from drieslag.privacy.shield.vocabulary import Vocabulary, vocabulary

_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W\d_])|-(?=[^\W\d_]))*")
_JOINS_IN_A_ROW = 2  # van de(r)
_JOINS = frozenset(
    "van de der den het ten ter te 't ’t in op el al ben bin bint ibn ould ait aït abu abou oude du la le da dos von und y".split()
)

# What stands before a name, with the neutral word that takes the place of both. (Dutch, English)
_TITLES = {
    **dict.fromkeys(("mevrouw", "mevr", "mw", "mvr", "mej", "mrs", "ms", "miss"), ("een bewoonster", "a woman")),
    **dict.fromkeys(("meneer", "dhr", "mnr", "heer", "mister", "mr"), ("een bewoner", "a man")),
    **dict.fromkeys(("juf", "juffrouw", "meester"), ("een leerkracht", "a teacher")),
    **dict.fromkeys(("dokter", "dr", "drs", "prof"), ("een arts", "a doctor")),
    **dict.fromkeys(("familie", "fam", "gezin", "family"), ("een gezin", "a family")),
}
_ROLES = frozenset(
    """moeder vader mama papa mam pap zoon zoontje zonen dochter dochtertje dochters broer broers broertje zus zussen zusje opa oma tante oom neef neefje nicht nichtje kleinzoon kleindochter
    stiefvader stiefmoeder pleegmoeder pleegvader pleegzoon pleegdochter pleegkind schoonmoeder schoonvader schoonzus partner man vrouw ex ex-man ex-vrouw ex-partner echtgenoot echtgenote vriend vriendin vriendje vriendinnetje
    buurman buurvrouw buurjongen buurmeisje kind kindje baby peuter kleuter puber jongen jongetje meisje meid tiener jongere tweeling cliënt client cliënte bewoner bewoonster inwoner klant patiënt leerling
    collega stagiair stagiaire mentor voogd gezinsvoogd wijkagent agent huisarts psycholoog psychiater begeleider begeleidster hulpverlener hulpverleenster behandelaar coach trainer advocaat teamleider leidinggevende verpleegkundige
    vrijwilliger maatje docent leraar lerares rechter hond weduwe weduwnaar tweelingzus tweelingbroer oudste jongste middelste
    mother father son daughter sister brother uncle aunt grandmother grandfather husband wife neighbour client boyfriend girlfriend child boy girl""".split()
)
_CALLED = re.compile(
    r"\b(?:heet(?:te)?|heten|genaamd|geheten|bijgenaamd|alias|roepnaam(?: is)?|bijnaam(?: is| was|:)?|koosnaam(?: is)?|luistert naar(?: de naam)?|(?:voor|achter|meisjes)?naam (?:is|was|luidt)|named|called|nicknamed|(?:her|his|my) name is)"
    r"(?: voluit| eigenlijk| in het echt| nu| dus)?:?\s[\"'“‘„]?$",
    re.IGNORECASE,
)
_NICKNAME = re.compile(
    r"\b(?:wordt|werd|word|noem(?:t|en|de|den)?|kent? (?:hem|haar) als)\b(?: (?:door \w+|thuis|ook|altijd|wel|vaak|hem|haar|we|ze|iedereen|zichzelf|op straat|in de wijk|liefkozend)){0,4} [\"'“‘„]?"
    rf"((?:de |het )?(?:{UPPER}|(?<=[\"'“‘„])\w)[\w'’\-]{{1,30}}(?: {UPPER}[\w'’\-]{{1,30}}){{0,2}})[\"'”’]?(?=[ ,.;!?)]|$)",
)
_QUOTED_NICKNAME = re.compile(
    r"\b(?:bijnaam|koosnaam|roepnaam|nickname|bekend als|known as)\b(?: (?:is|was|luidt|van \w+|op straat|in de wijk)){0,3}:? [\"'“‘„]?((?:de |het )?[^\W\d_][\w'’\-]{1,30})[\"'”’]?"
)
_INITIALS = re.compile(
    rf"(?<![\w.])(?:(?:{UPPER}|IJ|Th|Ch|Ph)\. ?){{2,5}}(?![\w])|(?<![\w.])(?:{UPPER}\.){{2,4}}(?=\s|$|,)"
)
_ONE_INITIAL = re.compile(rf"(?<![\w.\-/'’]){UPPER}\.(?=\s[a-zà-ÿ0-9(]|,|;|\)|\?|!|['’]s)")
_BARE_LETTER = re.compile(
    rf"\b((?:{'|'.join(sorted(_ROLES | _TITLES.keys(), key=len, reverse=True))}|de heer)\.? )({UPPER}(?:\.? ?{UPPER})?\.?)(?![\w'’\-])",
    re.IGNORECASE,
)
_NO_INITIALS = frozenset(
    "b.v. n.v. n.b. p.s. o.k. a.u.b. i.v.m. z.o.z. v.o.f. h.b.o. m.b.o. w.o. g.g.d. g.g.z. p.g.b. u.s. u.k. v.n. e.u. i.q. d.d. c.v. a.s. t.a.v. n.a.v. o.a. d.w.z. w.m.o. s.k.j. u.w.v. a.v.g. e.g. i.e. t.v. p.c. h.r.".split()
)
_BEFORE_A_LETTER = frozenset(
    "plan optie groep team variant model punt bijlage scenario vitamine categorie klas deel stap type hepatitis keuze versie vak ad poli blok punten sub fase route option step vraag".split()
)
_ANIMATE = re.compile(
    r"\s(?:(?:is|was) (?:boos|verdrietig|bang|ziek|zwanger|verhuisd|opgenomen|geboren|overleden|weggelopen|opgepakt|gescheiden|blij|moe|dakloos|verslaafd|\d+|\w+tien|een (?:jongen|meisje|man|vrouw|moeder|vader|kind))"
    r"|belde?|vertelde?|vraagt|vroeg|huilde?|slaapt|sliep|drinkt|dronk|denkt|dacht|zegt|zei|woont|woonde|appte?|appt|mailde?|mailt|wilde?|wil (?:niet|graag|weer|naar|dat|weten|geen)|moest|durfde?|kwam|ging|gaat|komt (?:niet|vaak|elke|weer|te|morgen|naar)|liep|loopt|"
    r"heeft (?:geen|een|haar|zijn|mij|ons|schulden|ruzie|moeite|twee|drie|vier|last|veel)|had|kan (?:niet|haar|zijn)|mist|haat|schreeuwde?|lachte?|lacht|zat|werd boos|werkt|schrok|snapt|spijbelt|blowt|krijgt|kreeg|vindt (?:het|dat|zijn|haar|de)|mag|"
    r"calls?|called|said|says|told|lives|lived|wants|wanted|cried|asked|has|had)\b"
)
_SENTENCE_END = re.compile(
    r"(?:^|[.!?…:;]|[\n\r•*#>|])[\s\"'“”‘’„«»(\[\-–—•*]*$|(?:^|\s)[\"“„«(‘'\[]$|^[\s\"'“‘„(\[\-–—•*\d.)]*$"
)
_SHORT = re.compile(
    r"(?:^|[\s(])(?:mw|mevr|dhr|mnr|dr|drs|mr|fam|prof|bijv|bv|o\.a|m\.b\.t|i\.v\.m|t\.a\.v|d\.w\.z|ca|nr|tel|st|ing|ir|incl|excl|resp|mrs|ms|"
    + UPPER
    + r")\.\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: str
    opens: bool  # whether a sentence, line or quotation begins here

    @property
    def is_capital(self) -> bool:
        return self.word[0].isupper() or (len(self.word) > 3 and self.word[1:3] in ("'A", "'E"))  # noqa: PLR2004 d'Agata

    @property
    def bare(self) -> str:
        """Without the s of possession: Fatima's, Mehmets stays."""
        return re.sub(r"['’]s$", "", self.word)


def marks(text: str) -> Iterator[Mark]:
    """Names and initials in `text`."""
    words = vocabulary()
    tokens = _tokens(text)
    for index, token in enumerate(tokens):
        yield from _after_title_or_role(text, tokens, index, words)
        rank = _rank(text, tokens, index, words)
        if rank:
            end = _name_end(text, tokens, index, words)
            yield Mark(token.start, end, Kind.NAME, rank)
    yield from _nicknames(text, words)
    yield from _initials(text)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        opens = match.start() == 0 or (_SENTENCE_END.search(before) is not None and _SHORT.search(before) is None)
        found.append(_Token(match.start(), match.end(), match.group(), opens))
    return found


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    gap = text[left.end : right.start]
    return gap in (" ", "\u00a0") or (gap in (". ", ".") and (len(left.word) <= 4))  # noqa: PLR2004 mevr. and shorter


def _name_end(text: str, tokens: list[_Token], index: int, words: Vocabulary) -> int:
    """Where the name that begins at `index` ends: capitals, listed names after a name in lower case, and joins that lead to one more."""
    last = index
    for at in range(index + 1, len(tokens)):
        before, token = tokens[at - 1], tokens[at]
        gap = text[before.end : token.start]
        if gap not in (" ", "\u00a0") and not (gap == ". " and len(before.word) == 1):
            break
        if _goes_on(token, words, lower=not tokens[index].is_capital or at - last > 1):
            last = at
        elif token.word.lower() not in _JOINS or at - last > _JOINS_IN_A_ROW:
            break
    return tokens[last].end


def _goes_on(token: _Token, words: Vocabulary, *, lower: bool) -> bool:
    if token.is_capital:
        return token.bare.lower() not in words.proper
    return lower and words.is_listed(token.bare)


def _after_title_or_role(text: str, tokens: list[_Token], index: int, words: Vocabulary) -> Iterator[Mark]:
    """`mevrouw De Graaf`, `zoon Daan`: title or role and name together, because the neutral word takes the place of both."""
    token, low = tokens[index], tokens[index].word.lower()
    if (
        index + 1 >= len(tokens)
        or (low not in _TITLES and low not in _ROLES)
        or not _adjacent(text, token, tokens[index + 1])
    ):
        return
    at = index + 1
    while at < len(tokens) - 1 and tokens[at].word.lower() in _JOINS and _adjacent(text, tokens[at], tokens[at + 1]):
        at += 1
    name = tokens[at]
    joined = at > index + 1
    sure = name.is_capital and not (low in _ROLES and name.bare.lower() in words.proper)
    in_lower_case = not name.is_capital and words.is_listed(name.bare) and name.word.lower() not in _ROLES
    title_in_lower_case = low in _TITLES and joined and not name.is_capital and name.bare.lower() in words.last
    if joined and low in _ROLES and not tokens[index + 1].is_capital:
        return  # 'de moeder van Daan' is the moeder of someone: Daan is found on its own
    if sure or in_lower_case or title_in_lower_case:
        start, nl, en = _with_article(text, token, low)
        end = _name_end(text, tokens, at, words)
        if re.search(r"['’]s$", text[start:end]):
            nl, en = "iemands", "someone's"
            start = tokens[index + 1].start
        yield Mark(start, end, Kind.NAME, 70, nl, en)


def _with_article(text: str, token: _Token, low: str) -> tuple[int, str, str]:
    """Where the phrase begins and its neutral words; `de heer Smit` takes its article along, `zoon Daan` stays `zoon`."""
    if low not in _TITLES:
        return token.start, token.word, token.word
    nl, en = _TITLES[low]
    article = re.search(
        r"\b(de|het|the|dat|dit|deze|die|mijn|onze|ons|hun)\s$",
        text[max(0, token.start - 6) : token.start],
        re.IGNORECASE,
    )
    if article and article[1].lower() in ("de", "het", "the"):
        return token.start - len(article[0]), nl, en
    return (token.start, nl.removeprefix("een "), en.removeprefix("a ")) if article else (token.start, nl, en)


def _rank(text: str, tokens: list[_Token], index: int, words: Vocabulary) -> int:
    """How sure this token begins a name: 0 is not at all."""
    token = tokens[index]
    bare, low = token.bare, token.bare.lower()
    if len(bare) < 2 or (index and tokens[index - 1].end == token.start):  # noqa: PLR2004 a letter is no name
        return 0
    if (
        _CALLED.search(text[max(0, token.start - 45) : token.start])
        and (token.is_capital or words.is_listed(bare))
        and low not in words.proper
    ):
        return 60
    if not token.is_capital:
        return 50 if low in words.first and low not in words.ordinary and len(bare) > 3 else 0  # noqa: PLR2004 'ron', 'ali' and the like are too short to be sure
    if bare.isupper() and len(bare) > 1:
        return 40 if len(bare) > 3 and words.is_listed(bare) else 0  # noqa: PLR2004 abbreviations
    if token.opens:
        return _rank_at_opening(text, tokens, index, words)
    if words.is_plain(bare):
        follows = (
            index + 1 < len(tokens)
            and text[token.end : tokens[index + 1].start] == " "
            and tokens[index + 1].is_capital
        )
        named = low in words.first or low in words.last
        return (
            42
            if low not in words.proper and (named or (follows and low in words.ordinary and not low.endswith("en")))
            else 0
        )
    return 48


def _rank_at_opening(text: str, tokens: list[_Token], index: int, words: Vocabulary) -> int:
    token = tokens[index]
    low = token.bare.lower()
    animate = _ANIMATE.match(text, token.end) is not None
    if words.is_plain(token.bare):
        return 41 if low in words.first and animate and low not in words.proper else 0
    if words.is_listed(token.bare):
        return 47
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if (
        following is not None
        and text[token.end : following.start] == " "
        and following.is_capital
        and not words.is_plain(following.bare)
    ):
        return 44
    joined = re.match(
        r"\s(?:van|de|der|den|el|al|ben)\s(?:de\s|der\s|den\s)?" + UPPER, text[token.end : token.end + 20]
    )
    return 43 if joined or animate or token.word != token.bare else 0


def _nicknames(text: str, words: Vocabulary) -> Iterator[Mark]:
    for pattern in (_NICKNAME, _QUOTED_NICKNAME):
        for match in pattern.finditer(text):
            name = match.group(1)
            plain = name.lower() in words.proper or (name[0].islower() and name.lower() in words.ordinary)
            if not plain:
                yield Mark(*match.span(1), Kind.NAME, 59, "anders", "something else")


def _initials(text: str) -> Iterator[Mark]:
    for match in _INITIALS.finditer(text):
        written = match.group().strip()
        if written.lower().replace(" ", "") not in _NO_INITIALS:
            yield Mark(match.start(), match.start() + len(written), Kind.INITIALS, 54)
    for match in _ONE_INITIAL.finditer(text):
        before = re.findall(r"\w+", text[max(0, match.start() - 20) : match.start()])
        if not before or before[-1].lower() not in _BEFORE_A_LETTER:
            yield Mark(*match.span(), Kind.INITIALS, 53)
    for match in _BARE_LETTER.finditer(text):
        letters = match.group(2)
        if letters.replace(".", "").replace(" ", "").isupper() and letters.strip() not in ("U", "I"):
            end = match.end(2) - (1 if letters.endswith(".") and _ends_here(text, match.end(2)) else 0)
            low = match.group(1).strip(". ").lower().removeprefix("de ")
            nl, en = _TITLES.get(low, (low, low))
            yield Mark(match.start(), end, Kind.INITIALS, 71, nl, en)


def _ends_here(text: str, at: int) -> bool:
    return at >= len(text) or re.match(rf"\s+{UPPER}|\s*$", text[at : at + 4]) is not None
