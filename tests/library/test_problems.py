"""For each kind of problem one bad file: the line, the key, and what to write instead."""

import pytest

from drieslag.library import formats
from tests.library.scripts import SMALL, good, spoiled, told

LONG = "a" * 1_001
CLOSED = "    guard: {open_questions: true}\n"
ASK = "    kind: ask\n"
COLLECT = "    kind: collect\n"

READING = [
    ("", "1: -: Het bestand is leeg. Begin met ‘schema: 1’."),
    ("# alleen uitleg\n", "1: -: Het bestand is leeg. Begin met ‘schema: 1’."),
    (
        "a: 1\nb: [\n",
        "3: -: Dit kunnen we niet lezen. Kijk op deze regel naar inspringen, aanhalingstekens en dubbele punten.",
    ),
    (
        "a: \x07",
        "1: -: Dit kunnen we niet lezen. Kijk op deze regel naar inspringen, aanhalingstekens en dubbele punten.",
    ),
    (
        "a: \ud800",
        "1: -: Dit kunnen we niet lezen. Kijk op deze regel naar inspringen, aanhalingstekens en dubbele punten.",
    ),
    ("a: &b 1\nc: *b\n", "2: -: Verwijzen met * en & kan hier niet. Schrijf de tekst nog een keer."),
    ("[" * 100_000, "1: -: Deze regel ligt te diep genest. Haal haken en streepjes weg."),
    ("- " * 99_000, "1: -: Deze regel ligt te diep genest. Haal haken en streepjes weg."),
    ("#" * 200_001, "1: -: Deze tekst is te lang. Schrijf hooguit 200000 tekens."),
    ("- 1\n", "1: -: Schrijf hier regels met ‘sleutel: waarde’."),
    ("? [a]\n: 1\n", "1: -: Schrijf hier tekst op één plek, geen lijst."),
    (
        SMALL.replace("minutes: 20", "minutes: 79")
        + "".join(
            f"  - {{key: a{n}, kind: talk, title: {{nl: a, en: a}}, say: {{nl: a, en: a}}, minutes: 1}}\n"
            for n in range(59)
        ),
        "17: steps: Deze lijst is te lang. Schrijf er hooguit 60.",
    ),
    (
        SMALL + "  - {}\n" * 28_000,
        "17: steps: Deze lijst is te lang. Schrijf er hooguit 100.",
    ),
    (spoiled("schema: 1\n", ""), "1: -: Zet ‘schema: 1’ bovenaan het bestand."),
    (spoiled("schema: 1\n", "schema: een\n"), "1: schema: Schrijf een heel getal van 1 tot en met 9999."),
    (
        spoiled("schema: 1\n", "schema: 2\n"),
        "1: schema: Dit bestand is voor een nieuwere versie van het programma. Wij lezen schema 1 tot en met 1.",
    ),
]

SHAPE = [
    ("code: X01\n", "", "1: -: Hier ontbreekt ‘code’. Schrijf hem erbij."),
    ("code: X01\n", "code: x 1\n", "2: code: Schrijf een code zoals W01 of W09a."),
    (
        "slug: klein\n",
        "slug: Klein!\n",
        "3: slug: Schrijf een adres in kleine letters, cijfers en streepjes.",
    ),
    ("minutes: 20\n", "minuts: 20\nminutes: 20\n", "10: minuts: ‘minuts’ kennen we niet. Bedoel je ‘minutes’?"),
    ("minutes: 20\n", "duur_min: 20\nminutes: 20\n", "10: duur_min: ‘duur_min’ kennen we niet. Bedoel je ‘minutes’?"),
    (
        "minutes: 20\n",
        "qqqqq: 20\nminutes: 20\n",
        "10: qqqqq: ‘qqqqq’ kennen we niet. Kijk in de handleiding welke woorden er zijn.",
    ),
    ("minutes: 20\n", "minutes: 20\nminutes: 21\n", "11: minutes: ‘minutes’ staat hier twee keer. Laat er één staan."),
    ("minutes: 20\n", "minutes: veel\n", "10: minutes: Schrijf een heel getal van 1 tot en met 960."),
    ("minutes: 20\n", "minutes: 0\n", "10: minutes: Schrijf een heel getal van 1 tot en met 960."),
    ("minutes: 20\n", "minutes: [20]\n", "10: minutes: Schrijf hier tekst op één plek, geen lijst."),
    ("minutes: 20\n", "minutes: 20\nexact: ja\n", "11: exact: Schrijf ‘true’ of ‘false’."),
    ("name: {nl: Klein, en: Small}\n", "name: {nl: Klein}\n", "5: name: Hier ontbreekt ‘en’. Schrijf hem erbij."),
    (
        "name: {nl: Klein, en: Small}\n",
        "name: Klein\n",
        "5: name: Schrijf de tekst in twee talen, onder ‘nl’ en onder ‘en’.",
    ),
    (
        "name: {nl: Klein, en: Small}\n",
        "name: {nl: Klein, en: ''}\n",
        "5: name.en: Hier staat nog geen tekst. Schrijf hem erbij.",
    ),
    (
        "name: {nl: Klein, en: Small}\n",
        f"name: {{nl: Klein, en: {LONG}}}\n",
        "5: name.en: Deze tekst is te lang. Schrijf hooguit 1000 tekens.",
    ),
    (
        "name: {nl: Klein, en: Small}\n",
        'name: {nl: Klein, en: "S\\0mall"}\n',
        "5: name.en: Hier staat een teken dat je niet ziet. Haal het weg.",
    ),
    (
        "minutes: 20\n",
        "minutes: 20\nlevels: [teem]\n",
        "11: levels[1]: ‘teem’ kennen we niet. Bedoel je ‘team’?",
    ),
    (
        "minutes: 20\n",
        "minutes: 20\nkeeps: niets\n",
        "11: keeps: ‘niets’ kennen we niet. Schrijf één van: all, outcomes.",
    ),
    ("minutes: 20\n", "minutes: 20\nneeds: []\n", "11: needs: De lijst is leeg. Schrijf er minstens één regel in."),
    (
        "minutes: 20\n",
        "minutes: 20\nneeds: insight\n",
        "11: needs: Schrijf hier een lijst: elke regel begint met ‘- ’.",
    ),
    (
        COLLECT,
        "    kind: colect\n",
        "19: steps[1].kind: ‘colect’ kennen we niet. Bedoel je ‘collect’?",
    ),
    (
        "key: write\n",
        "key: Write it\n",
        "18: steps[1].key: Schrijf een sleutel in kleine letters, cijfers en lage streepjes. Begin met een letter.",
    ),
]

SENSE = [
    (
        "minutes: 20\n",
        "minutes: 26\n",
        (
            "10: minutes: De stappen duren samen 20 minuten, maar hier staat 26. "
            "Pas de minuten aan: hooguit 5 minuten verschil."
        ),
    ),
    (
        "minutes: 20\n",
        "minutes: 21\nexact: true\n",
        "10: minutes: De stappen duren samen 20 minuten, maar hier staat 21. Pas de minuten aan: precies evenveel.",
    ),
    (
        "group_min: 3\n",
        "group_min: 9\n",
        "11: group_min: De kleinste groep is groter dan de grootste. Wissel ‘group_min’ en ‘group_max’.",
    ),
    (
        "key: facilitator\n",
        "key: leader\n",
        "13: roles: Niemand begeleidt. Voeg een rol toe met ‘key: facilitator’.",
    ),
    (
        "  kind: field\n",
        "  kind: mix\n",
        "7: origin.said: Schrijf onder ‘said’ wat de bron zegt, en noem de bron onder ‘sources’.",
    ),
    (
        "  field: {nl: Uit de praktijk, en: From practice}\n",
        "  sources: [Een boek]\n",
        "7: origin.field: Schrijf onder ‘field’ wat uit de praktijk komt.",
    ),
    (
        "key: questions\n",
        "key: review\n",
        "24: steps[2].key: ‘review’ is bewaard voor een stap die terugkijkt. Kies een andere sleutel.",
    ),
    ("key: questions\n", "key: write\n", "24: steps[2].key: ‘write’ staat hier twee keer. Laat er één staan."),
    (
        "minutes: 20\n",
        "minutes: 20\npurposes: [tensoin]\n",
        "11: purposes[1]: ‘tensoin’ kennen we niet. Bedoel je ‘tension’?",
    ),
    (
        CLOSED,
        "",
        (
            "24: steps[2].guard.open_questions: Een stap ‘ask’ vraagt om open vragen. "
            "Schrijf ‘guard: {open_questions: true}’."
        ),
    ),
    (
        CLOSED,
        "    guard: {open_questions: true, advice_held_until: write}\n",
        "30: steps[2].guard.advice_held_until: Advies komt zo nooit los. Noem de sleutel van een latere stap.",
    ),
    (
        COLLECT,
        COLLECT + "    guard: {advice_held_until: later}\n",
        "20: steps[1].guard.advice_held_until: Advies komt zo nooit los. Noem de sleutel van een latere stap.",
    ),
    (
        COLLECT,
        COLLECT + "    speaks: facilitater\n",
        "20: steps[1].speaks: ‘facilitater’ kennen we niet. Bedoel je ‘facilitator’?",
    ),
    (
        COLLECT,
        COLLECT + "    dots: 3\n",
        (
            "20: steps[1].dots: Een stap ‘collect’ kent geen ‘dots’. Dat hoort bij: vote. "
            "Haal het weg of kies een andere soort."
        ),
    ),
    (
        ASK,
        ASK + "    showing: anonymous\n",
        (
            "26: steps[2].showing: Een stap ‘ask’ kent geen ‘anonymous’. Dat hoort bij: check_in, collect, rate, vote. "
            "Haal het weg of kies een andere soort."
        ),
    ),
    (
        "    ask: {nl: Wat zie je, en: What do you see}\n",
        "",
        "18: steps[1].ask: Een stap ‘collect’ heeft ‘ask’ nodig. Schrijf het erbij.",
    ),
    (COLLECT, "    kind: rate\n", "18: steps[1].scales: Een stap ‘rate’ heeft ‘scales’ nodig. Schrijf het erbij."),
    (COLLECT, "    kind: draw\n", "18: steps[1].source: Een stap ‘draw’ heeft ‘source’ nodig. Schrijf het erbij."),
    (
        COLLECT,
        "    kind: groups\n",
        "18: steps[1].group_size: Een stap ‘groups’ heeft ‘group_size’ nodig. Schrijf het erbij.",
    ),
    (
        COLLECT,
        "    kind: draw\n    source: questions\n",
        "20: steps[1].source: Deze bron is er nog niet. Noem de sleutel van een eerdere stap waarin mensen schrijven.",
    ),
    (
        COLLECT,
        "    kind: vote\n    source: jar\n",
        "20: steps[1].source: Deze bron is er nog niet. Noem de sleutel van een eerdere stap waarin mensen schrijven.",
    ),
    (
        COLLECT,
        "    kind: vote\n",
        (
            "18: steps[1].source: Stemmen gaat over een eerdere stap of over keuzes. "
            "Schrijf ‘source’ of ‘options’, niet allebei."
        ),
    ),
    (
        COLLECT,
        "    kind: vote\n    options: [{key: aye, name: {nl: Ja, en: Aye}}]\n",
        "20: steps[1].options: Eén keuze is geen keuze. Schrijf er minstens twee.",
    ),
    (
        COLLECT,
        COLLECT + "    quiet_seconds: 601\n",
        "20: steps[1].quiet_seconds: De stilte duurt langer dan de stap. Maak hem korter.",
    ),
    (
        COLLECT,
        (
            "    kind: rate\n    scales:\n      - key: a\n        title: {nl: A, en: B}\n        low: 5\n"
            "        high: 5\n        low_word: {nl: A, en: B}\n        high_word: {nl: A, en: B}\n"
        ),
        "23: steps[1].scales[1].low: De schaal loopt niet op. Maak ‘high’ groter dan ‘low’.",
    ),
    (
        COLLECT,
        COLLECT + "    fields: [{key: a, name: {nl: A, en: B}}, {key: a, name: {nl: C, en: D}}]\n",
        "20: steps[1].fields[2].key: ‘a’ staat hier twee keer. Laat er één staan.",
    ),
]


def test_the_small_format_loads_before_it_is_spoiled() -> None:
    assert good(SMALL).code == "X01"


@pytest.mark.parametrize(("text", "expected"), READING, ids=range(len(READING)))
def test_a_file_that_cannot_be_read_says_where(text: str, expected: str) -> None:
    assert told(text) == [f"x.yaml:{expected}"]


@pytest.mark.parametrize(("old", "new", "expected"), SHAPE + SENSE, ids=range(len(SHAPE + SENSE)))
def test_a_spoiled_place_gets_its_line_its_key_and_what_to_write(old: str, new: str, expected: str) -> None:
    assert told(spoiled(old, new)) == [f"x.yaml:{expected}"]


@pytest.mark.parametrize(("old", "new", "expected"), SHAPE + SENSE, ids=range(len(SHAPE + SENSE)))
def test_each_problem_is_told_in_english_too(old: str, new: str, expected: str) -> None:
    english = told(spoiled(old, new), "en")
    assert [sentence.split(": ")[:2] for sentence in english] == [f"x.yaml:{expected}".split(": ")[:2]]
    assert english != [f"x.yaml:{expected}"]


def test_an_english_sentence_in_full() -> None:
    assert told(spoiled(COLLECT, "    kind: colect\n"), "en") == [
        "x.yaml:19: steps[1].kind: ‘colect’ is not known. Did you mean ‘collect’?"
    ]
    assert told(spoiled("minutes: 20\n", "minutes: 26\n"), "en") == [
        (
            "x.yaml:10: minutes: The steps take 20 minutes together, but this says 26. "
            "Change the minutes: at most 5 minutes apart."
        )
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        spoiled("version: 1\n", "version: nul\n")
        .replace("kind: collect", "kind: colect")
        .replace("kind: ask", "kind: 3")
    )
    assert [sentence.split(": ")[0] for sentence in told(text)] == ["x.yaml:4", "x.yaml:19", "x.yaml:25"]


def test_a_problem_inside_a_list_does_not_hide_the_next_item() -> None:
    text = spoiled("minutes: 20\n", "minutes: 20\nneeds: [insigt, shard]\n")
    assert [sentence.split(" ")[1] for sentence in told(text)] == ["needs[1]:", "needs[2]:"]


def test_a_meeting_cannot_start_from_a_broken_text() -> None:
    with pytest.raises(formats.BrokenLibrary) as caught:
        formats.pinned(spoiled("code: X01\n", ""))
    assert str(caught.value) == "pinned:1: -: ‘code’ is missing here. Add it."


def test_a_pinned_text_is_read_once() -> None:
    assert formats.pinned(SMALL) is formats.pinned(SMALL)


@pytest.mark.parametrize("kind", ["vote", "draw"])
def test_a_source_may_be_what_was_written_before(kind: str) -> None:
    text = spoiled(ASK, f"    kind: {kind}\n    source: write\n").replace(CLOSED, "")
    assert good(text).step("questions").source == "write"
