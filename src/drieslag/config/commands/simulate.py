"""drieslag simulate --professionals N --months M --seed S"""

import argparse
import contextlib

from drieslag.config.settings import environment
from drieslag.config.words import N_, _, say

HELP = N_("fill an empty or demo database with a made-up organisation and its past, for measuring")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--professionals", type=int, default=380, help=_("how many people (380)"))
    parser.add_argument("--months", type=int, default=24, help=_("how many months lie behind them (24)"))
    parser.add_argument("--seed", type=int, default=1, help=_("the same number gives the same past"))
    parser.add_argument("--demo", action="store_true", help=_("in the demo's own database"))


def run(given: argparse.Namespace) -> int:
    """Never beside a real organisation: the people are made up."""
    if given.demo:
        environment.forget("DATABASE_URL", "DATABASE_OWNER_URL")
        environment.choose(DRIESLAG_HOME=str(environment.home() / "demo"))
    environment.choose_settings()
    from drieslag.config import postgres

    own = postgres.using(environment.home()) if not environment.database_url() else contextlib.nullcontext()
    with own:
        made = _fill(given)
    say(_("Made: %(name)s") % {"name": made})
    return 0


def _fill(given: argparse.Namespace) -> str:
    from drieslag.config import failures, preparing

    preparing.migrate()
    from drieslag.privacy import keys
    from drieslag.web.demo import simulate

    if simulate.holds_real_people():
        raise failures.Sentence(_("This database holds a real organisation, so nothing made up is put beside it."))
    keys.ensure()
    made = simulate.simulate(
        professionals=given.professionals, months=given.months, seed=given.seed, progress=preparing.show_progress
    )
    return str(made.name)
