"""Blind signatures: RSABSSA-SHA384-PSS-Randomized of RFC 9474. Pure: no Django, no files.

The client's half (prepare, blind, finalize) is used by tests and simulations; people's browsers run the same in
`frontend/js/anonymous/blind.js`, and both are held to the RFC's own vectors. See docs/decisions/0005.
"""

import hashlib
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048
EXPONENT = 65537
SALT_BYTES = 48
PREFIX_BYTES = 32
HASH_BYTES = 48
TRAILER = b"\xbc"


class BlindSignatureError(Exception):
    """Something of the protocol is malformed or wrong; the text says what, for developers only."""


@dataclass(frozen=True)
class PublicKey:
    """The public half of a round's signing key."""

    n: int
    e: int = EXPONENT

    @property
    def size(self) -> int:
        """Bytes of the modulus, and so of every message and signature."""
        return (self.n.bit_length() + 7) // 8

    @cached_property
    def verifier(self) -> rsa.RSAPublicKey:
        """The same key as the verifying library wants it."""
        return rsa.RSAPublicNumbers(self.e, self.n).public_key()

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the key's SubjectPublicKeyInfo in hex: what stands in an invitation to compare."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return hashlib.sha256(self.verifier.public_bytes(serialization.Encoding.DER, form)).hexdigest()


@dataclass(frozen=True)
class SigningKey:
    """A round's signing key with the parts for the Chinese remainder theorem."""

    n: int
    e: int
    d: int
    p: int
    q: int

    @property
    def public(self) -> PublicKey:
        """The half that everyone may have."""
        return PublicKey(self.n, self.e)

    def to_pem(self) -> bytes:
        """Return the key as PKCS#8, unencrypted: where it is kept is what protects it."""
        p, q, d = self.p, self.q, self.d
        crt = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
        numbers = rsa.RSAPrivateNumbers(p, q, d, *crt, self.public.verifier.public_numbers())
        key = numbers.private_key(unsafe_skip_rsa_key_validation=True)  # our own numbers; the check takes 80 ms
        pkcs8, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return key.private_bytes(serialization.Encoding.PEM, pkcs8, plain)


def generate(bits: int = BITS) -> SigningKey:
    """Make a fresh signing key. Raises ValueError below 2,048 bits."""
    if bits < BITS:
        raise ValueError(f"a signing key has at least {BITS} bits")
    return _of(rsa.generate_private_key(EXPONENT, bits))


def from_pem(pem: bytes) -> SigningKey:
    """Read a key that `to_pem` wrote. It is our own file, so the slow check of its primes is left out."""
    key = serialization.load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise BlindSignatureError("not an RSA key")
    return _of(key)


def _of(key: rsa.RSAPrivateKey) -> SigningKey:
    numbers = key.private_numbers()
    return SigningKey(numbers.public_numbers.n, numbers.public_numbers.e, numbers.d, numbers.p, numbers.q)


# The client's half


@dataclass(frozen=True)
class Blinded:
    """What goes to the server, and what takes the blinding off again and never leaves the client."""

    message: bytes
    inverse: int


def prepare(message: bytes, *, prefix: bytes | None = None) -> bytes:
    """Put fresh randomness before the message (RFC 9474, PrepareRandomize). A prefix is given by tests only."""
    return (prefix if prefix is not None else secrets.token_bytes(PREFIX_BYTES)) + message


def blind(key: PublicKey, prepared: bytes, *, salt: bytes | None = None, factor: int | None = None) -> Blinded:
    """Encode and blind a prepared message. Salt and blinding factor are given by tests only."""
    encoded = encode(prepared, key.n.bit_length() - 1, secrets.token_bytes(SALT_BYTES) if salt is None else salt)
    m = int.from_bytes(encoded)
    if math.gcd(m, key.n) != 1:
        raise BlindSignatureError("invalid input")
    r = factor if factor is not None else _unit(key.n)
    z = m * int(gmpy2.powmod(r, key.e, key.n)) % key.n
    return Blinded(z.to_bytes(key.size), pow(r, -1, key.n))


def finalize(
    key: PublicKey, prepared: bytes, blind_signature: bytes, inverse: int, *, salt_bytes: int = SALT_BYTES
) -> bytes:
    """Take the blinding off and check what remains. Raises BlindSignatureError when it is no signature."""
    if len(blind_signature) != key.size:
        raise BlindSignatureError("unexpected input size")
    signature = (int.from_bytes(blind_signature) * inverse % key.n).to_bytes(key.size)
    if not verify(key, prepared, signature, salt_bytes=salt_bytes):
        raise BlindSignatureError("invalid signature")
    return signature


def encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017 with SHA-384 and MGF1."""
    length = (bits + 7) // 8
    if length < HASH_BYTES + len(salt) + 2:
        raise BlindSignatureError("encoding error")
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - HASH_BYTES - 2) + b"\x01" + salt
    masked = bytes(a ^ b for a, b in zip(block, _mask(digest, len(block)), strict=True))
    first = masked[0] & (0xFF >> (8 * length - bits))
    return bytes([first]) + masked[1:] + digest + TRAILER


def _mask(seed: bytes, length: int) -> bytes:
    blocks = (hashlib.sha384(seed + i.to_bytes(4)).digest() for i in range(-(-length // HASH_BYTES)))
    return b"".join(blocks)[:length]


def _unit(n: int) -> int:
    """Return a uniform number below `n` that has an inverse."""
    while True:
        r = secrets.randbelow(n)
        if math.gcd(r, n) == 1:
            return r


# The server's half


def blind_sign(key: SigningKey, blinded: bytes, *, power: Callable[[int, int, int], int] = gmpy2.powmod_sec) -> bytes:
    """Sign a blinded message without learning it.

    The base is blinded once more by the server, so that the time of the work tells nothing about the key; the two
    powers run in constant time; and the result is checked before it leaves, since one wrong half (a bit that fell
    over) would let its receiver factor the modulus. `power` is replaced by a test that makes such a fault.
    """
    m = int.from_bytes(blinded)
    if len(blinded) != key.public.size or m >= key.n:
        raise BlindSignatureError("message representative out of range")
    r = _unit(key.n)
    x = m * int(gmpy2.powmod(r, key.e, key.n)) % key.n
    s = _root(key, x, power) * pow(r, -1, key.n) % key.n
    if gmpy2.powmod(s, key.e, key.n) != m:
        raise BlindSignatureError("signing failure")
    return s.to_bytes(key.public.size)


def _root(key: SigningKey, x: int, power: Callable[[int, int, int], int]) -> int:
    sp = int(power(x % key.p, key.d % (key.p - 1), key.p))
    sq = int(power(x % key.q, key.d % (key.q - 1), key.q))
    h = (sp - sq) * pow(key.q, -1, key.p) % key.p
    return sq + h * key.q


# Everyone's


def verify(key: PublicKey, prepared: bytes, signature: bytes, *, salt_bytes: int = SALT_BYTES) -> bool:
    """Say whether `signature` is the round's over this prepared message."""
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=salt_bytes)
    try:
        key.verifier.verify(signature, prepared, pss, hashes.SHA384())
    except InvalidSignature:
        return False
    return True
