"""What the shield finds: a place in a text, what kind of trace it is, and a neutral word for it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a finding could be. Values are stored nowhere; they go to the page and back."""

    NAME = "name"
    INITIALS = "initials"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    BSN = "bsn"
    IBAN = "iban"
    DATE_OF_BIRTH = "date_of_birth"
    DATE = "date"
    SCHOOL = "school"
    INSTITUTION = "institution"
    PLATE = "plate"
    URL = "url"
    NUMBER = "number"


@dataclass(frozen=True)
class Finding:
    """`text` is what stands between `start` and `end`; `neutral` fits the sentence in its place."""

    start: int
    end: int
    kind: Kind
    text: str
    neutral: str


@dataclass(frozen=True)
class Mark:
    """A possible finding, before overlaps are settled.

    The higher `rank` wins; `neutral` is empty for the word of its kind.
    """

    start: int
    end: int
    kind: Kind
    rank: int
    neutral: str = ""
    neutral_en: str = ""
