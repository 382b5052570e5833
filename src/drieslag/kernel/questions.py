"""Is this an open question? A friendly hint for a step that asks for open questions only.

Precision goes first: a hint on a good question annoys and is believed no more, a closed question let through does no
harm. Form decides, not meaning; where both readings are possible there is no hint. Dutch and English.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from drieslag.kernel.format import Text


class HintKind(StrEnum):
    """What keeps a question from being open."""

    CLOSED = "closed"
    LEADING = "leading"
    ADVICE_AS_QUESTION = "advice_as_question"
    ADVICE = "advice"
    SEVERAL = "several"


TITLES = {
    HintKind.CLOSED: Text("Dit is een gesloten vraag.", "This is a closed question."),
    HintKind.LEADING: Text("Deze vraag stuurt een kant op.", "This question leads one way."),
    HintKind.ADVICE_AS_QUESTION: Text("In deze vraag zit een advies.", "There is advice in this question."),
    HintKind.ADVICE: Text("Dit is een advies, nog geen vraag.", "This is advice, not a question yet."),
    HintKind.SEVERAL: Text("Dit zijn meer vragen tegelijk.", "These are several questions at once."),
}
SUGGESTIONS = {
    HintKind.CLOSED: Text(
        "Begin met ‘Wat’, ‘Hoe’ of ‘Waaraan’. Dan komt er meer.",
        "Begin with ‘What’, ‘How’ or ‘When’. Then more will come.",
    ),
    HintKind.LEADING: Text(
        "Laat je eigen idee weg. Vraag bijvoorbeeld: ‘Hoe kijk jij ernaar?’",
        "Leave your own idea out. Ask for example: ‘How do you look at it?’",
    ),
    HintKind.ADVICE_AS_QUESTION: Text(
        "Bewaar je idee voor later. Vraag eerst: ‘Wat heb je zelf al overwogen?’",
        "Keep your idea for later. Ask first: ‘What did you consider yourself?’",
    ),
    HintKind.ADVICE: Text(
        "Bewaar het voor de stap met ideeën. Wat wil je van de ander weten?",
        "Keep it for the step with ideas. What do you want to know?",
    ),
    HintKind.SEVERAL: Text("Kies er één. De andere komt daarna.", "Choose one. The other comes after."),
}


@dataclass(frozen=True)
class Hint:
    """What was seen, and where in the text."""

    kind: HintKind
    start: int
    end: int

    @property
    def title(self) -> Text:
        return TITLES[self.kind]

    @property
    def suggestion(self) -> Text:
        return SUGGESTIONS[self.kind]


_I = re.IGNORECASE
_ASKING = (
    r"(?:wat|hoe|wie|welke?|wanneer|waarom|waar(?:aan|bij|door|in|mee|naar|om|op|over|toe|tegen|uit|van|voor)?|hoezo"
    r"|what|how|who|which|when|where|why)"
)
_FEWEST_WORDS = 3  # 'En toen?' is an open question in its own way; 'Heb je' is not typed out yet

_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
_LEAD_IN = re.compile(
    r"^(?:(?:en|maar|of|dus|want|ok[eé]|okay|nou|ja|hm+|goed|and|but|so|or|well|[A-Z][\w'’-]+(?=,)),?\s+)+", _I
)

_VERBS = (
    r"(?:ben|bent|is|zijn|was|waren|heb|hebt|heeft|hebben|had|hadden|word|wordt|werd|kan|kun|kunt|kunnen|kon|konden|wil"
    r"|wilt|wilde|moet|moeten|moest|mag|mocht|zal|zul|zou|zouden|ga|gaat|ging|kom|komt|kwam|doe|doet|deed|laat|liet|vind"
    r"|vindt|vond|denk|denkt|dacht|weet|wist|zie|ziet|zag|voel|voelt|voelde|merk|merkt|merkte|hoor|hoorde|geloof|hoop"
    r"|durf|durft|durfde|lukt|lukte|helpt|hielp|werkt|werkte|speelt|speelde|klopt|past|geeft|gaf|zei|zegt|snap|snapt"
    r"|begrijp|begreep|ken|kent|kende|krijg|krijgt|kreeg|maak|maakt|maakte|neemt|nam|blijf|blijft|bleef|staat|stond|zit"
    r"|zat|belt|belde|praat|praatte|sprak|spreek|ervaar|verwacht|verwachtte|twijfel|schrok|bedoel|hoef|hoeft|lijkt|leek"
    r"|scheelt|kost)"
)
_SUBJECTS = (
    r"(?:je|jij|u|jullie|hij|zij|ze|wij|we|het|dat|dit|er|die|deze|de|een|jouw|uw|haar|zijn|hun|iemand|niemand|iedereen"
    r"|alles|iets|mijn|ons|onze|daar|hier|(?-i:[A-Z][\w'’-]+))"
)
_CLOSED = re.compile(rf"^{_VERBS}\s+{_SUBJECTS}\b", _I)
_CLOSED_EN = re.compile(
    r"^(?:do|does|did|have|has|had|are|is|was|were|can|could|will|would|should)\s+(?:you|it|that|this|there|they|he|she|we"
    r"|the|your|his|her|their|anyone|someone|everyone|(?-i:[A-Z][\w'’-]+))\b",
    _I,
)
_CLOSED_BEHIND_COMMA = re.compile(
    rf"^(?:als|toen|nu|stel|wanneer|if|when|suppose)\b[^,]*,\s(?:{_VERBS}\s+{_SUBJECTS}|(?:do|did|are|is|would|could|can)\s"
    r"(?:you|it|that|they))\b",
    _I,
)
_REQUEST = re.compile(
    r"^(?:kun|kunt|kan|wil|wilt|zou|durf|mag|can|could|would|will)\s+(?:je|jij|u|jullie|ik|we|you|i)\b.*"
    r"\b(?:vertel\w*"
    r"|beschrijven|uitleggen|voorbeeld|schetsen|toelichten|omschrijven|meenemen|laten zien|delen|zeggen|verhaal"
    r"|iets meer"
    r"|wat meer|aangeven|benoemen|tell|describe|explain|example|share|say|more|walk|show|help me)\b",
    _I,
)
_ABOUT_KNOWING = re.compile(
    rf"^(?:weet|herinner|zie|merk|voel|snap|begrijp|do you (?:know|remember)|kun|kunt|kan)\b.*\s{_ASKING}\s", _I
)
_MAY_I = re.compile(r"^(?:mag|zal|kan|may|can|shall)\s+(?:ik|we|i)\b", _I)

_LEADING = re.compile(
    r"^(?:vind|denk|voel|merk|zie|geloof|vermoed)\s+(?:je|jij|u|jullie)\s+(?:(?:dan|zelf|ook|eigenlijk|dat|het|er|nou|nu)\s+)?niet\b"
    r"|^lijkt\s+(?:het|dat)\s+(?:je|jou|u)\s+(?:dan\s+)?niet\b"
    r"|^ben\s+je\s+het\s+(?:er\s+)?(?:niet\s+)?met\s+(?:me|mij)\s+eens"
    r"|^(?:is|was|zou|komt|heeft|ligt|kan|zit|wordt|speelt)\s+(?:het|dat|dit|er)\s+(?:dan\s+|eigenlijk\s+|ook\s+)?(?:niet|geen|gewoon)\b"
    r"|^(?:moet|had|zou|moest|hoort|hoef)\s+(?:je|jij|u|jullie)\s+(?:dan\s+|dat\s+|haar\s+|hem\s+|het\s+|ze\s+)?niet\b"
    r"|^(?:don'?t|wouldn'?t|isn'?t|aren'?t|shouldn'?t|didn'?t|couldn'?t|haven'?t|weren'?t)\s+\w+\b"
    r"|^(?:je|jij|u|you)\b.*\b(?:zeker wel|natuurlijk wel|surely|obviously)\b",
    _I,
)
_TAIL = re.compile(
    r"\b(?:toch|nietwaar|h[èé]|of niet(?: dan)?|niet dan)\s*\?+$"
    r"|,\s*(?:niet|right|isn'?t it|don'?t you|aren'?t you|no)\s*\?+$",
    _I,
)

_ADVICE_AS_QUESTION = re.compile(
    r"^heb\s+(?:je|jij|u)\s+(?:er\s+)?(?:(?:al|wel|ook|weleens|wel\s+eens|al\s+eens|misschien)\s+)+"
    r"(?:eens\s+)?(?:geprobeerd|overwogen|gedacht|aan\s+gedacht|nagedacht|gevraagd\s+of|gebeld\s+met|voorgesteld)\b"
    r"|^heb\s+(?:je|jij|u)\s+(?:er\s+)?(?:al|wel|ook|weleens|al\s+eens|wel\s+eens)\b.*\b(?:geprobeerd|overwogen|aan\s+gedacht)\b"
    r"|^heb\s+(?:je|jij|u)\s+(?:geprobeerd|overwogen)\s+om\b"
    r"|^waarom\s+(?:\w+)\s+(?:je|jij|u|jullie)\s+(?:\w+\s+){0,2}?niet\s+(?:gewoon|eens|even|meteen|direct)\b"
    r"|^waarom\s+(?:ga|probeer|stop)\s+(?:je|jij|u|jullie)\s+(?:\w+\s+){0,2}?niet\b|^waarom\s+niet\s+gewoon\b"
    r"|^(?:kun|kan|kunt)\s+(?:je|jij|u)\s+(?:(?:het|haar|hem|ze|dat|die|er)\s+)?(?:dan\s+)?niet\s+(?:gewoon|beter|eerst|eens|even)\b"
    r"|^(?:zou|zal)\s+(?:je|jij|u|het)\s+(?:(?:het|haar|hem|ze|dat|er|dan)\s+)?(?:niet\s+)?(?:een\s+(?:goed\s+)?idee|helpen\s+(?:om|als\s+je)|eens\s+kunnen)\b"
    r"|^is\s+het\s+(?:misschien\s+|niet\s+)?(?:een|geen)\s+(?:goed\s+)?(?:idee|optie)\s+om\b"
    r"|^wat\s+als\s+(?:je|jij|u)\s+(?:gewoon|eens|nou|nu)\b"
    r"|^have\s+you\s+(?:\w+\s+)?(?:tried|considered|thought\s+(?:about|of))\b|^why\s+(?:don'?t|not\s+just|do\s+you\s+not)\b"
    r"|^(?:couldn'?t|can'?t)\s+you\s+just\b|^what\s+if\s+you\s+just\b|^would(?:n'?t)?\s+it\s+help\s+(?:if\s+you|to)\b",
    _I,
)
_ADVICE = re.compile(
    r"^(?:je|jij|u|jullie)\s+(?:moet|moeten|zou\s+(?:moeten|kunnen|beter)|kunt\s+(?:beter|gewoon|het\s+beste)|kan\s+(?:beter|gewoon))\b"
    r"|^(?:je|jij|u)\s+zou\b.*\b(?:kunnen|moeten)\b"
    r"|^(?:volgens\s+mij|misschien|eigenlijk|dan|gewoon)\s+(?:moet|kun|kunt|kan|zou)\s+(?:je|jij|u)\b"
    r"|^ik\s+(?:denk|vind)\s+dat\s+(?:je|jij|u)\b.*\b(?:moet|moeten|beter)\b"
    r"|^ik\s+zou\b(?!.*\b(?:weten|horen|benieuwd|vragen|begrijpen)\b)|^als\s+ik\s+jou\s+was\b|^ik\s+raad\s+(?:je|u)\b"
    r"|^mijn\s+(?:advies|tip)\b|^(?:een\s+)?tip:|^wat\s+(?:je|jij)\s+(?:kunt|kan|moet)\s+doen\s+is\b"
    r"|^(?:probeer|bel|doe|stop|begin|vraag)\s+(?:\w+\s+)?(?:eens|gewoon|maar|om|te|met)\b|^ga\s+(?:eens|gewoon)\s+(?!terug|na|staan)"
    r"|^you\s+(?:should|must|need\s+to|have\s+to|could\s+(?:just|try|also)|had\s+better|ought\s+to)\b|^you'?d\s+better\b"
    r"|^maybe\s+you\s+(?:should|could)\b|^if\s+i\s+were\s+you\b|^my\s+advice\b|^i\s+(?:think|feel)\s+you\s+should\b"
    r"|^(?:i\s+would|i'?d)\s+(?!like\s+to\s+(?:know|hear|understand)|love\s+to)|^(?:just\s+)?try\s+(?:to|and|\w+ing)\b",
    _I,
)
_JOINED = re.compile(
    rf"^{_ASKING}\b.{{6,}}?\s(?:en|and)\s{_ASKING}\s+(?!er\b|je\b|jij\b|hij\b|zij\b|ze\b|het\b|dat\b|de\b|een\b|we\b|ik\b|u\b|die\b"
    r"|you\b|it\b|they\b|the\b|he\b|she\b|to\b|niet\b|not\b)\w+.*\?",
    _I,
)


@dataclass(frozen=True)
class _Sentence:
    start: int
    end: int
    text: str  # without a lead-in
    asks: bool  # ends in a question mark
    open_ended: bool  # has no sign at its end: still being typed, or the sign was left out

    @property
    def is_long_enough(self) -> bool:
        return len(self.text.split()) >= _FEWEST_WORDS


def hint(text: str) -> Hint | None:
    """Return the first thing that keeps `text` from being one open question, or None.

    Advice goes before a leading question, that before several at once, that before a closed one.
    """
    sentences = [sentence for sentence in _sentences(text) if sentence.is_long_enough]
    for kind in (HintKind.ADVICE_AS_QUESTION, HintKind.ADVICE, HintKind.LEADING):
        for sentence in sentences:
            if _is(kind, sentence):
                return Hint(kind, sentence.start, sentence.end)
    asking = [sentence for sentence in sentences if sentence.asks]
    if len(asking) > 1:
        return Hint(HintKind.SEVERAL, asking[0].start, asking[-1].end)
    for kind in (HintKind.SEVERAL, HintKind.CLOSED):
        for sentence in sentences:
            if _is(kind, sentence):
                return Hint(kind, sentence.start, sentence.end)
    return None


def _sentences(text: str) -> list[_Sentence]:
    found = []
    for match in _SENTENCE.finditer(text):
        whole = match.group().strip()
        if whole:
            start = match.start() + match.group().index(whole)
            bare = _LEAD_IN.sub("", whole.replace("’", "'"))
            found.append(_Sentence(start, start + len(whole), bare, "?" in whole[-3:], whole[-1] not in ".!?"))
    return found


def _is(kind: HintKind, sentence: _Sentence) -> bool:
    text = sentence.text
    match kind:
        case HintKind.ADVICE_AS_QUESTION:
            return _ADVICE_AS_QUESTION.search(text) is not None
        case HintKind.ADVICE:
            return not sentence.asks and _ADVICE.search(text) is not None
        case HintKind.LEADING:
            return (sentence.asks or sentence.open_ended) and bool(_LEADING.search(text) or _TAIL.search(text))
        case HintKind.SEVERAL:
            return _JOINED.search(text) is not None
        case HintKind.CLOSED:
            return _is_closed(sentence)


def _is_closed(sentence: _Sentence) -> bool:
    text = sentence.text
    if not (sentence.asks or sentence.open_ended):
        return False
    if _REQUEST.search(text) or _ABOUT_KNOWING.search(text) or _MAY_I.search(text):
        return False
    return bool(
        _CLOSED.search(text) or _CLOSED_EN.search(text) or (sentence.asks and _CLOSED_BEHIND_COMMA.search(text))
    )
