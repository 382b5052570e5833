"""The writers of frameworks: taking a role, putting frameworks to use, and writing them."""

from drieslag.development.frameworks.actions.roles import leave_role, take_role
from drieslag.development.frameworks.actions.versions import publish, stop_using, use_shipped

__all__ = ["leave_role", "publish", "stop_using", "take_role", "use_shipped"]
