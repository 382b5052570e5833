"""What fits each preferred way of learning: whole, in both languages, and what one likes first."""

import pytest

from drieslag.kernel.format import Preference
from drieslag.library import formats, preferences
from drieslag.library.purposes import BrokenLibrary


def test_each_of_the_five_has_things_to_do_and_surroundings() -> None:
    found = preferences.all_fittings()
    assert list(found) == list(Preference)
    for fitting in found.values():
        assert 3 <= len(fitting.activities) <= 6
        assert len({each.key for each in fitting.activities}) == len(fitting.activities)
        assert all(text.nl and text.en for text in [fitting.surroundings, *(one.text for one in fitting.activities)])
        assert any(each.format for each in fitting.activities)


def test_a_format_that_is_named_says_itself_that_it_fits() -> None:
    known = formats.load_all()
    for fitting in preferences.all_fittings().values():
        for each in fitting.activities:
            assert not each.format or fitting.preference in known[each.format].preferences, each.key


def test_what_one_likes_comes_first_and_nothing_is_left_out() -> None:
    found = preferences.in_turn(frozenset({Preference.DISCOVERING, Preference.ACQUIRING}))
    order = [each.preference for each in found]
    assert order[:2] == [Preference.ACQUIRING, Preference.DISCOVERING]
    assert set(order) == set(Preference)
    assert [each.preference for each in preferences.in_turn(frozenset())] == list(Preference)


def test_a_broken_file_says_where() -> None:
    text = "schema: 1\npreferences:\n  - preference: sleeping\n    surroundings: {nl: a, en: b}\n    activities: []\n"
    with pytest.raises(BrokenLibrary, match=r"own\.yaml:3: preferences\[1\]\.preference"):
        preferences.load(text, file="own.yaml")
