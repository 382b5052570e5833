"""drieslag demo"""

import argparse
import shutil

from drieslag.config import postgres, serving, supervisor
from drieslag.config.settings import environment
from drieslag.config.words import N_, _, say

HELP = N_("start with a made-up organisation to look around in")


def arguments(parser: argparse.ArgumentParser) -> None:
    serving.add_arguments(parser)
    parser.add_argument("--reset", action="store_true", help=_("throw the demo away and make it anew"))


def run(given: argparse.Namespace) -> int:
    """Always in a home and a database of its own: a demo lets anyone in, so it never touches real data."""
    environment.forget("DATABASE_URL", "DATABASE_OWNER_URL")
    home = environment.home() / "demo"
    wanted = serving.plan(given, "all", home, demo=True)
    if given.reset and home.exists():
        with supervisor.alone(home / "serve.lock"):
            say(_("The old demo is thrown away …"))
            postgres.remove(home)
            shutil.rmtree(home)
    return serving.serve(wanted)
