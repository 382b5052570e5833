"""The whole is named in the language of whoever reads; a team keeps its name."""

import pytest
from django.utils.translation import override

from drieslag.surveys.enums import Asked
from drieslag.surveys.models import Group
from drieslag.surveys.naming import name_of


@pytest.mark.parametrize(
    ("kept", "team", "read"),
    [
        ("De hele organisatie", None, "The whole organisation"),
        ("The whole organisation", None, "The whole organisation"),
        ("Team Noord", None, "Team Noord"),
        ("De hele organisatie", 1, "De hele organisatie"),
    ],
)
def test_only_the_whole_is_named_anew(kept: str, team: int | None, read: str) -> None:
    group = Group(name=kept)
    if team:
        group.team_id = group.pk
    with override("en"):
        assert name_of(group, Asked.ORGANISATION) == read
