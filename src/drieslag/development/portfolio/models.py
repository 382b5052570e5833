"""The tables of portfolios: what somebody chose to tell, and addresses under which others may read it for a while."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.development.sharing.enums import Kind
from drieslag.privacy.fields import EncryptedTextField

TITLE_MAX = 120
STORY_MAX = 4000
CAPTION_MAX = 1000
FOR_MAX = 120


class Portfolio(TenantModel):
    """A story that its owner tells with things of their own. It shows them as they are now."""

    owner = models.UUIDField()
    title = EncryptedTextField()
    story = EncryptedTextField(default="")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="portfolio_owner")]

    def __str__(self) -> str:
        return "portfolio"


class Item(TenantModel):
    """One thing in a portfolio, with what its owner says about it; or words of its own where there is no thing."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    object_id = models.UUIDField(null=True)
    caption = EncryptedTextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["portfolio", "place"], name="portfolio_item_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["portfolio", "object_id"], name="portfolio_item_once"),
            models.CheckConstraint(
                condition=Q(kind="", object_id=None) | (~Q(kind="") & Q(object_id__isnull=False)),
                name="portfolio_item_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or 'words'} in a portfolio"


class Link(TenantModel):
    """An address under which a portfolio can be read until a day. Its secret is kept nowhere but in its door."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="links")
    whom = EncryptedTextField(default="")
    made_on = models.DateField()
    until = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("made_on")), name="portfolio_link_ends_later")
        ]

    def __str__(self) -> str:
        return f"link until {self.until}"


class Opening(TenantModel):
    """How often a link was opened on a day; by whom is not known, since whoever has the address may read."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="openings")
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["link", "day"], name="portfolio_opening_day")]

    def __str__(self) -> str:
        return f"opened on {self.day}"
