"""What the tests of rounds stand on holds here too."""

from tests.surveys.conftest import _english, _keys_made_before, _now, key_folder, questionnaire

__all__ = ["_english", "_keys_made_before", "_now", "key_folder", "questionnaire"]  # fixtures
