"""The same ground as for rounds: English sentences, a fixed day, keys made before."""

from tests.support.english import _english
from tests.surveys.conftest import _keys_made_before, _now, key_folder, questionnaire

__all__ = ["_english", "_keys_made_before", "_now", "key_folder", "questionnaire"]
