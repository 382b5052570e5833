"""How much of hostile sentences the shield finds, how often it asks too much, and what a text costs.

Run: python -m bench shield. Time is told beside a baseline (splitting the same text into words in Python), since a
machine that others use as well makes seconds mean little.
"""

import re
import time
from pathlib import Path

from bench.figures import Figures
from drieslag.privacy import shield
from tests.privacy.shield import measure as counting

ROUNDS = 100
LENGTH = 280


def seconds_each(work: object, text: str) -> float:
    """Seconds of processor time of one call."""
    assert callable(work)
    started = time.process_time()
    for _ in range(ROUNDS):
        work(text)
    return (time.process_time() - started) / ROUNDS


def words(text: str) -> list[str]:
    """The baseline: one pass over every word."""
    return [word.lower() for word in re.findall(r"\w+", text)]


def measure(figures: Figures) -> None:
    """Recall by kind, questions too many, and time."""
    shield.prepare(Path("var") / "shield")
    for file, floor in (("hostile.yaml", 0.95), ("held_out.yaml", 0.90), ("second_held_out.yaml", 0.90)):
        result = counting.tally(counting.read(file))
        figures.head(f"{file}: {sum(result.there.values())} traces")
        figures.at_most("structured missed, %", 100 * (1 - result.recall(people=False)), 100 * (1 - floor))
        figures.at_most("names missed, %", 100 * (1 - result.recall(people=True)), 100 * (1 - floor))
        for kind in sorted(result.there):
            figures.say(f"{kind}: {result.found[kind]} of {result.there[kind]} found", result.found[kind])
    for file in ("harmless.yaml", "held_out_harmless.yaml"):
        sentences = counting.read(file)
        asked = sum(bool(shield.find(sentence.text)) for sentence in sentences)
        figures.head(f"{file}: {len(sentences)} sentences")
        figures.at_most("with a question too many, %", 100 * asked / len(sentences), 5)
    figures.head(f"time for {LENGTH} characters")
    text = " ".join(sentence.text for sentence in counting.read("hostile.yaml"))[:LENGTH]
    mine, baseline = seconds_each(shield.find, text), seconds_each(words, text)
    figures.say("shield", 1000 * mine, "ms")
    figures.at_most("times the baseline", mine / baseline, 500)
    long = " ".join(sentence.text for sentence in counting.read("harmless.yaml"))
    long = (long * (100_000 // len(long) + 1))[:100_000]
    started = time.process_time()
    shield.find(long)
    figures.at_most("100,000 characters", time.process_time() - started, 1, "s")
