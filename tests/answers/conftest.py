"""What the tests of rounds stand on holds here too, but for the clock: a server in another thread has its own."""

from tests.support.english import _english
from tests.surveys.conftest import _keys_made_before, key_folder, questionnaire

__all__ = ["_english", "_keys_made_before", "key_folder", "questionnaire"]  # fixtures
