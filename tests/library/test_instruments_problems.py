"""For each kind of problem one bad file: the line, the key, and what to write instead."""

import pytest

from drieslag.library import instruments
from tests.library.questionnaires import SMALL, good, spoiled, told

LABELS = (
    "    labels:\n"
    "      - {nl: oneens, en: disagree}\n"
    "      - {nl: ertussenin, en: in between}\n      - {nl: eens, en: agree}\n"
)
CALM = "      - {key: calm, text: {nl: Het is hier rustig, en: It is calm here}}\n"
PEACE = "    items: [calm, haste]\n"
MEAN = "mean: 2.5, deviation: 0.4}"
HOME = "          - {key: home, name: {nl: thuis, en: home}}\n"

CASES = [
    ("code: X01\n", "code: x 1\n", ["2: code: Schrijf een code zoals I01 of X-EIGEN."]),
    ("code: X01\n", "", ["1: -: Hier ontbreekt ‘code’. Schrijf hem erbij."]),
    ("minutes: 2\n", "minutes: 2\nminuten: 3\n", ["9: minuten: ‘minuten’ kennen we niet. Bedoel je ‘minutes’?"]),
    ("uses: [team]\n", "uses: [teem]\n", ["11: uses[1]: ‘teem’ kennen we niet. Bedoel je ‘team’?"]),
    (
        "licence: own\n",
        "licence: mine\n",
        ["9: licence: ‘mine’ kennen we niet. Schrijf één van: avoid, free, own, permission."],
    ),
    ("uses: [team]\n", "uses: [team, team]\n", ["11: uses[2]: ‘team’ staat hier twee keer. Laat er één staan."]),
    (
        PEACE,
        "    items: [calm]\n",
        [
            (
                "23: pages[1].items[2].reverse: Omgekeerd tellen kan alleen in een schaal. Zet de vraag in "
                "een schaal, of haal ‘reverse’ weg."
            ),
            "46: scales[1].items: Eén vraag is geen schaal. Noem er minstens twee, of toon de vraag zelf.",
        ],
    ),
    (
        PEACE,
        "",
        [
            (
                "23: pages[1].items[2].reverse: Omgekeerd tellen kan alleen in een schaal. Zet de vraag in "
                "een schaal, of haal ‘reverse’ weg."
            ),
            (
                "44: scales[1].items: Een schaal telt vragen of andere schalen. Schrijf ‘items’ of "
                "‘scales’, niet allebei."
            ),
        ],
    ),
    (
        PEACE,
        PEACE + "    scales: [other]\n",
        [
            (
                "47: scales[1].scales: Een schaal telt vragen of andere schalen. Schrijf ‘items’ of "
                "‘scales’, niet allebei."
            )
        ],
    ),
    (
        PEACE,
        "    items: [calm, hast]\n",
        [
            (
                "23: pages[1].items[2].reverse: Omgekeerd tellen kan alleen in een schaal. Zet de vraag in "
                "een schaal, of haal ‘reverse’ weg."
            ),
            "46: scales[1].items[2]: ‘hast’ kennen we niet. Bedoel je ‘haste’?",
        ],
    ),
    (
        PEACE,
        "    items: [calm, haste, why]\n",
        [
            (
                "46: scales[1].items[3]: ‘why’ is geen getal en telt niet mee. Kies vragen van de soort "
                "scale, number of slider."
            )
        ],
    ),
    (
        PEACE,
        "    items: [calm, haste, haste]\n",
        ["46: scales[1].items[3]: ‘haste’ staat hier twee keer. Laat er één staan."],
    ),
    (
        PEACE,
        "    items: [calm, haste, hours]\n",
        [("46: scales[1].items: Deze vragen lopen niet van en tot hetzelfde getal. Een gemiddelde zegt dan niets.")],
    ),
    (
        PEACE,
        PEACE + "    needed: 3\n",
        ["47: scales[1].needed: Deze schaal telt 2 delen. Vraag er met ‘needed’ niet meer."],
    ),
    (
        PEACE,
        PEACE + "    bands: [{start: 2.5, name: {nl: a, en: b}}, {start: 2, name: {nl: a, en: b}}]\n",
        ["47: scales[1].bands: De klassen lopen niet op. Begin met de laagste ‘start’."],
    ),
    (
        PEACE,
        PEACE + "    bands: [{start: twee, name: {nl: a, en: b}}]\n",
        ["47: scales[1].bands[1].start: Schrijf een getal, met een punt voor de decimalen: 3.9."],
    ),
    (
        PEACE,
        PEACE + "  - {key: all, name: {nl: A, en: B}, scales: [peace]}\n",
        ["47: scales[2].scales: Eén schaal heeft geen totaal nodig. Noem er minstens twee."],
    ),
    (
        PEACE,
        PEACE + "  - {key: all, name: {nl: A, en: B}, scales: [peace, later]}\n",
        [("47: scales[2].scales[2]: Deze schaal is er nog niet. Noem de sleutel van een schaal die hierboven staat.")],
    ),
    (
        PEACE,
        PEACE + "  - {key: calm, name: {nl: A, en: B}, items: [calm, haste]}\n",
        ["47: scales[2].key: ‘calm’ is ook de sleutel van een vraag. Geef de schaal een eigen sleutel."],
    ),
    (
        PEACE,
        PEACE + "  - {key: peace, name: {nl: A, en: B}, items: [calm, haste]}\n",
        ["47: scales[2].key: ‘peace’ staat hier twee keer. Laat er één staan."],
    ),
    (
        "    items: [calm, haste]\nreferences:\n  - of: calm\n",
        "    items: [calm, hours]\n    scoring: sum\nreferences:\n  - of: calm\n",
        [
            (
                "23: pages[1].items[2].reverse: Omgekeerd tellen kan alleen in een schaal. Zet de vraag in "
                "een schaal, of haal ‘reverse’ weg."
            )
        ],
    ),
    (
        LABELS,
        "    points:\n      - {value: 1, label: {nl: a, en: b}}\n",
        [
            ("13: responses[1]: Een antwoordschaal heeft minstens twee punten. Schrijf ze onder ‘labels’ of ‘points’."),
            (
                "53: references[1].shares[2].answer: Niemand kan ‘2’ antwoorden op die vraag. Noem een "
                "antwoord dat er is."
            ),
            (
                "53: references[1].shares[2].answer: Niemand kan ‘3’ antwoorden op die vraag. Noem een "
                "antwoord dat er is."
            ),
            "54: references[2].mean: Dit gemiddelde valt buiten de schaal. Kijk de bron na.",
        ],
    ),
    (
        LABELS,
        (
            "    points:\n"
            "      - {value: 3, label: {nl: a, en: b}}\n"
            "      - {value: 2, label: {nl: a, en: b}}\n      - {value: 1, label: {nl: a, en: b}}\n"
        ),
        [("13: responses[1]: De punten lopen niet op. Begin met het laagste getal, en gebruik elk getal één keer.")],
    ),
    (
        LABELS,
        ("    points:\n      - {value: 1, label: {nl: a, en: b}}\n      - {value: 1, label: {nl: a, en: b}}\n"),
        [
            ("13: responses[1]: De punten lopen niet op. Begin met het laagste getal, en gebruik elk getal één keer."),
            (
                "54: references[1].shares[2].answer: Niemand kan ‘2’ antwoorden op die vraag. Noem een "
                "antwoord dat er is."
            ),
            (
                "54: references[1].shares[2].answer: Niemand kan ‘3’ antwoorden op die vraag. Noem een "
                "antwoord dat er is."
            ),
            "55: references[2].mean: Dit gemiddelde valt buiten de schaal. Kijk de bron na.",
        ],
    ),
    (
        LABELS,
        "",
        [("13: responses[1]: Een antwoordschaal heeft minstens twee punten. Schrijf ze onder ‘labels’ of ‘points’.")],
    ),
    (
        LABELS,
        LABELS
        + (
            "    points:\n"
            "      - {value: 1, label: {nl: a, en: b}}\n"
            "      - {value: 2, label: {nl: a, en: b}}\n      - {value: 3, label: {nl: a, en: b}}\n"
        ),
        ["13: responses[1]: Schrijf ‘labels’ of ‘points’, niet allebei."],
    ),
    (
        LABELS,
        (
            "    points:\n"
            "      - {value: 1}\n"
            "      - {value: 2, label: {nl: a, en: b}}\n      - {value: 3, label: {nl: a, en: b}}\n"
        ),
        ["15: responses[1].points[1]: Dit punt heeft nog geen woorden. Schrijf ‘label’."],
    ),
    (
        "    answers: agree\n",
        "    answers: agre\n",
        [
            "22: pages[1].items[1].answers: ‘agre’ kennen we niet. Bedoel je ‘agree’?",
            "23: pages[1].items[2].answers: ‘agre’ kennen we niet. Bedoel je ‘agree’?",
        ],
    ),
    (
        "    answers: agree\n",
        "",
        [
            (
                "21: pages[1].items[1].answers: Welke antwoorden horen hierbij? Schrijf ‘answers’ met de "
                "sleutel van een antwoordschaal."
            ),
            (
                "22: pages[1].items[2].answers: Welke antwoorden horen hierbij? Schrijf ‘answers’ met de "
                "sleutel van een antwoordschaal."
            ),
        ],
    ),
    (
        CALM,
        "      - {key: haste, text: {nl: Het is hier rustig, en: It is calm here}}\n",
        [
            "23: pages[1].items[2].key: ‘haste’ staat hier twee keer. Laat er één staan.",
            "46: scales[1].items[1]: ‘calm’ kennen we niet. Schrijf één van: haste, hours, told, why.",
            "48: references[1].of: ‘calm’ kennen we niet. Schrijf één van: haste, hours, peace, told, why.",
        ],
    ),
    (
        CALM,
        "      - {key: calm}\n",
        [
            (
                "22: pages[1].items[1].text: Deze vraag heeft nog geen tekst. Schrijf ‘text’. Alleen bij "
                "‘licence: permission’ komt die later."
            )
        ],
    ),
    (
        CALM,
        "      - {key: calm, text: {nl: " + "a" * 241 + ", en: It is calm here}}\n",
        ["22: pages[1].items[1].text: Dit leest niet in één keer. Schrijf hooguit 240 tekens."],
    ),
    (
        CALM,
        "      - {key: calm, text: {nl: Het is hier rustig, en: It is calm here}, high: 3}\n",
        [
            (
                "22: pages[1].items[1].high: Een vraag van de soort ‘scale’ kent geen ‘high’. Dat hoort "
                "bij: number, slider."
            )
        ],
    ),
    (
        CALM,
        "      - {key: calm, text: {nl: Het is hier rustig, en: It is calm here}, replaces: haste}\n",
        [
            (
                "22: pages[1].items[1].replaces: Deze vraag staat nog in de lijst. Noem de sleutel van een "
                "vraag uit een eerdere versie."
            )
        ],
    ),
    (
        CALM,
        (
            "      - {key: calm, text: {nl: Het is hier rustig, en: It is calm here}, when: {item: "
            "haste, answers: [1]}}\n"
        ),
        [("22: pages[1].items[1].when.item: Deze vraag is er nog niet. Noem de sleutel van een eerdere vraag.")],
    ),
    (HOME, "", ["29: pages[2].items[1].options: Hier valt niets te kiezen. Schrijf minstens twee ‘options’."]),
    (
        HOME,
        "          - {key: work, name: {nl: thuis, en: home}}\n",
        ["31: pages[2].items[1].options[2].key: ‘work’ staat hier twee keer. Laat er één staan."],
    ),
    (
        "kind: choice\n",
        "kind: choices\n        most: 3\n",
        ["28: pages[2].items[1].most: Er zijn minder keuzes dan ‘most’ zegt."],
    ),
    (
        "kind: choice\n",
        "kind: choice\n        most: 2\n",
        [("28: pages[2].items[1].most: Een vraag van de soort ‘choice’ kent geen ‘most’. Dat hoort bij: choices.")],
    ),
    (
        "{item: why, answers: [work]}",
        "{item: wye, answers: [work]}",
        [("35: pages[2].items[2].when.item: Deze vraag is er nog niet. Noem de sleutel van een eerdere vraag.")],
    ),
    (
        "{item: why, answers: [work]}",
        "{item: why, answers: [play]}",
        [
            (
                "35: pages[2].items[2].when.answers[1]: Niemand kan ‘play’ antwoorden op die vraag. Noem "
                "een antwoord dat er is."
            )
        ],
    ),
    (
        "{item: why, answers: [work]}",
        "{item: calm, answers: [4]}",
        [
            (
                "35: pages[2].items[2].when.answers[1]: Niemand kan ‘4’ antwoorden op die vraag. Noem een "
                "antwoord dat er is."
            )
        ],
    ),
    (
        "{item: why, answers: [work]}",
        "{item: told, answers: [a]}",
        [("35: pages[2].items[2].when.item: Deze vraag is er nog niet. Noem de sleutel van een eerdere vraag.")],
    ),
    (
        "{item: why, answers: [work]}",
        (
            "{item: why, answers: [work]}\n"
            "      - {key: after, kind: text, text: {nl: a, en: b}, when: {item: told, answers: [a]}}"
        ),
        [("36: pages[2].items[3].when.item: Van een open vraag of een volgorde kan een andere vraag niet afhangen.")],
    ),
    (
        "        high: 40\n",
        "        high: 0\n",
        ["39: pages[2].items[3].high: Dit loopt van 0 tot 0. Maak ‘high’ groter dan ‘low’."],
    ),
    (
        "        step: 4\n",
        "        step: 7\n",
        ["40: pages[2].items[3].step: Met deze stap kom je niet uit op ‘high’. Kies een andere ‘step’."],
    ),
    (
        "        low_word: {nl: weinig, en: few}\n",
        "",
        [("36: pages[2].items[3].low_word: Een schuif staat tussen twee woorden. Schrijf ‘low_word’ en ‘high_word’.")],
    ),
    ("  - of: calm\n", "  - of: clam\n", ["48: references[1].of: ‘clam’ kennen we niet. Bedoel je ‘calm’?"]),
    (
        "answer: 1,",
        "answer: 4,",
        [("54: references[1].shares[1].answer: Niemand kan ‘4’ antwoorden op die vraag. Noem een antwoord dat er is.")],
    ),
    ("answer: 1,", "answer: 2,", ["55: references[1].shares[2].answer: ‘2’ staat hier twee keer. Laat er één staan."]),
    ("count: 10", "count: 41", ["54: references[1].shares[1].count: Dit zijn er meer dan ‘n’. Kijk de bron na."]),
    (
        "count: 10",
        "count: 12",
        ["53: references[1].shares: De aantallen zijn samen 42, maar ‘n’ is 40. Kijk de bron na."],
    ),
    (
        "count: 10",
        "count: 8",
        ["53: references[1].shares: De aantallen zijn samen 38, maar ‘n’ is 40. Kijk de bron na."],
    ),
    (
        "  - of: calm\n",
        "  - of: peace\n",
        ["53: references[1].shares: Aantallen horen bij een vraag, niet bij een schaal. Schrijf ‘mean’."],
    ),
    (
        "  - of: calm\n",
        "  - of: told\n",
        ["53: references[1].shares: Bij deze vraag horen geen aantallen per antwoord."],
    ),
    (MEAN, "mean: 3.5}", ["56: references[2].mean: Dit gemiddelde valt buiten de schaal. Kijk de bron na."]),
    (MEAN, "deviation: 0.4}", ["56: references[2]: Schrijf ‘mean’ of ‘shares’, niet allebei."]),
    (
        MEAN,
        "mean: 2.5, deviation: 0.4, shares: [{answer: 1, count: 1}]}",
        [
            "56: references[2]: Schrijf ‘mean’ of ‘shares’, niet allebei.",
            "56: references[2].shares: Aantallen horen bij een vraag, niet bij een schaal. Schrijf ‘mean’.",
        ],
    ),
    ("{of: peace,", "{of: why,", ["56: references[2].mean: Van deze vraag is geen gemiddelde. Schrijf ‘shares’."]),
    (
        "minutes: 2\n",
        "minutes: 6\npulse: true\n",
        ["9: pulse: Dit is te lang om vaak terug te komen. Een polsslag duurt hooguit 5 minuten."],
    ),
    (
        "uses: [team]\n",
        "uses: [mirror]\nmodes: [open]\n",
        [
            "12: modes: Wie over een ander antwoordt, doet dat anoniem. Zet ‘anonymous’ bij ‘modes’.",
            (
                "24: pages[1].items[2].text: Ook anderen beantwoorden dit, over iemand. Schrijf wat je "
                "ziet doen: ‘Vraagt door’, niet ‘Ik vraag door’."
            ),
        ],
    ),
    ("uses: [team]\n", "uses: [resident]\n", ["7: intro: Een inwoner spreken we aan met ‘u’. Haal ‘je’ weg."]),
    (
        "uses: [team]\n",
        "uses: [team, resident]\n",
        [
            "7: intro: Een inwoner spreken we aan met ‘u’. Haal ‘je’ weg.",
            ("11: uses: Een lijst voor inwoners spreekt met ‘u’ en is voor niemand anders. Haal de andere ‘uses’ weg."),
        ],
    ),
    (
        "intro: {nl: Je kiest wat past,",
        "intro: {nl: U kiest wat past,",
        ["7: intro: Een collega spreken we aan met ‘je’. Haal ‘u’ weg."],
    ),
    (
        "name: {nl: Klein,",
        "name: {nl: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,",
        ["5: name: Dit leest niet in één keer. Schrijf hooguit 80 tekens."],
    ),
    (
        "references:\n",
        "caveat: {nl: " + "a" * 601 + ", en: b}\nreferences:\n",
        ["47: caveat: Dit leest niet in één keer. Schrijf hooguit 600 tekens."],
    ),
    (
        "references:\n",
        "discuss:\n  - {nl: " + "a" * 241 + ", en: b}\nreferences:\n",
        ["48: discuss[1]: Dit leest niet in één keer. Schrijf hooguit 240 tekens."],
    ),
    (
        "minutes: 2\nlicence: own\nsources: [Eigen praktijk]\nuses: [team]\n",
        "minutes: 3\nlicence: own\nsources: [Eigen praktijk]\nuses: [team, meeting]\n",
        [("11: uses: Aan het eind van een overleg is er een minuut. Vraag hooguit 6 dingen, in hooguit 2 minuten.")],
    ),
    (
        "minutes: 2\nlicence: own\nsources: [Eigen praktijk]\nuses: [team]\n",
        "minutes: 6\nlicence: own\nsources: [Eigen praktijk]\nuses: [resident]\nmodes: [confidential]\n",
        [
            "7: intro: Een inwoner spreken we aan met ‘u’. Haal ‘je’ weg.",
            "11: uses: Voor een inwoner houden we het kort: hooguit 10 vragen, in hooguit 5 minuten.",
            "12: modes: Een inwoner antwoordt zonder naam, of open aan één lezer. Haal ‘confidential’ weg.",
        ],
    ),
    (
        "      - {answer: 2+3, count: 30}\n",
        "      - {answer: 2+3, count: 30}\n    deviation: 0.5\n",
        ["56: references[1].deviation: Een spreiding hoort bij een gemiddelde. Schrijf ‘mean’ erbij."],
    ),
    (
        "      - {answer: 2+3, count: 30}\n",
        "      - {answer: twee, count: 30}\n",
        [
            (
                "55: references[1].shares[2].answer: Niemand kan ‘twee’ antwoorden op die vraag. Noem een "
                "antwoord dat er is."
            )
        ],
    ),
    (
        "      - {answer: 2+3, count: 30}\n",
        "      - {answer: Twee en drie, count: 30}\n",
        [
            (
                "55: references[1].shares[2].answer: Noem een antwoord: het getal van een punt, of de "
                "sleutel van een keuze."
            )
        ],
    ),
    (
        "        high: 40\n",
        "        high: 40.5\n",
        ["39: pages[2].items[3].high: Schrijf een heel getal van -1000000 tot en met 1000000."],
    ),
]


def test_the_small_instrument_loads_before_it_is_spoiled() -> None:
    assert good(SMALL).code == "X01"


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=range(len(CASES)))
def test_a_spoiled_place_gets_its_line_its_key_and_what_to_write(old: str, new: str, expected: list[str]) -> None:
    assert told(spoiled(old, new)) == [f"x.yaml:{sentence}" for sentence in expected]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=range(len(CASES)))
def test_each_problem_is_told_in_english_too(old: str, new: str, expected: list[str]) -> None:
    english = told(spoiled(old, new), "en")
    assert [line.split(": ")[:2] for line in english] == [f"x.yaml:{line}".split(": ")[:2] for line in expected]
    assert not {*english} & {f"x.yaml:{line}" for line in expected}


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        spoiled("version: 1\n", "version: nul\n")
        .replace("kind: choice", "kind: chose")
        .replace("count: 10", "count: tien")
    )
    assert [line.split(": ")[0] for line in told(text)] == ["x.yaml:4", "x.yaml:27", "x.yaml:54"]


def test_a_permission_waits_for_its_wording_and_others_do_not() -> None:
    bare = SMALL.replace(", text: {nl: Het is hier rustig, en: It is calm here}", "")
    assert told(bare)
    waiting = good(bare.replace("licence: own", "licence: permission"))
    assert not waiting.has_texts


def test_too_many_items_are_too_many() -> None:
    more = "".join(f"      - {{key: k{n}, kind: text, text: {{nl: a, en: a}}}}\n" for n in range(116))
    text = spoiled("scales:\n", f"{more}scales:\n")
    assert told(text) == ["x.yaml:18: pages: Zo veel vragen houdt niemand vol. Schrijf er hooguit 120."]


def test_an_older_wording_need_not_stand_in_the_file() -> None:
    text = spoiled("It is calm here}}", "It is calm here}, replaces: calm_old}")
    assert good(text).item("calm").replaces == "calm_old"


@pytest.mark.parametrize(("answer", "possible"), [("8", True), ("6", False), ("44", False), ("veel", False)])
def test_a_condition_on_a_number_keeps_to_its_steps(answer: str, possible: bool) -> None:
    after = f"      - {{key: after, kind: text, text: {{nl: a, en: a}}, when: {{item: hours, answers: [{answer}]}}}}\n"
    found = told(spoiled("scales:\n", f"{after}scales:\n"))
    assert [line.split(": ")[1] for line in found] == ([] if possible else ["pages[2].items[4].when.answers[1]"])


def test_a_total_counts_no_more_scales_than_it_has() -> None:
    more = (
        "  - {key: second, name: {nl: A, en: A}, items: [calm, haste]}\n"
        "  - {key: all, name: {nl: A, en: A}, scales: [peace, second], needed: 3}\n"
    )
    found = told(spoiled("references:\n", f"{more}references:\n"))
    assert found == ["x.yaml:48: scales[3].needed: Deze schaal telt 2 delen. Vraag er met ‘needed’ niet meer."]
    assert good(spoiled("references:\n", f"{more.replace(', needed: 3', '')}references:\n")).scale("all").scales


def test_rounded_percentages_may_miss_by_what_rounding_costs() -> None:
    assert good(spoiled("count: 10", "count: 11"))
    assert good(spoiled("count: 10", "count: 9"))


def test_a_round_cannot_start_from_a_broken_text() -> None:
    with pytest.raises(instruments.BrokenLibrary) as caught:
        instruments.pinned(spoiled("code: X01\n", ""))
    assert str(caught.value) == "pinned:1: -: ‘code’ is missing here. Add it."


def test_a_pinned_text_is_read_once() -> None:
    assert instruments.pinned(SMALL) is instruments.pinned(SMALL)
