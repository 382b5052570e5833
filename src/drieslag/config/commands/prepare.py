"""drieslag prepare: what `serve` does before it serves, in a process that ends."""

import argparse

from drieslag.config.settings import environment

HELP = None


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", required=True)
    parser.add_argument("--demo", action="store_true")


def run(given: argparse.Namespace) -> int:
    environment.choose_settings()
    from drieslag.config import preparing

    preparing.prepare(given.address, demo=given.demo)
    return 0
