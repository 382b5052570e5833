"""The sentences of the checker, in both languages. Each says what to write instead."""

from collections.abc import Iterable
from difflib import get_close_matches

from drieslag.kernel.format import Text

# A Dutch writer tries Dutch keys first; these are the ones of the trade's own vocabulary.
DUTCH_KEYS = {
    "naam": "name", "doel": "purpose", "bron": "origin", "niveau": "levels", "duur": "minutes", "duur_min": "minutes",
    "minuten": "minutes", "min": "minutes", "ritme": "rhythm", "rollen": "roles", "voorwaarden": "conditions",
    "stappen": "steps", "titel": "title", "spreekt": "speaks", "vraag": "ask", "stilte": "silence", "soort": "kind",
    "zichtbaar": "showing", "schalen": "scales", "velden": "fields", "taak": "task",
}  # fmt: skip
MOST_SHOWN = 14


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """Return the advice that ends a sentence about an unknown word."""
    options = sorted(known)
    near = [DUTCH_KEYS[word]] if DUTCH_KEYS.get(word) in options else get_close_matches(word, options, 1, 0.6)
    if near:
        return Text(f"Bedoel je ‘{near[0]}’?", f"Did you mean ‘{near[0]}’?")
    if len(options) > MOST_SHOWN:
        return Text("Kijk in de handleiding welke woorden er zijn.", "See the guide for the words that exist.")
    listed = ", ".join(options)
    return Text(f"Schrijf één van: {listed}.", f"Write one of: {listed}.")


def unknown(word: str, known: Iterable[str]) -> Text:
    advice = did_you_mean(word, known)
    return Text(f"‘{word}’ kennen we niet. {advice.nl}", f"‘{word}’ is not known. {advice.en}")


def missing(key: str) -> Text:
    return Text(f"Hier ontbreekt ‘{key}’. Schrijf hem erbij.", f"‘{key}’ is missing here. Add it.")


def twice(key: str) -> Text:
    return Text(f"‘{key}’ staat hier twee keer. Laat er één staan.", f"‘{key}’ is written twice here. Keep one.")


def too_long(most: int) -> Text:
    return Text(f"Deze tekst is te lang. Schrijf hooguit {most} tekens.", f"Too long. Write {most} characters at most.")


def too_many(most: int) -> Text:
    return Text(f"Deze lijst is te lang. Schrijf er hooguit {most}.", f"This list is too long. Write {most} at most.")


def between(low: int, high: int) -> Text:
    return Text(f"Schrijf een heel getal van {low} tot en met {high}.", f"Write a whole number from {low} to {high}.")


def minutes_do_not_fit(total: int, planned: int, slack: int) -> Text:
    nl = f"hooguit {slack} minuten verschil" if slack else "precies evenveel"
    en = f"at most {slack} minutes apart" if slack else "exactly as much"
    return Text(
        f"De stappen duren samen {total} minuten, maar hier staat {planned}. Pas de minuten aan: {nl}.",
        f"The steps take {total} minutes together, but this says {planned}. Change the minutes: {en}.",
    )


def not_for_kind(key: str, kind: str, kinds: Iterable[str]) -> Text:
    listed = ", ".join(sorted(kinds))
    return Text(
        f"Een stap ‘{kind}’ kent geen ‘{key}’. Dat hoort bij: {listed}. Haal het weg of kies een andere soort.",
        f"A step ‘{kind}’ has no ‘{key}’. It belongs to: {listed}. Remove it or choose another kind.",
    )


def kind_needs(key: str, kind: str) -> Text:
    return Text(f"Een stap ‘{kind}’ heeft ‘{key}’ nodig. Schrijf het erbij.", f"A step ‘{kind}’ needs ‘{key}’. Add it.")


NOT_YAML = Text(
    "Dit kunnen we niet lezen. Kijk op deze regel naar inspringen, aanhalingstekens en dubbele punten.",
    "This cannot be read. Look at the indentation, quotes and colons on this line.",
)
EMPTY_FILE = Text("Het bestand is leeg. Begin met ‘schema: 1’.", "The file is empty. Begin with ‘schema: 1’.")
NO_SUCH_FILE = Text("Dit bestand is er niet. Controleer het pad.", "There is no such file. Check the path.")
NOT_UTF8 = Text("Dit bestand is geen UTF-8. Bewaar het opnieuw als UTF-8.", "Not UTF-8. Save the file as UTF-8.")
ALIAS = Text(
    "Verwijzen met * en & kan hier niet. Schrijf de tekst nog een keer.",
    "References with * and & are not possible here. Write the text again.",
)
TOO_DEEP = Text(
    "Deze regel ligt te diep genest. Haal haken en streepjes weg.", "Nested too deep. Take away brackets and dashes."
)
NEEDS_KEYS = Text("Schrijf hier regels met ‘sleutel: waarde’.", "Write lines of ‘key: value’ here.")
NEEDS_LIST = Text(
    "Schrijf hier een lijst: elke regel begint met ‘- ’.", "Write a list here: each line begins with ‘- ’."
)
NEEDS_WORD = Text("Schrijf hier tekst op één plek, geen lijst.", "Write text in one place here, not a list.")
NEEDS_BOTH = Text(
    "Schrijf de tekst in twee talen, onder ‘nl’ en onder ‘en’.",
    "Write the text in two languages, under ‘nl’ and under ‘en’.",
)
NEEDS_TEXT = Text("Hier staat nog geen tekst. Schrijf hem erbij.", "There is no text here yet. Add it.")
UNSEEN = Text(
    "Hier staat een teken dat je niet ziet. Haal het weg.", "There is a sign here that cannot be seen. Remove it."
)
NEEDS_ITEM = Text("De lijst is leeg. Schrijf er minstens één regel in.", "The list is empty. Write at least one line.")
NEEDS_YES_NO = Text("Schrijf ‘true’ of ‘false’.", "Write ‘true’ or ‘false’.")
NEEDS_KEY = Text(
    "Schrijf een sleutel in kleine letters, cijfers en lage streepjes. Begin met een letter.",
    "Write a key in small letters, digits and underscores. Begin with a letter.",
)
NEEDS_CODE = Text("Schrijf een code zoals W01 of W09a.", "Write a code such as W01 or W09a.")
NEEDS_SLUG = Text(
    "Schrijf een adres in kleine letters, cijfers en streepjes.",
    "Write an address in small letters, digits and hyphens.",
)
NEEDS_SCHEMA = Text("Zet ‘schema: 1’ bovenaan het bestand.", "Put ‘schema: 1’ at the top of the file.")


def newer_schema(current: int) -> Text:
    return Text(
        f"Dit bestand is voor een nieuwere versie van het programma. Wij lezen schema 1 tot en met {current}.",
        f"This file is for a newer version of the program. We read schema 1 to {current}.",
    )


GROUP_TURNED = Text(
    "De kleinste groep is groter dan de grootste. Wissel ‘group_min’ en ‘group_max’.",
    "The smallest group is larger than the largest. Swap ‘group_min’ and ‘group_max’.",
)
SCALE_TURNED = Text(
    "De schaal loopt niet op. Maak ‘high’ groter dan ‘low’.", "The scale does not rise. Make ‘high’ larger than ‘low’."
)
SITTINGS = Text(
    "Geef elke stap een ‘sitting’: 1 voor de eerste bijeenkomst, dan 2, in volgorde. Of geef er geen één.",
    "Give every step a ‘sitting’: 1 for the first meeting, then 2, in order. Or give none.",
)
NO_FACILITATOR = Text(
    "Niemand begeleidt. Voeg een rol toe met ‘key: facilitator’.", "Nobody leads. Add a role with ‘key: facilitator’."
)
KEPT_KEY = Text(
    "‘review’ is bewaard voor een stap die terugkijkt. Kies een andere sleutel.",
    "‘review’ is kept for a step that looks back. Choose another key.",
)
CLOSED_QUESTIONS = Text(
    "Een stap ‘ask’ vraagt om open vragen. Schrijf ‘guard: {open_questions: true}’.",
    "A step ‘ask’ is for open questions. Write ‘guard: {open_questions: true}’.",
)
ADVICE_NEVER = Text(
    "Advies komt zo nooit los. Noem de sleutel van een latere stap.",
    "Advice would never be released. Name the key of a later step.",
)
SOURCE_EARLIER = Text(
    "Deze bron is er nog niet. Noem de sleutel van een eerdere stap waarin mensen schrijven.",
    "This source does not exist yet. Name the key of an earlier step in which people write.",
)
SOURCE_OR_OPTIONS = Text(
    "Stemmen gaat over een eerdere stap of over keuzes. Schrijf ‘source’ of ‘options’, niet allebei.",
    "A vote is about an earlier step or about options. Write ‘source’ or ‘options’, not both.",
)
TWO_OPTIONS = Text("Eén keuze is geen keuze. Schrijf er minstens twee.", "One option is no choice. Write at least two.")
QUIET_TOO_LONG = Text(
    "De stilte duurt langer dan de stap. Maak hem korter.", "The silence is longer than the step. Shorten it."
)
SAID_NEEDED = Text(
    "Schrijf onder ‘said’ wat de bron zegt, en noem de bron onder ‘sources’.",
    "Write what the source says under ‘said’, and name the source under ‘sources’.",
)
FIELD_NEEDED = Text("Schrijf onder ‘field’ wat uit de praktijk komt.", "Write under ‘field’ what comes from practice.")
