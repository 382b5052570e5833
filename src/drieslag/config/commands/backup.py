"""drieslag backup FILE"""

import argparse
from pathlib import Path

from drieslag.config.words import N_, _

HELP = N_("write the whole database to one file (never the keys)")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_("a file, or a folder in which backups are kept for a term"))
    parser.add_argument("--keep-days", type=int, default=30, help=_("in a folder: remove backups older than this (30)"))


def run(given: argparse.Namespace) -> int:
    from drieslag.config.settings import environment

    environment.choose_settings()
    from drieslag.config import backup

    return backup.run(given.file, keep_days=given.keep_days)
