"""drieslag serve [web|live|worker]"""

import argparse

from drieslag.config import serving
from drieslag.config.settings import environment
from drieslag.config.words import N_, _

HELP = N_("start Drieslag: pages, live updates, jobs and database")


def arguments(parser: argparse.ArgumentParser) -> None:
    help_text = _("one part alone, behind a proxy: web, live or worker (default: everything)")
    parser.add_argument("kind", nargs="?", default="all", choices=serving.KINDS, help=help_text)
    serving.add_arguments(parser)


def run(given: argparse.Namespace) -> int:
    return serving.serve(serving.plan(given, given.kind, environment.home()))
