"""The signatures are RFC 9474's, and a fault never leaves the server."""

from functools import cache

import gmpy2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.privacy.anonymous import crypto
from drieslag.privacy.anonymous.crypto import BlindSignatureError, SigningKey
from tests.privacy.anonymous.vectors import VECTORS, Vector

ALL = pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)


@cache
def key() -> SigningKey:
    return crypto.generate()


@ALL
def test_preparing_encoding_blinding_signing_and_finalizing_give_the_rfcs_values(vector: Vector) -> None:
    prepared = crypto.prepare(vector.data("msg"), prefix=vector.data("msg_prefix"))
    salt = vector.data("salt")
    factor = pow(vector.number("inv"), -1, vector.public.n)

    blinded = crypto.blind(vector.public, prepared, salt=salt, factor=factor)
    blind_signature = crypto.blind_sign(vector.key, blinded.message)
    signature = crypto.finalize(vector.public, prepared, blind_signature, blinded.inverse, salt_bytes=len(salt))

    assert prepared == vector.data("prepared_msg")
    assert crypto.encode(prepared, vector.public.n.bit_length() - 1, salt) == vector.data("encoded_msg")
    assert blinded.message == vector.data("blinded_msg")
    assert blinded.inverse == vector.number("inv")
    assert blind_signature == vector.data("blind_sig")
    assert signature == vector.data("sig")


@settings(max_examples=20, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_any_message_is_signed_blindly_and_only_that_message_verifies(message: bytes) -> None:
    prepared = crypto.prepare(message)
    blinded = crypto.blind(key().public, prepared)
    signature = crypto.finalize(key().public, prepared, crypto.blind_sign(key(), blinded.message), blinded.inverse)

    assert crypto.verify(key().public, prepared, signature)
    assert not crypto.verify(key().public, prepared + b"x", signature)
    assert not crypto.verify(key().public, prepared, signature[::-1])


def test_the_same_blinded_message_gets_the_same_signature() -> None:
    blinded = crypto.blind(key().public, crypto.prepare(b"one"))
    assert crypto.blind_sign(key(), blinded.message) == crypto.blind_sign(key(), blinded.message)


def test_two_tokens_for_one_message_share_nothing() -> None:
    one, other = crypto.prepare(b"one"), crypto.prepare(b"one")
    assert one != other
    assert crypto.blind(key().public, one).message != crypto.blind(key().public, one).message


def test_a_fault_in_one_half_of_the_work_is_caught_before_it_leaves() -> None:
    """A signature that is right modulo q only gives away p by one gcd (the attack of Boneh, DeMillo and Lipton)."""

    def falls_over(base: int, exponent: int, modulus: int) -> int:
        result = int(gmpy2.powmod_sec(base, exponent, modulus))
        return result ^ 1 if modulus == key().p else result

    blinded = crypto.blind(key().public, crypto.prepare(b"one"))
    with pytest.raises(BlindSignatureError, match="signing failure"):
        crypto.blind_sign(key(), blinded.message, power=falls_over)


@pytest.mark.parametrize("wrong", ["short", "long", "beyond the modulus"])
def test_a_message_out_of_range_is_refused(wrong: str) -> None:
    size = key().public.size
    message = {"short": bytes(size - 1), "long": bytes(size + 1), "beyond the modulus": key().n.to_bytes(size)}[wrong]
    with pytest.raises(BlindSignatureError, match="out of range"):
        crypto.blind_sign(key(), message)


def test_a_wrong_answer_of_the_server_is_refused_by_the_client() -> None:
    prepared = crypto.prepare(b"one")
    blinded = crypto.blind(key().public, prepared)
    with pytest.raises(BlindSignatureError, match="invalid signature"):
        crypto.finalize(key().public, prepared, bytes(key().public.size - 1) + b"\x02", blinded.inverse)
    with pytest.raises(BlindSignatureError, match="unexpected input size"):
        crypto.finalize(key().public, prepared, b"", blinded.inverse)


def test_a_message_that_shares_a_factor_with_the_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "encode", lambda *_: key().p.to_bytes(128))
    with pytest.raises(BlindSignatureError, match="invalid input"):
        crypto.blind(key().public, b"one")


def test_a_blinding_factor_without_inverse_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter([key().p, 7])
    monkeypatch.setattr("drieslag.privacy.anonymous.crypto.secrets.randbelow", lambda _: next(draws))
    assert crypto.blind(key().public, crypto.prepare(b"one")).inverse == pow(7, -1, key().n)


def test_a_modulus_too_small_for_the_encoding_is_refused() -> None:
    with pytest.raises(BlindSignatureError, match="encoding error"):
        crypto.encode(b"one", 512, bytes(48))


def test_a_key_survives_its_file_and_keeps_its_fingerprint() -> None:
    again = crypto.from_pem(key().to_pem())
    assert again == key()
    assert again.public.fingerprint == key().public.fingerprint
    assert len(again.public.fingerprint) == 64
    assert key().public.n.bit_length() == 2048


def test_small_keys_and_other_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="2048"):
        crypto.generate(1024)
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519

    pkcs8, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    other = ed25519.Ed25519PrivateKey.generate().private_bytes(serialization.Encoding.PEM, pkcs8, plain)
    with pytest.raises(BlindSignatureError, match="not an RSA key"):
        crypto.from_pem(other)
