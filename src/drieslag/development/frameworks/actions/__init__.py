"""The writers of frameworks: taking a role, putting frameworks to use, and writing them."""

from drieslag.development.frameworks.actions.roles import leave_role, take_role

__all__ = ["leave_role", "take_role"]
