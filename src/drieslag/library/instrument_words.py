"""The sentences of the checker about instruments, in both languages. Each says what to write instead."""

from drieslag.kernel.format import Text

NEEDS_CODE = Text("Schrijf een code zoals I01 of X-EIGEN.", "Write a code such as I01 or X-OWN.")
NEEDS_ANSWER = Text(
    "Noem een antwoord: het getal van een punt, of de sleutel van een keuze.",
    "Name an answer: the number of a point, or the key of an option.",
)
NEEDS_DECIMAL = Text(
    "Schrijf een getal, met een punt voor de decimalen: 3.9.", "Write a number, with a point for decimals: 3.9."
)
ONE_ITEM = Text(
    "Eén vraag is geen schaal. Noem er minstens twee, of toon de vraag zelf.",
    "One item is no scale. Name at least two, or show the item itself.",
)
ONE_SCALE = Text(
    "Eén schaal heeft geen totaal nodig. Noem er minstens twee.", "One scale needs no total. Name at least two."
)
SCALES_EARLIER = Text(
    "Deze schaal is er nog niet. Noem de sleutel van een schaal die hierboven staat.",
    "This scale does not exist yet. Name the key of a scale that stands above.",
)
ITEMS_OR_SCALES = Text(
    "Een schaal telt vragen of andere schalen. Schrijf ‘items’ of ‘scales’, niet allebei.",
    "A scale counts items or other scales. Write ‘items’ or ‘scales’, not both.",
)
MIXED_RANGES = Text(
    "Deze vragen lopen niet van en tot hetzelfde getal. Een gemiddelde zegt dan niets.",
    "These items do not run from and to the same numbers. Their mean would say nothing.",
)
REVERSE_ALONE = Text(
    "Omgekeerd tellen kan alleen in een schaal. Zet de vraag in een schaal, of haal ‘reverse’ weg.",
    "Only a scale counts the other way round. Put the item in a scale, or take ‘reverse’ away.",
)
BANDS_TURNED = Text(
    "De klassen lopen niet op. Begin met de laagste ‘start’.", "The classes do not rise. Begin with the lowest ‘start’."
)
TWO_POINTS = Text(
    "Een antwoordschaal heeft minstens twee punten. Schrijf ze onder ‘labels’ of ‘points’.",
    "A response scale has at least two points. Write them under ‘labels’ or ‘points’.",
)
NOT_RISING = Text(
    "De punten lopen niet op. Begin met het laagste getal, en gebruik elk getal één keer.",
    "The points do not rise. Begin with the lowest number, and use each number once.",
)
LABELS_OR_POINTS = Text("Schrijf ‘labels’ of ‘points’, niet allebei.", "Write ‘labels’ or ‘points’, not both.")
NO_LABEL = Text("Dit punt heeft nog geen woorden. Schrijf ‘label’.", "This point has no words yet. Write ‘label’.")
NO_WORDING = Text(
    "Deze vraag heeft nog geen tekst. Schrijf ‘text’. Alleen bij ‘licence: permission’ komt die later.",
    "This item has no text yet. Write ‘text’. Only with ‘licence: permission’ it comes later.",
)
NO_ANSWERS = Text(
    "Welke antwoorden horen hierbij? Schrijf ‘answers’ met de sleutel van een antwoordschaal.",
    "Which answers belong here? Write ‘answers’ with the key of a response scale.",
)
TWO_OPTIONS = Text(
    "Hier valt niets te kiezen. Schrijf minstens twee ‘options’.",
    "There is nothing to choose here. Write at least two ‘options’.",
)
MOST_TOO_MANY = Text("Er zijn minder keuzes dan ‘most’ zegt.", "There are fewer options than ‘most’ says.")
STEP_DOES_NOT_FIT = Text(
    "Met deze stap kom je niet uit op ‘high’. Kies een andere ‘step’.",
    "This step does not end at ‘high’. Choose another ‘step’.",
)
SLIDER_WORDS = Text(
    "Een schuif staat tussen twee woorden. Schrijf ‘low_word’ en ‘high_word’.",
    "A slider stands between two words. Write ‘low_word’ and ‘high_word’.",
)
CONDITION_EARLIER = Text(
    "Deze vraag is er nog niet. Noem de sleutel van een eerdere vraag.",
    "This item does not exist yet. Name the key of an earlier item.",
)
CONDITION_OPEN = Text(
    "Van een open vraag of een volgorde kan een andere vraag niet afhangen.",
    "No item can depend on open text or on an order.",
)
REPLACES_PRESENT = Text(
    "Deze vraag staat nog in de lijst. Noem de sleutel van een vraag uit een eerdere versie.",
    "This item still stands in the list. Name the key of an item of an earlier version.",
)
MEAN_OR_SHARES = Text("Schrijf ‘mean’ of ‘shares’, niet allebei.", "Write ‘mean’ or ‘shares’, not both.")
DEVIATION_ALONE = Text(
    "Een spreiding hoort bij een gemiddelde. Schrijf ‘mean’ erbij.", "A deviation belongs to a mean. Add ‘mean’."
)
MEAN_OF_OPEN = Text("Van deze vraag is geen gemiddelde. Schrijf ‘shares’.", "This item has no mean. Write ‘shares’.")
MEAN_OFF = Text(
    "Dit gemiddelde valt buiten de schaal. Kijk de bron na.", "This mean lies off the scale. Look at the source again."
)
SHARES_OF_SCALE = Text(
    "Aantallen horen bij een vraag, niet bij een schaal. Schrijf ‘mean’.",
    "Counts belong to an item, not to a scale. Write ‘mean’.",
)
SHARES_OF_OPEN = Text("Bij deze vraag horen geen aantallen per antwoord.", "This item has no counts for each answer.")
SHARE_TOO_LARGE = Text(
    "Dit zijn er meer dan ‘n’. Kijk de bron na.", "These are more than ‘n’. Look at the source again."
)
PULSE_TOO_LONG = Text(
    "Dit is te lang om vaak terug te komen. Een polsslag duurt hooguit 5 minuten.",
    "This is too long to come back often. A pulse takes 5 minutes at most.",
)
MEETING_TOO_LONG = Text(
    "Aan het eind van een overleg is er een minuut. Vraag hooguit 6 dingen, in hooguit 2 minuten.",
    "At the end of a meeting there is a minute. Ask 6 things at most, in 2 minutes at most.",
)
RESIDENT_TOO_LONG = Text(
    "Voor een inwoner houden we het kort: hooguit 10 vragen, in hooguit 5 minuten.",
    "For a resident we keep it short: 10 items at most, in 5 minutes at most.",
)
RESIDENT_ALONE = Text(
    "Een lijst voor inwoners spreekt met ‘u’ en is voor niemand anders. Haal de andere ‘uses’ weg.",
    "A list for residents says ‘u’ and is for nobody else. Take the other ‘uses’ away.",
)
RESIDENT_MODE = Text(
    "Een inwoner antwoordt zonder naam, of open aan één lezer. Haal ‘confidential’ weg.",
    "A resident answers without a name, or openly to one reader. Take ‘confidential’ away.",
)
MIRROR_MODE = Text(
    "Wie over een ander antwoordt, doet dat anoniem. Zet ‘anonymous’ bij ‘modes’.",
    "Who answers about another does so anonymously. Add ‘anonymous’ to ‘modes’.",
)
SAY_U = Text("Een inwoner spreken we aan met ‘u’. Haal ‘je’ weg.", "In Dutch a resident is called ‘u’. Take ‘je’ away.")
SAY_JE = Text(
    "Een collega spreken we aan met ‘je’. Haal ‘u’ weg.", "In Dutch a colleague is called ‘je’. Take ‘u’ away."
)
NOT_I = Text(
    "Ook anderen beantwoorden dit, over iemand. Schrijf wat je ziet doen: ‘Vraagt door’, niet ‘Ik vraag door’.",
    "Others answer this too, about somebody. Write what can be seen: ‘Asks on’, not ‘I ask on’.",
)


def too_many_items(most: int) -> Text:
    return Text(
        f"Zo veel vragen houdt niemand vol. Schrijf er hooguit {most}.",
        f"Nobody lasts through this many items. Write {most} at most.",
    )


def too_wordy(most: int) -> Text:
    return Text(
        f"Dit leest niet in één keer. Schrijf hooguit {most} tekens.",
        f"This is not read in one go. Write {most} characters at most.",
    )


def not_for_kind(key: str, kind: str, kinds: frozenset[str]) -> Text:
    listed = ", ".join(sorted(kinds))
    return Text(
        f"Een vraag van de soort ‘{kind}’ kent geen ‘{key}’. Dat hoort bij: {listed}.",
        f"An item of the kind ‘{kind}’ has no ‘{key}’. It belongs to: {listed}.",
    )


def not_numeric(key: str) -> Text:
    return Text(
        f"‘{key}’ is geen getal en telt niet mee. Kies vragen van de soort scale, number of slider.",
        f"‘{key}’ is no number and cannot count. Choose items of the kind scale, number or slider.",
    )


def impossible(answer: str) -> Text:
    return Text(
        f"Niemand kan ‘{answer}’ antwoorden op die vraag. Noem een antwoord dat er is.",
        f"Nobody can answer ‘{answer}’ to that item. Name an answer that exists.",
    )


def needed_too_many(count: int) -> Text:
    return Text(
        f"Deze schaal telt {count} delen. Vraag er met ‘needed’ niet meer.",
        f"This scale counts {count} parts. Do not ask more with ‘needed’.",
    )


def turned(low: int, high: int) -> Text:
    return Text(
        f"Dit loopt van {low} tot {high}. Maak ‘high’ groter dan ‘low’.",
        f"This runs from {low} to {high}. Make ‘high’ larger than ‘low’.",
    )


def shares_do_not_fit(total: int, n: int) -> Text:
    return Text(
        f"De aantallen zijn samen {total}, maar ‘n’ is {n}. Kijk de bron na.",
        f"The counts make {total} together, but ‘n’ is {n}. Look at the source again.",
    )


def taken(key: str) -> Text:
    return Text(
        f"‘{key}’ is ook de sleutel van een vraag. Geef de schaal een eigen sleutel.",
        f"‘{key}’ is the key of an item as well. Give the scale a key of its own.",
    )
