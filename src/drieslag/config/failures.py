"""What can be wrong with an installation, as a sentence for who runs it."""

from drieslag.config import postgres
from drieslag.config.supervisor import CannotServe
from drieslag.config.words import _


class Sentence(Exception):
    """A command cannot go on; its text is the sentence to show."""


KNOWN = (Sentence, CannotServe, postgres.CannotStart)


def sentence(error: Exception) -> str:
    if isinstance(error, postgres.OtherMajor):
        return _(
            "The data folder was made by PostgreSQL %(found)s and this program brings PostgreSQL %(have)s. "
            "Nothing was touched. Carry it over with: drieslag upgrade"
        ) % {"found": error.found, "have": error.have}
    if isinstance(error, postgres.CannotStart):
        return _("The database could not be started: %(why)s") % {"why": error}
    return str(error)
