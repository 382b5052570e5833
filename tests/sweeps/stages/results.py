"""The result of a round whose teams had their days, and a copy of it that was let go."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from drieslag.core import clock
from drieslag.people.models import Team
from drieslag.surveys.models import ClosedText, Group, ReleasedResult
from tests.results.making import an_instrument, close, responses
from tests.results.test_freezing import NINE

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make one of each."""
    world = stage.world
    answers: dict[Team | None, list[dict[str, Any]]] = {
        world.team: responses(NINE),
        world.other_team: responses(NINE),
    }
    round_ = close(
        an_instrument(), answers, at=clock.now() - timedelta(days=9), texts={world.team: ["Meer tijd op dinsdag."]}
    )
    group = Group.objects.get(round=round_, team=world.team)
    copy = ReleasedResult.objects.create(
        organisation_id=round_.organisation_id,
        round=round_,
        title="Ruimte om te leren",
        released_at=clock.now(),
        result={
            "instrument": {"code": "I99", "nl": "Proef", "en": "Trial"},
            "closed_on": clock.today().isoformat(),
            "answers": 18,
            "size": 18,
            "figures": [],
            "caveat": {"nl": "", "en": ""},
        },
    )
    stage.keys |= {
        "results.group": group.pk,
        "results.round": round_.pk,
        "results.text": ClosedText.objects.get(group=group).pk,
        "results.key": copy.pk,
    }
