"""The test vectors of RFC 9474, appendix A."""

import json
from pathlib import Path

from drieslag.privacy.anonymous.crypto import PublicKey, SigningKey

FILE = Path(__file__).with_name("rfc9474.json")


class Vector:
    """One vector; `text` values in hex, read as bytes or as a number."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.name = values["name"]

    def data(self, name: str) -> bytes:
        return bytes.fromhex(self.values[name].removeprefix("0x"))

    def number(self, name: str) -> int:
        return int(self.values[name], 16)

    @property
    def key(self) -> SigningKey:
        return SigningKey(**{name: self.number(name) for name in ("n", "e", "d", "p", "q")})

    @property
    def public(self) -> PublicKey:
        return self.key.public


def vectors() -> list[Vector]:
    return [Vector(values) for values in json.loads(FILE.read_text())]


VECTORS = {vector.name: vector for vector in vectors()}
