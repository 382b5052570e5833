"""What portfolios keep about a person. The addresses close with the portfolio."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.core.doors import close_doors
from drieslag.development.portfolio.models import Link, Portfolio
from drieslag.privacy.register import Kept, Rows, register


def _portfolios(key: UUID) -> Rows:
    rows = Portfolio.objects.filter(owner=key).prefetch_related("items", "links__openings").order_by("made_at")
    return [
        {
            "title": row.title,
            "story": row.story,
            "made_at": row.made_at,
            "parts": [{"kind": item.kind, "caption": item.caption} for item in row.items.all()],
            "addresses": [
                {
                    "for": link.whom, "made_on": link.made_on, "until": link.until, "withdrawn_on": link.withdrawn_on,
                    "opened": [{"day": one.day, "times": one.times} for one in link.openings.all()],
                }
                for link in row.links.all()
            ],
        }
        for row in rows
    ]  # fmt: skip


def _erase(key: UUID) -> int:
    for link in Link.objects.filter(portfolio__owner=key).values_list("pk", flat=True):
        close_doors(link)
    return Portfolio.objects.filter(owner=key).delete()[0]


def fill() -> None:
    """Put it in the register."""
    register(
        Kept(
            Portfolio, _("Your portfolios, and when an address of them was opened"),
            _("To carry along what you learned"), _("What you chose yourself"), _("Until you erase it"),
            _("You, and whoever you give the address to"), _portfolios, _erase,
        )
    )  # fmt: skip
