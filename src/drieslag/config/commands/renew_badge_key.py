"""drieslag renew-badge-key"""

import argparse
import contextlib

from drieslag.config.settings import environment
from drieslag.config.words import N_, _, complain, say

HELP = N_("let an organisation sign badges with a new key from now on")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("organisation", help=_("the short name of the organisation"))
    parser.add_argument(
        "--lost", action="store_true", help=_("the old key fell into other hands: refuse what it signed")
    )


def run(given: argparse.Namespace) -> int:
    environment.choose_settings()
    import django

    from drieslag.config import postgres

    own = postgres.using(environment.home()) if not environment.database_url() else contextlib.nullcontext()
    with own:
        django.setup()
        from drieslag.core import tenancy
        from drieslag.core.models import Organisation
        from drieslag.development.badges.actions import renew_key

        organisation = Organisation.objects.filter(slug=given.organisation).first()
        if organisation is None:
            complain(_("There is no organisation with that short name."))
            return 1
        with tenancy.inside(organisation.pk):
            key = renew_key(organisation=organisation, lost=given.lost)
    say(_("Badges are signed with key %(number)s from now on.") % {"number": key.number})
    return 0
