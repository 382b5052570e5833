"""Puts a backup back, on an empty machine, and does the erasures since then again."""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from drieslag.config import backup, dumping, postgres, preparing
from drieslag.config.failures import Sentence
from drieslag.config.words import _, say


def run(file: Path, *, erasures_file: Path | None, replace: bool) -> int:
    import django

    if not file.is_file():
        raise Sentence(_("There is no file %(path)s.") % {"path": file})
    django.setup()
    with tempfile.TemporaryDirectory() as folder, dumping.database():
        manifest = _unpack(file, Path(folder))
        if dumping.holds_organisations():
            _require(replace)
        _put_back(Path(folder) / backup.DUMP, erasures_file)
    say(_("The backup of %(moment)s is back.") % {"moment": manifest["made_at"][:16].replace("T", " ")})
    say(_about_keys(manifest["keys"]))
    return 0


def _put_back(dump: Path, erasures_file: Path | None) -> None:
    from django.conf import settings
    from django.db import connections

    from drieslag.config import erasures

    listed = erasures.read(Path(settings.DRIESLAG_HOME) / erasures.NAME)
    if erasures_file is not None:
        listed |= erasures.read(erasures_file)
    if dumping.holds_organisations():
        listed |= erasures.known()
    connections.close_all()
    dumping.clear()
    dumping.load(dump)
    preparing.migrate()
    count = erasures.replay(listed)
    if count:
        say(
            _("Persons erased again, because they were erased after this backup was made: %(count)s") % {"count": count}
        )
    elif not listed:
        say(_("There was no list of erasures (erasures.jsonl). Whoever was erased since this backup is back in it."))


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file) as tar:
            for name in (backup.MANIFEST, backup.DUMP):
                tar.extract(name, folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / backup.MANIFEST).read_text(encoding="utf-8"))
        with (folder / backup.DUMP).open("rb") as dump:
            digest = hashlib.file_digest(dump, "sha256").hexdigest()
    except (tarfile.TarError, KeyError, OSError, ValueError):
        raise Sentence(_("%(path)s is not a backup of Drieslag.") % {"path": file}) from None
    if digest != manifest["sha256"]:
        raise Sentence(_("%(path)s is damaged: it is not what was written.") % {"path": file})
    if manifest["postgresql"] > postgres.major_here():
        text = _("This backup was made by a newer version (PostgreSQL %(found)s). Install that version first.")
        raise Sentence(text % {"found": manifest["postgresql"]})
    return manifest


def _require(replace: bool) -> None:
    if not replace:
        raise Sentence(
            _(
                "There is an organisation in this database. A backup is put back on an empty machine; "
                "to throw away what is here now, say --replace."
            )
        )


def _about_keys(wanted: dict[str, str]) -> str:
    from django.conf import settings

    missing = set(wanted.items()) - set(backup.key_prints().items())
    if not missing:
        return _("The keys in %(keys)s fit this backup.") % {"keys": settings.DRIESLAG_KEYS}
    text = _(
        "The keys are not in a backup. Put your copy of the key folder at %(keys)s before you start: "
        "without it private text cannot be read, and an open anonymous round must be asked again."
    )
    return text % {"keys": settings.DRIESLAG_KEYS}
