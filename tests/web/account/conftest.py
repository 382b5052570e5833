"""The stage and the page of the front end's own tests."""

from tests.frontend.conftest import page, stage

__all__ = ["page", "stage"]
