"""Formats of the tests go out of the library again after each."""

from collections.abc import Iterator

import pytest

from drieslag.library import formats


@pytest.fixture(autouse=True)
def library() -> Iterator[None]:
    """Put the library back as it was."""
    real = formats.load_all
    yield
    formats.load_all = real
