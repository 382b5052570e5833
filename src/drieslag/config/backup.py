"""Writes the whole database to one file. Keys never go with the data: who finds the file cannot read it."""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django

from drieslag.config import dumping, postgres
from drieslag.config.failures import Sentence
from drieslag.config.words import _, say

MANIFEST, DUMP = "manifest.json", "database.dump"
ENDING = ".drieslag"


def run(file: Path, *, keep_days: int) -> int:
    """Into a folder: under a name with the moment in it, and what is older than the term is removed there."""
    django.setup()
    from drieslag.config import erasures
    from drieslag.core import clock

    target = file / f"{clock.now():%Y-%m-%dT%H%M%S}{ENDING}" if file.is_dir() else file
    if target.exists():
        raise Sentence(_("%(path)s exists already; nothing was written.") % {"path": target})
    with dumping.database():
        erasures.keep()
        _write(target)
    say(_("Written: %(path)s (%(size)s kB)") % {"path": target, "size": target.stat().st_size // 1024})
    if file.is_dir():
        _remove_old(file, keep_days)
    say(_warning())
    return 0


def key_prints() -> dict[str, str]:
    """A fingerprint of each key, by its number: enough to say later which one is missing, no help in guessing it."""
    from django.conf import settings

    path = Path(settings.DRIESLAG_KEYS) / "private-text.keys"
    if not path.exists():
        return {}
    pairs = (line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip())
    return {number: hashlib.sha256(bytes.fromhex(key)).hexdigest()[:16] for number, key in pairs}


def _write(target: Path) -> None:
    """First beside the target and then renamed: a backup that was broken off must not look like one."""
    half = target.with_name(f"{target.name}.half")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump, manifest = Path(folder) / DUMP, Path(folder) / MANIFEST
        dumping.dump(dump)
        manifest.write_text(json.dumps(_manifest(dump), indent=2), encoding="utf-8")
        half.touch(mode=0o600)
        with tarfile.open(half, "w") as tar:
            tar.add(manifest, MANIFEST)
            tar.add(dump, DUMP)
    half.replace(target)


def _manifest(dump: Path) -> dict[str, Any]:
    from drieslag.core import clock

    with dump.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "program": version("drieslag"),
        "postgresql": postgres.major_here(),
        "made_at": clock.now().isoformat(),
        "sha256": digest,
        "keys": key_prints(),
    }


def _remove_old(folder: Path, keep_days: int) -> None:
    from datetime import UTC, datetime, timedelta

    from drieslag.core import clock

    limit = clock.now() - timedelta(days=keep_days)
    for path in sorted(folder.glob(f"*{ENDING}")):
        if datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) < limit:
            path.unlink()
            text = _("Removed, because it is older than %(days)s days: %(path)s")
            say(text % {"days": keep_days, "path": path})


def _warning() -> str:
    from django.conf import settings

    text = _(
        "The keys are NOT in it. Keep a copy of %(keys)s at another place than the backups: "
        "without the keys private text cannot be read by anyone, with both it can be by whoever holds them."
    )
    return text % {"keys": settings.DRIESLAG_KEYS}
