"""A portfolio of Bram with words of his own and an address. Everybody else finds nothing, but by the address."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.portfolio import actions

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make one of each; what is erased and taken out is another."""
    bram = stage.world.bram
    made, other = (actions.make(by=bram, title=title) for title in ("Mijn jaar", "Een ander"))
    part = actions.add_words(by=bram, portfolio_id=made.pk, caption="Zo begon het.")
    spare = actions.add_words(by=bram, portfolio_id=made.pk, caption="Dit kan eruit.")
    until = clock.today() + timedelta(days=30)
    link, secret = actions.make_link(by=bram, portfolio_id=made.pk, until=until)
    spare_link, _secret = actions.make_link(by=bram, portfolio_id=made.pk, until=until)
    assert link.pk != spare_link.pk
    stage.keys |= {
        "portfolio.key": made.pk,
        "portfolio.part": part.pk,
        "portfolio.secret": secret,
        "portfolio:take_out.part": spare.pk,
        "portfolio:link_end.link": spare_link.pk,
        "portfolio:erase.key": other.pk,
    }
