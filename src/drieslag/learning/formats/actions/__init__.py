"""The only writers of own formats: one function a verb of the trade."""

from drieslag.learning.formats.actions.beginning import copy_format, import_format, new_format, take_released
from drieslag.learning.formats.actions.consent import end_consent, note_consent
from drieslag.learning.formats.actions.publishing import (
    give_to_organisation,
    go_back,
    publish,
    release,
    retire,
    take_back,
    withdraw_release,
)
from drieslag.learning.formats.actions.writing import (
    ChangedMeanwhile,
    add_step,
    change_part,
    change_step,
    duplicate_step,
    move_step,
    remove_step,
    restore_step,
)

__all__ = [
    "ChangedMeanwhile",
    "add_step",
    "change_part",
    "change_step",
    "copy_format",
    "duplicate_step",
    "end_consent",
    "give_to_organisation",
    "go_back",
    "import_format",
    "move_step",
    "new_format",
    "note_consent",
    "publish",
    "release",
    "remove_step",
    "restore_step",
    "retire",
    "take_back",
    "take_released",
    "withdraw_release",
]
