"""drieslag upgrade"""

import argparse
from pathlib import Path

from drieslag.config.settings import environment
from drieslag.config.words import N_, _, say

HELP = N_("carry the data folder over to the PostgreSQL that this version brings")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--old-bin", type=Path, help=_("folder with the programs of the old PostgreSQL"))


def run(given: argparse.Namespace) -> int:
    from drieslag.config import carrying

    home = environment.home()
    old = carrying.carry_over(home, given.old_bin)
    if old is None:
        say(_("Nothing to do: the data folder fits this version."))
        return 0
    say(_("Done. The old data folder is kept as %(path)s; remove it when all is well.") % {"path": old})
    return 0
