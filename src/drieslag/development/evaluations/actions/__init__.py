"""The writers of self-evaluations. None of it is told to the journal: these are private acts."""

from drieslag.development.evaluations.actions.evaluating import begin, erase, erase_view, finish, go_on, write_view
from drieslag.development.evaluations.actions.profile import erase_field, write_field

__all__ = [
    "begin",
    "erase",
    "erase_field",
    "erase_view",
    "finish",
    "go_on",
    "write_field",
    "write_view",
]
