"""The app of budgets."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Money for learning."""

    name = "drieslag.development.budgets"
    label = "budgets"

    def ready(self) -> None:
        from drieslag.development.budgets import privacy

        privacy.fill()
