"""Sentences are compared as they stand in the code, in English; the questionnaire and the keys are those of the rounds'
own tests.
"""

from tests.support.english import _english, _english_pages
from tests.surveys.conftest import _keys_made_before, _now, key_folder, questionnaire

__all__ = ["_english", "_english_pages", "_keys_made_before", "_now", "key_folder", "questionnaire"]  # fixtures
