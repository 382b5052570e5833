"""The app of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Goals in own words, and what one does for them."""

    name = "drieslag.development.plans"
    label = "plans"

    def ready(self) -> None:
        from drieslag.development.plans import privacy, telling
        from drieslag.development.sharing import things
        from drieslag.development.sharing.enums import Kind

        privacy.fill()
        things.register(Kind.GOAL, telling.goals)
        things.register(Kind.ACTIVITY, telling.activities)
