"""At which themes people work, counted once a quarter for the organisation. There is no person in it.

What is kept is what may be shown, and nothing else: a figure never changes within its quarter, so that nobody can watch
one colleague begin.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.people.models import Team


class Asked(models.TextChoices):
    """What is counted of a theme."""

    WORKS = "works"  # people with a goal that they work at now
    WISHES = "wishes"  # people with a goal of their own wish, that they work at or that rests


class ThemeQuarter(TenantModel):
    """That the figures of a quarter were made. They are made once, also when there was nothing to show."""

    grants: ClassVar[str] = "select, insert, delete"

    begins_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "begins_on"], name="theme_quarter_once")
        ]

    def __str__(self) -> str:
        return f"themes from {self.begins_on}"


class ThemeFigure(TenantModel):
    """About how many people one theme is alive for, in the whole or in a larger team. Without a code: the other themes
    together, each of too few people.

    `about` is rounded to fives. `people` is the number that it was made of: as long as the present number differs by
    one or two, the words of the quarter before stay.
    """

    grants: ClassVar[str] = "select, insert, delete"

    quarter = models.ForeignKey(ThemeQuarter, on_delete=models.CASCADE, related_name="figures")
    asked = models.CharField(max_length=6, choices=Asked)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")  # none: the whole
    theme_code = models.CharField(max_length=60, default="", blank=True)
    theme_version = models.PositiveIntegerField(null=True)  # whose words it has
    theme_key = models.CharField(max_length=60, default="", blank=True)
    about = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["quarter", "asked", "team", "theme_code", "theme_key"],
                nulls_distinct=False,
                name="theme_figure_once",
            ),
            models.CheckConstraint(condition=Q(people__gte=5) & Q(about__gte=5), name="theme_figure_enough"),
        ]

    def __str__(self) -> str:
        return f"about {self.about} of a theme"
