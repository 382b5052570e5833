"""drieslag migrate"""

import argparse
import contextlib

from drieslag.config.settings import environment
from drieslag.config.words import N_, _, say

HELP = N_("bring the tables up to date, as the role that owns them")


def arguments(_parser: argparse.ArgumentParser) -> None:
    pass


def run(_given: argparse.Namespace) -> int:
    environment.choose_settings()
    from drieslag.config import postgres, preparing

    own = postgres.using(environment.home()) if not environment.database_url() else contextlib.nullcontext()
    with own:
        preparing.migrate()
    say(_("The tables are up to date."))
    return 0
