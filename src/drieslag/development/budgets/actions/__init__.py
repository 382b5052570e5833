"""The writers of budgets: setting them up, asking, deciding, spending."""

from drieslag.development.budgets.actions.asking import ask, ask_again, change_request, withdraw
from drieslag.development.budgets.actions.deciding import decide, raise_grant
from drieslag.development.budgets.actions.setting_up import change_budget, set_up, set_up_for_all
from drieslag.development.budgets.actions.spending import spend, take_back, undo_spending
from drieslag.development.budgets.actions.summing import sum_up

__all__ = [
    "ask",
    "ask_again",
    "change_budget",
    "change_request",
    "decide",
    "raise_grant",
    "set_up",
    "set_up_for_all",
    "spend",
    "sum_up",
    "take_back",
    "undo_spending",
    "withdraw",
]
