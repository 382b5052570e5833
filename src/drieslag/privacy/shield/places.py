"""Where someone lives, learns or is cared for: addresses, postcodes, places, schools, institutions."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import CAPITALISED as _CAP
from drieslag.privacy.shield.letters import UPPER as _UP

_I = re.IGNORECASE
_JOIN = r"(?:van|de|der|den|het|ten|ter|te|en|aan|op|in|la|le|du|'t|’t)"
_ROAD = r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dijk|steeg|hof|pad|park|dreef|plantsoen|dwarsstraat|boulevard|wal|haven|baan|ring|burg|horst|veld|kamp|akker|oord|donk|brink|meent|erf|gaarde|zicht|straatje|plaats|markt|poort|wijk|borg|hoek|berg|beek|heuvel|werf|sluis|sloot|vaart|tuin|tuinen|bos|waard|terp|polder|rade|rode|mare|ven|schans)"
_SAFE_ROAD = r"(?:straat|laan|gracht|singel|steeg|plein|dreef|kade|plantsoen|dwarsstraat|boulevard)"
_HOUSE = r"\d{1,4}(?:\s?[a-zA-Z]{1,2}(?![\w])|[\s\-/](?:bis|hs|huis|I{1,3}|zw|rd|\d{1,4})\b)?(?![\d:])(?!\s?(?:uur|jaar|km|meter|euro|keer|weken|dagen|maanden|mensen|kinderen)\b)"
_STREET_NUMBER = re.compile(
    rf"(?<![\w-])(?:{_CAP}(?:[ .](?:{_JOIN}|{_CAP})){{0,4}}[ ])?{_UP}[\w'’\-]{{0,40}}?{_ROAD}(?:[ ](?:Noord|Zuid|Oost|West|[A-Z]))?[ ,]{{1,2}}(?:nr\.?\s|nummer\s)?{_HOUSE}"
)
_STREET_LOWER = re.compile(
    rf"(?<![\w-])(?!(?:snel|spoor|fiets|rij|hoofd|zij|dwars|winkel)(?:weg|straat|baan)\b)[a-z][\w'’\-]{{1,40}}{_SAFE_ROAD}(?:weg)?[ ](?:nr\.?\s|nummer\s)?{_HOUSE}",
    _I,
)
_STREET_TWO = re.compile(
    rf"(?<![\w-])(?:{_CAP}(?:[ ](?:{_JOIN}|{_CAP})){{0,3}}[ ])(?:{_ROAD})[ ,]{{1,2}}(?:nr\.?\s)?{_HOUSE}", _I
)
_LIVES = re.compile(
    rf"\b(?:woont|wonen|woonde|woonden|woonachtig|verblijft|verblijven|ingeschreven|adres(?:\sis)?|lives|living|ging wonen|wonend|verhuisd?(?:\snaar)?)[\s:](?:(?:nu|daar|samen|sinds kort|met \w+|tijdelijk|alleen|nog|weer|al jaren)\s){{0,2}}"
    rf"(?:op|aan|in|bij|naar|at|on)?\s?(?:de|het|'t|the)?\s?((?:{_CAP}|['’]t)(?:[ ](?:{_JOIN}|{_CAP})){{0,4}}[ ,]{{1,2}}(?:nr\.?\s|nummer\s)?{_HOUSE})"
)
_ON_NUMBER = re.compile(
    r"\b((?:op|van|naar)\s(?:huis)?nummer\s\d{1,4}\s?[a-z]?\b|(?:huisnummer|flat|appartement|portiek|driehoog op|tweehoog op|kamer)\s\d{1,4}\s?[a-z]?\b)(?!\s?(?:uur|jaar))",
    _I,
)
_WORD_NUMBER = re.compile(
    rf"(?<![\w-]){_UP}[\w'’\-]{{0,40}}?{_SAFE_ROAD}[ ](?:nummer\s)?(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{{0,8}}tien|\w{{0,12}}tig|honderd\w{{0,14}})\b"
)
_BARE_STREET = re.compile(
    rf"(?<![\w-])(?:{_CAP}(?:[ ](?:{_JOIN}|{_CAP})){{0,3}}[ ])?{_UP}[\w'’\-]{{2,40}}?(?:straat|laan|gracht|singel|steeg|dreef|plantsoen|straatje|kade|weg|plein)(?![\w])"
)
_BARE_LOWER = re.compile(
    rf"\b(?:op|aan|in)\sde\s((?!(?:snel|spoor|fiets|rij|hoofd|zij|dwars|winkel|woon|achter)(?:weg|straat|baan))[a-z]{{3,30}}{_SAFE_ROAD})\b"
)
_POSTCODE = re.compile(
    r"(?<![\w.,\-])[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}(?![\w])|(?<![\w.,\-])[1-9]\d{3}(?!sa|sd|ss)[a-z]{2}(?![\w])"
)
_POSTCODE_WORD = re.compile(r"\bpostcode(?:gebied)?\b\s?(?:is|:)?\s?([1-9]\d{3}(?:\s?[a-z]{2}\b)?)", _I)
_TO_PLACE = re.compile(
    rf"\b(?:woont|wonen|woonde|woonden|verhuisd?e?|verhuist|komt|opgegroeid|lives)\s(?:(?:nu|sinds kort|weer|al jaren|zelf|graag)\s)?(?:in|te|naar|uit|bij)\s({_CAP}(?:[ ](?:aan|op|de|den|{_CAP})){{0,3}})"
)

_SCHOOL_KIND = (
    r"(?:(?:openbare|christelijke|katholieke|islamitische|protestantse|speciale?|montessori|dalton|jenaplan|vrije)\s)?"
    r"(?:basisschool|bassisschool|school|schooltje|middelbare school|praktijkschool|scholengemeenschap|kindcentrum|kinderdagverblijf|kinderopvang|peuterspeelzaal|peutergroep|voorschool|crèche|kleuterschool"
    r"|daltonschool|montessorischool|jenaplanschool|vrijeschool|obs|cbs|rkbs|pcbs|bs|ibs|ikc|kc|kdv|bso|psz|sbo|so|vso|roc|mbo|vmbo|havo|vwo|college|lyceum|gymnasium|hogeschool|universiteit|opleiding|primary school|secondary school)"
)
_NAMED = rf"(?:(?:De|Het|'t|’t|de|het)\s)?(?:[\"'“‘]?{_CAP})(?:[ ](?:van|de|der|den|het|en|{_CAP})){{0,3}}(?<! van)(?<! de)(?<! der)(?<! den)(?<! het)(?<! en)[\"'”’]?"
_SCHOOL = re.compile(rf"(?<![\w-])((?i:{_SCHOOL_KIND})\s{_NAMED})")
_SCHOOL_LOWER = re.compile(
    r"(?<![\w-])((?:obs|cbs|rkbs|pcbs|ikc|kdv|basisschool|daltonschool|school)\s(?:de|het|'t)\s(?:regenboog|klimop|vlinder|wegwijzer|ark|brug|fontein|springplank|zonnebloem|regenbogen|vuurvogel|ster|triangel|horizon|boomgaard|"
    r"bron|parel|kameleon|palet|mozaïek|mozaiek|kring|schakel|hoeksteen|vuurtoren|zwaluw|toverlantaarn|duizendpoot|speelhoeve|piramide|wilgenhoek|windroos|tweesprong|kompas|anker|baken|talent|avontuur|startpunt|zeilboot|beuk|linde|rank|akker|vlieger)\b|(?:obs|cbs|rkbs|pcbs|ikc|kdv)\s(?:de|het|'t)\s\w{3,30})",
    _I,
)
_SCHOOL_AFTER = re.compile(
    rf"(?<![\w-])((?:{_CAP}[ ]){{0,3}}(?:{_CAP}\s?)?(?:College|Lyceum|Gymnasium|Scholengemeenschap|Praktijkschool|Academie|School|college|lyceum|school))(?![\w])"
)
_SCHOOL_COMPOUND = re.compile(rf"(?<![\w-])({_UP}[\w'’\-]{{3,40}}(?:college|lyceum|gymnasium|school))(?![\w])")
_CLASS = re.compile(r"\b((?:groep|klas|brugklas|havo|vwo|vmbo|mavo|mbo)\s?[1-8]\s?[\-/]?[a-h](?![\w]))", _I)
_SCHOOL_WORDS = frozenset(
    "basisschool school hogeschool universiteit academie middelbareschool voorschool praktijkschool college brugschool zomerschool weekendschool taalschool muziekschool lyceum gymnasium jeugdschool".split()
)

_CARE_KIND = (
    r"(?:huisartsenpraktijk|praktijk|huisartsenpost|gezondheidscentrum|tandartspraktijk|apotheek|zorgcentrum|woonzorgcentrum|verpleeghuis|verzorgingshuis|bejaardenhuis|kliniek|ziekenhuis|instelling|zorginstelling|stichting|zorgboerderij|opvanglocatie|opvang|"
    r"woongroep|leefgroep|groep|gezinshuis|behandelcentrum|jeugdkliniek|hospice|revalidatiecentrum|dagbesteding|buurthuis|wijkcentrum|moskee|kerk|voetbalclub|sportclub|sportvereniging|vereniging|vv|azc|blijf-van-mijn-lijfhuis|dagcentrum|zorgaanbieder|locatie|hostel|nachtopvang|rechtbank|jeugdgevangenis|instituut)"
)
_CARE = re.compile(rf"(?<![\w-])((?i:{_CARE_KIND})\s{_NAMED})")
_CARE_AFTER = re.compile(
    rf"(?<![\w-])((?:{_CAP}[ ]){{1,3}}(?:ziekenhuis|kliniek|moskee|kerk|Ziekenhuis|Kliniek|Zorggroep|zorggroep|hospice|Zorg))(?![\w])"
)
_CARE_KNOWN = re.compile(
    r"(?<![\w-])(Altrecht|Parnassia|Lister|Arkin|Mentrum|Jellinek|Antes|Brijder|Youz|Pluryn|Karakter|Accare|Levvel|Enver|Horizon Jeugdzorg|Timon|Entrea Lindhout|Sterk Huis|Youké|Kwadraad|Philadelphia|Cordaan|Amerpoort|Abrona|Reinaerde|'s Heeren Loo|Middin|Ipse de Bruggen|Pameijer|Kwintes|Lievegoed|Tactus|Novadic[- ]Kentron|Mondriaan|Emergis|GGZ [A-Z]\w+|Dimence|Mediant|Pro Persona|Reinier van Arkel|Dokter Bosman|Yulius|Rivierduinen|Curium|HVO[- ]Querido|De Regenboog Groep|Exodus|Fivoor|Trajectum|Harreveld|Teylingereind|William Schrikker(?: Groep)?)(?![\w])"
)
_OPENERS = frozenset(
    "de het een deze die dit dat onze mijn jouw zijn haar hun in op naar van bij uit voor met elke iedere welke geen na onder tussen sinds via".split()
)


def marks(text: str) -> Iterator[Mark]:
    """Everything of this file in `text`."""
    for pattern, rank in ((_STREET_NUMBER, 78), (_STREET_TWO, 74), (_STREET_LOWER, 76), (_WORD_NUMBER, 77)):
        for match in pattern.finditer(text):
            yield Mark(_past_opener(text, *match.span()), match.end(), Kind.ADDRESS, rank)
    for pattern, rank in ((_LIVES, 79), (_ON_NUMBER, 62), (_BARE_LOWER, 58)):
        for match in pattern.finditer(text):
            yield Mark(*match.span(1), Kind.ADDRESS, rank)
    for match in _BARE_STREET.finditer(text):
        start = _past_opener(text, *match.span())
        if start < match.end() and text[start].isupper():
            yield Mark(start, match.end(), Kind.ADDRESS, 56)
    for match in _POSTCODE.finditer(text):
        yield Mark(*match.span(), Kind.POSTCODE, 81)
    for match in _POSTCODE_WORD.finditer(text):
        yield Mark(*match.span(1), Kind.POSTCODE, 82)
    for match in _TO_PLACE.finditer(text):
        yield Mark(*match.span(1), Kind.PLACE, 45)
    yield from _schools(text)
    yield from _care(text)


def _past_opener(text: str, start: int, end: int) -> int:
    """Where the name begins once words that open a sentence are passed over."""
    for word in re.finditer(r"\S+", text[start:end]):
        if word.group().lower() not in _OPENERS:
            return start + word.start()
    return end


def _schools(text: str) -> Iterator[Mark]:
    for pattern, rank in ((_SCHOOL, 68), (_SCHOOL_LOWER, 67), (_CLASS, 55)):
        for match in pattern.finditer(text):
            yield Mark(*match.span(1), Kind.SCHOOL, rank)
    for pattern in (_SCHOOL_AFTER, _SCHOOL_COMPOUND):
        for match in pattern.finditer(text):
            start = _past_opener(text, *match.span(1))
            name = text[start : match.end(1)]
            if name and name.lower() not in _SCHOOL_WORDS and name[0].isupper():
                yield Mark(start, match.end(1), Kind.SCHOOL, 66)


def _care(text: str) -> Iterator[Mark]:
    for pattern, rank in ((_CARE, 64), (_CARE_AFTER, 63), (_CARE_KNOWN, 65)):
        for match in pattern.finditer(text):
            start = _past_opener(text, *match.span(1))
            if start < match.end(1):
                yield Mark(start, match.end(1), Kind.INSTITUTION, rank)
