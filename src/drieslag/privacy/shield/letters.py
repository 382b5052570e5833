"""Pieces of patterns that several files need."""

UPPER = "[" + "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper()) + "]"
"""One capital of any Latin alphabet: Şahin, Łukasz and Özge begin with one as well."""

CAPITALISED = UPPER + r"[\w'’\-]{0,40}"
