"""A sealed slip opens with its own box's key alone, and its length tells nothing."""

from uuid import uuid4

import pytest

from drieslag.privacy.anonymous import seal
from drieslag.privacy.anonymous.seal import Content, SealError

PRIVATE = seal.generate()
PUBLIC = seal.public_of(PRIVATE)
BOX = uuid4()
MARK = bytes(range(32))
SIZE = seal.size_for(2000)


def closed(text: str) -> bytes:
    return seal.seal(PUBLIC, BOX, Content(text, MARK), SIZE)


def test_what_was_sealed_comes_out_as_it_went_in() -> None:
    text = "Wie durft dit te vragen? ✓"
    assert seal.unseal(PRIVATE, BOX, closed(text)) == Content(text, MARK)


def test_every_slip_of_a_box_has_one_length() -> None:
    lengths = {len(closed(text)) for text in ("", "ja", "een zin", "é" * 2000, "🌱" * 2000)}
    assert len(lengths) == 1


def test_the_same_text_never_looks_the_same() -> None:
    assert closed("ja") != closed("ja")


def test_another_box_another_key_and_a_touched_slip_do_not_open() -> None:
    sealed = closed("ja")
    for key, box, data in (
        (PRIVATE, uuid4(), sealed),
        (seal.generate(), BOX, sealed),
        (PRIVATE, BOX, sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(SealError, match="does not open"):
            seal.unseal(key, box, data)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(SealError, match="fit"):
        closed("🌱" * 2100)
    with pytest.raises(SealError, match="fit"):
        seal.seal(PUBLIC, BOX, Content("ja", b"short"), SIZE)


def test_an_opened_box_leaves_out_what_was_withdrawn() -> None:
    opened = seal.open_all(PRIVATE, BOX, [closed("a"), closed(""), closed("b")])
    assert sorted(content.text for content in opened) == ["a", "b"]


def test_the_order_of_an_opened_box_differs_from_that_of_handing_in() -> None:
    """Chance that 60 slips keep their order: 1 in 60 factorial."""
    texts = [str(number) for number in range(60)]
    opened = [content.text for content in seal.open_all(PRIVATE, BOX, [closed(text) for text in texts])]
    assert sorted(opened, key=int) == texts
    assert opened != texts


def test_a_secrets_hashes_differ_from_each_other() -> None:
    secret = bytes(32)
    assert len({secret, seal.change_hash(secret), seal.mark_of(secret)}) == 3
