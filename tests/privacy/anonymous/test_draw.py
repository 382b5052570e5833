"""The draw is uniform, needs both numbers, and anyone who follows the recipe finds the same slip."""

import hashlib
from collections import Counter

import pytest

from drieslag.privacy.anonymous import draw

HASHES = [draw.commitment(f"vraag {number}", bytes([number]) * 32) for number in range(7)]


def test_a_reader_who_follows_the_recipe_by_hand_finds_the_same_slip() -> None:
    slips = sorted(HASHES)
    lines = "\n".join(["drieslag draw 1", "slip", *slips, "17", "4711", "0"])
    by_hand = slips[int(hashlib.sha256(lines.encode()).hexdigest(), 16) % 7]

    assert draw.drawn_hash(HASHES, [4711, 17]) == by_hand


def test_neither_the_order_of_the_list_nor_of_the_numbers_matters() -> None:
    assert draw.drawn_hash(HASHES, [1, 2]) == draw.drawn_hash(HASHES[::-1], [2, 1])


def test_every_slip_is_drawn_equally_often() -> None:
    """Chi-square with 6 degrees of freedom; 33.1 is passed by chance once in 100,000, and the seeds are fixed."""
    counts = Counter(draw.draw_index(HASHES, [a, b]) for a in range(70) for b in range(a, 70))
    expected = sum(counts.values()) / 7
    assert sum((count - expected) ** 2 / expected for count in counts.values()) < 33.1
    assert len(counts) == 7


def test_a_value_beyond_the_last_whole_multiple_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "WHOLE", 7)
    values = iter([b"\x07", b"\x03"])

    class Fixed:
        def __init__(self, _: bytes) -> None:
            pass

        def digest(self) -> bytes:
            return next(values)

    monkeypatch.setattr("drieslag.privacy.anonymous.draw.hashlib.sha256", Fixed)
    assert draw.draw_index(HASHES, [1, 2]) == 3


@pytest.mark.parametrize(("hashes", "numbers"), [([], [1, 2]), (HASHES, [1, -2])])
def test_a_draw_without_slips_or_with_a_negative_number_is_refused(hashes: list[str], numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="draw"):
        draw.draw_index(hashes, numbers)


def test_the_hash_of_a_slip_binds_its_text_and_hides_it() -> None:
    nonce = bytes(32)
    assert draw.commitment("ja", nonce) == hashlib.sha256(nonce + b"ja").hexdigest()
    assert draw.commitment("ja", nonce) != draw.commitment("nee", nonce)


def test_two_different_members_read_first_and_everyone_has_an_equal_chance() -> None:
    members = ["anna", "bram", "els", "finn"]
    pairs = [draw.draw_readers(members, HASHES, [number, 5]) for number in range(2000)]
    counts = Counter(member for pair in pairs for member in pair)

    assert all(len(set(pair)) == 2 for pair in pairs)
    assert all(900 < counts[member] < 1100 for member in members)
    assert draw.draw_readers(["anna"], HASHES, [1, 2]) == ["anna"]
