"""The tables of budgets."""
