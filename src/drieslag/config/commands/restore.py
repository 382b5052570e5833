"""drieslag restore FILE"""

import argparse
from pathlib import Path

from drieslag.config.words import N_, _

HELP = N_("put a backup back, on an empty machine")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_("what `drieslag backup` wrote"))
    parser.add_argument("--erasures", type=Path, help=_("the list of erasures of the old machine (erasures.jsonl)"))
    parser.add_argument("--replace", action="store_true", help=_("throw away what is in the database now"))


def run(given: argparse.Namespace) -> int:
    from drieslag.config.settings import environment

    environment.choose_settings()
    from drieslag.config import restore

    return restore.run(given.file, erasures_file=given.erasures, replace=given.replace)
