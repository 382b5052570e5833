"""The key by which browsers' push services know this installation: in the key folder, beside the others."""

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from drieslag.privacy import keys

FILE = "push.key"


def _path() -> Path:
    return keys.folder() / FILE


def ensure() -> Path:
    """Return the file of the private key, made 0600 when there was none. Losing it ends subscriptions, no text."""
    path = _path()
    if not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        data = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_bytes(data)
        fresh.replace(path)
    return path


@lru_cache(maxsize=2)
def _read(path: str, _changed_ns: int) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(Path(path).read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def private_key() -> ec.EllipticCurvePrivateKey:
    """Return the key."""
    path = ensure()
    return _read(str(path), path.stat().st_mtime_ns)


def public_point() -> bytes:
    """Return the public key as browsers want it."""
    public = private_key().public_key()
    return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def pem_pair() -> tuple[bytes, bytes]:
    """Return the private and the public key as files hold them."""
    private, public = private_key(), private_key().public_key()
    return (
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
    )


def subscriber() -> str:
    """Return whom a push service may write to when something is wrong."""
    return str(settings.DEFAULT_FROM_EMAIL)
