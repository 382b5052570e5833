"""The app of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Goals in own words, and what one does for them."""

    name = "drieslag.development.plans"
    label = "plans"
