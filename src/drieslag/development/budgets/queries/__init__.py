"""Reading budgets."""

from drieslag.development.budgets.queries.ledgers import (
    LedgerRow,
    RequestRow,
    askable,
    get_budget,
    get_request,
    has_to_decide,
    ledger,
    mine,
    my_requests,
    to_ask_of,
    to_decide,
)
from drieslag.development.budgets.queries.organisation import (
    PersonRow,
    Total,
    everybody_without,
    list_budgets,
    people,
    preview,
    totals,
)

__all__ = [
    "LedgerRow",
    "PersonRow",
    "RequestRow",
    "Total",
    "askable",
    "everybody_without",
    "get_budget",
    "get_request",
    "has_to_decide",
    "ledger",
    "list_budgets",
    "mine",
    "my_requests",
    "people",
    "preview",
    "to_ask_of",
    "to_decide",
    "totals",
]
