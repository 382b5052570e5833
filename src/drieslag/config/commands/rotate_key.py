"""drieslag rotate-key"""

import argparse
import contextlib

from drieslag.config.settings import environment
from drieslag.config.words import N_, _, say

HELP = N_("make a new key for private text and close every text anew under it")


def arguments(_parser: argparse.ArgumentParser) -> None:
    pass


def run(_given: argparse.Namespace) -> int:
    environment.choose_settings()
    import django

    from drieslag.config import postgres

    own = postgres.using(environment.home()) if not environment.database_url() else contextlib.nullcontext()
    with own:
        django.setup()
        from drieslag.privacy import keys

        count = keys.rotate()
    say(_("A new key is in use. Texts closed anew: %(count)s") % {"count": count})
    say(_("Keep a copy of the key folder apart from your backups: without it private text is lost."))
    return 0
