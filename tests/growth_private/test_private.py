"""What somebody did not share is seen by nobody: not in pages, files and searches, whatever role one has."""

import pytest

from tests.growth_private.canaries import Owner
from tests.growth_private.walking import Walk
from tests.sweeps.stage import Stage

pytestmark = pytest.mark.slow

ROLES = (
    "team_leader", "director", "learning_adviser", "administrator", "professional", "learning_coach", "elsewhere",
    "nobody",
)  # fmt: skip


def may_see(owner: Owner, role: str) -> set[str]:
    """What a role sees of somebody without being asked in: who decides about a budget reads what for."""
    return owner.has("request.what") if role == "learning_adviser" else set()


def test_the_owner_finds_every_word_again(stage: Stage, owner: Owner) -> None:
    walk = Walk(stage.world.client(owner.person), owner).everything(stage)
    missing = {name for name, word in owner.words.items() if word not in walk.words}
    assert missing == set(), walk.answers


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_nothing(stage: Stage, owner: Owner, role: str) -> None:
    walk = Walk(stage.browsers[role], owner).everything(stage)
    assert walk.where(walk.words - may_see(owner, role)) == {}
