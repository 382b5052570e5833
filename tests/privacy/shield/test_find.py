"""What the shield finds, and what it leaves alone."""

import itertools
import logging
import re
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.privacy import shield
from tests.privacy.shield import measure

STRUCTURED_FLOOR = 0.95
PEOPLE_FLOOR = 0.95
HELD_OUT_FLOOR = 0.90
HARMLESS_FLOOR = 0.95  # of sentences without a single question too many

FRAMES = (
    "Gisteren sprak ik {} over het gezin.",
    "{} belde vanmorgen.",
    "Ik heb lang nagedacht over {}, en weet het niet.",
    "Ze woont bij {}. Daarna niet meer.",
    "de buren zagen {} nog\nen toen niets",
)
TRACES = (
    "mevrouw De Graaf",
    "Fatima",
    "fatima",
    "zoon Daan Bakker",
    "de heer Kowalczyk",
    "Tesfalem",
    "kind J.",
    "A.B.",
    "familie Yılmaz",
    "Kerkstraat 12, 3512 AB Utrecht",
    "06-12345678",
    "123456782",
    "NL91 ABNA 0417 1643 00",
    "jan@voorbeeld.nl",
    "12-ABC-3",
    "basisschool De Regenboog",
    "verpleeghuis Zonnehof",
    "3 maart 2011",
    "@daantje2011",
    "nul zes twaalf vierendertig zesenvijftig achtenzeventig",
)


def _replaced(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with every neutral word in its place, and where those stand."""
    out, spans, last = "", [], 0
    for finding in shield.find(text):
        out += text[last : finding.start]
        spans.append((len(out), len(out) + len(finding.neutral)))
        out += finding.neutral
        last = finding.end
    return out + text[last:], spans


def test_structured_identifiers_are_found_in_hostile_sentences() -> None:
    sentences = measure.read("hostile.yaml")
    result = measure.tally(sentences)
    assert len(sentences) >= 100
    assert result.recall(people=False) >= STRUCTURED_FLOOR, result.missed


def test_names_are_found_in_hostile_sentences() -> None:
    result = measure.tally(measure.read("hostile.yaml"))
    assert result.recall(people=True) >= PEOPLE_FLOOR, result.missed


@pytest.mark.parametrize("file", ["held_out.yaml", "second_held_out.yaml"])
def test_sentences_written_afterwards_do_nearly_as_well(file: str) -> None:
    result = measure.tally(measure.read(file))
    assert result.recall(people=True) >= HELD_OUT_FLOOR, result.missed
    assert result.recall(people=False) >= HELD_OUT_FLOOR, result.missed


@pytest.mark.parametrize("file", ["harmless.yaml", "held_out_harmless.yaml"])
def test_ordinary_sentences_are_left_alone(file: str) -> None:
    sentences = measure.read(file)
    asked = [(sentence.text, found) for sentence in sentences if (found := shield.find(sentence.text))]
    assert 1 - len(asked) / len(sentences) >= HARMLESS_FLOOR, asked


@pytest.mark.parametrize(
    ("text", "covered", "neutral"),
    [
        ("Gisteren belde mevrouw De Graaf.", "mevrouw De Graaf", "een bewoonster"),
        ("Mevrouw De Graaf belde.", "Mevrouw De Graaf", "Een bewoonster"),
        ("Haar zoon Daan Bakker wil weg.", "zoon Daan Bakker", "zoon"),
        ("Ik sprak de heer Smit.", "de heer Smit", "een bewoner"),
        ("Ik zag Fatima's moeder.", "Fatima's", "iemands"),
        ("Hij wordt Beertje genoemd.", "Beertje", "anders"),
        ("Hij zit op basisschool De Regenboog.", "basisschool De Regenboog", "een school"),
        ("Het was op 12 januari 2025.", "op 12 januari 2025", "begin van het jaar"),
        ("Zij woont in de Kerkstraat.", "Kerkstraat", "een straat in de wijk"),
        ("She lives here with Fatima and her son.", "Fatima", "a woman"),
        ("He is the son of Mrs Kowalska.", "Mrs Kowalska", "a woman"),
    ],
)
def test_the_neutral_word_fits_the_sentence(text: str, covered: str, neutral: str) -> None:
    assert [(finding.text, finding.neutral) for finding in shield.find(text)] == [(covered, neutral)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BSN 123 456 782", "bsn"),
        ("bel 06 12 34 56 78", "phone"),
        ("mail a.b@voorbeeld.nl", "email"),
        ("NL91ABNA0417164300", "iban"),
        ("3512 AB", "postcode"),
        ("geboren op 3-3-2011", "date_of_birth"),
        ("op dinsdag 14 maart", "date"),
        ("kenteken 12-ABC-3", "plate"),
        ("www.voorbeeld.nl/fatima", "url"),
        ("kind J. is acht", "initials"),
        ("dossiernummer 2024-00123", "number"),
    ],
)
def test_each_kind_is_named(text: str, kind: str) -> None:
    assert [finding.kind.value for finding in shield.find(text)] == [kind]


def test_nine_digits_that_fail_the_eleven_test_are_no_bsn_unless_someone_says_so() -> None:
    assert [finding.kind for finding in shield.find("Er stond 123456789 op.")] == [shield.Kind.NUMBER]
    assert [finding.kind for finding in shield.find("bsn 123456789")] == [shield.Kind.BSN]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(FRAMES), st.sampled_from(TRACES)), min_size=1, max_size=4))
def test_a_neutral_word_is_never_found_again(pairs: list[tuple[str, str]]) -> None:
    text, spans = _replaced(" ".join(frame.format(trace) for frame, trace in pairs))
    again = [f for f in shield.find(text) if any(f.start < end and start < f.end for start, end in spans)]
    assert again == [], text


@settings(deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(TRACES + FRAMES), max_size=12).map(" ".join))
def test_findings_are_in_order_do_not_overlap_and_quote_the_text(text: str) -> None:
    found = shield.find(text)
    assert all(finding.text == text[finding.start : finding.end] != "" for finding in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(finding.neutral for finding in found)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert shield.find(text) == shield.find(text)


def test_a_finding_far_into_a_long_text_keeps_its_place() -> None:
    text = "Wij wachten op antwoord van de gemeente. " * 100 + "Toen belde mevrouw De Graaf."
    assert [finding.text for finding in shield.find(text)] == ["mevrouw De Graaf"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["Jan ", "a", "A'", "1 ", "J.", "een,", "\n", "woont op Aa ", "Aastraat 1 ", "a@"])
def test_no_text_makes_it_hang(piece: str) -> None:
    started = time.process_time()
    shield.find((piece * 100_000)[:100_000])
    assert time.process_time() - started < 10  # linear ones take about one; a quadratic one takes minutes


def test_several_threads_find_the_same() -> None:
    text = "Gisteren belde mevrouw De Graaf over haar zoon Daan, 06-12345678."
    expected, seen = shield.find(text), []
    threads = [threading.Thread(target=lambda: seen.append(shield.find(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 8


def test_loading_leaves_the_root_logger_alone() -> None:
    assert "deduce" in sys.modules
    assert logging.root.level == logging.WARNING
    assert not any(getattr(handler, "stream", None) is sys.stdout for handler in logging.root.handlers)


def test_progress_is_told_in_words() -> None:
    told: list[str] = []
    from tests.privacy.shield.conftest import CACHE

    shield.prepare(CACHE, told.append)
    assert told[-1] == "ready"
    assert all(re.fullmatch(r"[a-z -]+", word) for word in told)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bij mevrouw De Vries aan de Lindestraat 12 stop ik.", ["De Vries", "Lindestraat 12"]),
        ("Ik sprak Fatima in de Kerkstraat 5.", ["Fatima", "Kerkstraat 5"]),
        ("Ik was op Kerkstraat 12 in de avond.", ["Kerkstraat 12"]),
        ("Ik was op Kerkstraat 12 bis en Dorpsstraat 3 a, ook 4b.", ["Kerkstraat 12 bis", "Dorpsstraat 3 a"]),
        ("Meneer Jansen op de Grote Markt 3 belde.", ["Jansen", "Grote Markt 3"]),
    ],
)
def test_a_person_before_an_address_is_found_apart(text: str, found: list[str]) -> None:
    assert [finding.text.removeprefix("mevrouw ").removeprefix("Meneer ") for finding in shield.find(text)] == found
