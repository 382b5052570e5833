"""drieslag doctor"""

import argparse

from drieslag.config.words import N_

HELP = N_("say what is wrong with this installation, in plain words")


def arguments(_parser: argparse.ArgumentParser) -> None:
    pass


def run(_given: argparse.Namespace) -> int:
    from drieslag.config.settings import environment

    environment.choose_settings()
    from drieslag.config import doctor

    return doctor.run()
