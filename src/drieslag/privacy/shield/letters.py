"""Pieces of patterns that several files need."""

import re

_DIGIT = re.compile(r"\d")

UPPER = "[" + "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper()) + "]"
"""One capital of any Latin alphabet: Şahin, Łukasz and Özge begin with one as well."""

CAPITALISED = UPPER + r"[\w'’\-]{0,40}"


def has_digit(text: str) -> bool:
    """Most texts hold none, and then most patterns need not be tried."""
    return _DIGIT.search(text) is not None
