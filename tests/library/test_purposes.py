"""The kinds of question."""

import pytest

from drieslag.kernel.format import Preference
from drieslag.library import formats
from drieslag.library.purposes import load_purposes


def test_there_are_eleven_kinds_of_question() -> None:
    assert len(formats.all_purposes()) == 11
    assert formats.all_purposes()["differently"].first == ("W14", "W13")
    assert formats.all_purposes()["new_approach"].preferences == (Preference.DISCOVERING,)


def test_a_format_and_a_question_name_each_other() -> None:
    named = {
        code: {key for key, purpose in formats.all_purposes().items() if code in purpose.first + purpose.also}
        for code in formats.load_all()
    }
    assert named == {code: set(format_.purposes) for code, format_ in formats.load_all().items()}


def test_a_broken_file_says_where() -> None:
    with pytest.raises(formats.BrokenLibrary) as caught:
        load_purposes("schema: 1\npurposes:\n  - key: a\n", file="p.yaml")
    assert str(caught.value) == (
        "p.yaml:3: purposes[1]: ‘name’ is missing here. Add it.\n"
        "p.yaml:3: purposes[1]: ‘first’ is missing here. Add it."
    )
