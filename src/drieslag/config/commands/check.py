"""drieslag check"""

import argparse
from pathlib import Path

from drieslag.config.words import N_, _

HELP = N_("read the library of formats over, or files of your own")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, help=_("files or folders (default: the library itself)"))


def run(given: argparse.Namespace) -> int:
    from drieslag.library.check import main

    return int(main(given.paths))
