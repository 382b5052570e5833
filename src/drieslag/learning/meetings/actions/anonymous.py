"""Anonymous steps of a meeting, through the one mechanism of `privacy.anonymous`: opening the way, and opening the box.

Nothing here is written or announced when somebody hands in; that happens elsewhere, in nobody's name.
"""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.kernel import disclosure, moves
from drieslag.kernel.disclosure import MINIMUMS, Shown, Withheld
from drieslag.kernel.format import Format, Step, StepKind
from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.script import State
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.guarded import erasing, writing
from drieslag.learning.meetings.models import Contribution, Meeting, Participant, Tally
from drieslag.learning.meetings.scene import Scene, on_stage
from drieslag.live.topics import announce
from drieslag.privacy.anonymous import actions as boxes
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous import rules as box_rules
from drieslag.privacy.anonymous.enums import Purpose, Taking
from drieslag.privacy.anonymous.models import Box
from drieslag.privacy.anonymous.seal import Content

ANSWERED = frozenset({StepKind.VOTE, StepKind.RATE, StepKind.CHECK_IN})  # one answer a person, not many slips
ANSWER_LENGTH = 2000
WHOLE = re.compile(r"-?[0-9]{1,6}")


def prepare(scene: Scene) -> None:
    """Make the key of a meeting with anonymous steps, at its start: tokens are fetched long before they are used."""
    if any(step.is_anonymous for step in scene.format.steps) and not store.open_rounds([scene.meeting.pk]):
        boxes.open_round(purpose=Purpose.STEP, scope=scene.meeting.pk)


def set_out_box(scene: Scene) -> bool:
    """Set out the box of the anonymous step that runs, when enough people are there. False: there is none."""
    step = scene.step
    if not step.is_anonymous or step.key in scene.state.opened or shut_box(scene.meeting, step.key):
        return False
    present = scene.meeting.seats.filter(state__in=PRESENT).count()
    if not box_rules.may_open_step(present):
        return False
    boxes.open_box(
        purpose=Purpose.STEP,
        scope=scene.meeting.pk,
        part=step.key,
        taking=Taking.ONCE if step.kind in ANSWERED else Taking.MANY,
        max_length=ANSWER_LENGTH if step.kind in ANSWERED else step.max_length,
        max_each=0 if step.kind in ANSWERED else step.max_each,
        present=present,
    )
    return True


def shut_box(meeting: Meeting, step_key: str) -> Box | None:
    """Return the box that takes slips for this step now."""
    return store.shut_box(Purpose.STEP, meeting.pk, step_key)


def offer_box(*, by: Participant, meeting: Meeting, step: str) -> State:
    """Set the box out after all, once the fifth person has come."""
    with on_stage(meeting) as scene:
        scene.facilitator(by)
        if step == scene.state.step and scene.step.is_anonymous:
            require(box_rules.may_open_step(scene.meeting.seats.filter(state__in=PRESENT).count()))
            if set_out_box(scene):
                scene.announce()
        return scene.state


def make_named(*, by: Participant, meeting: Meeting, step: str) -> State:
    """Go on with names, behind closed cards, where too few are there to be anonymous. Never once the box stands."""
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        if shut_box(meeting, step):
            raise Refused(_("The box is there already: what was promised without names stays so."))
        if scene.happen(moves.MadeNamed(scene.now, step), seat.person_id):
            scene.announce()
        return scene.state


def open_box(scene: Scene, step_key: str) -> None:
    """Take out all slips together, in new order, and write one statement without an actor."""
    box = shut_box(scene.meeting, step_key)
    if box is None:
        return
    step = scene.format.step(step_key)
    contents = boxes.open_slips(box_id=box.pk)
    if step.kind in ANSWERED:
        _count(scene.meeting, step, [_answer(content.text) for content in contents])
    else:
        _lay_out(scene.meeting, step, contents)
    scene.record(Verb.COLLECTED, None, {"step": step_key, "count": len(contents)})


def _lay_out(meeting: Meeting, step: Step, contents: Iterable[Content]) -> None:
    with writing():
        for content in contents:
            Contribution.objects.create(
                id=uuid.uuid4(),
                organisation_id=meeting.organisation_id,
                meeting=meeting,
                step_key=step.key,
                anonymous=True,
                text=content.text[: step.max_length],
                mark=content.mark,
            )


def _answer(text: str) -> dict[str, Any]:
    """Return what a device sent; anybody can send anything, so whatever is no object counts as nothing."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _count(meeting: Meeting, step: Step, answers: list[dict[str, Any]]) -> None:
    data = (
        {"votes": votes_of(step, answers, _cards(meeting, step))}
        if step.kind is StepKind.VOTE
        else scales_of(step, answers)
    )
    Tally.objects.create(organisation_id=meeting.organisation_id, meeting=meeting, step_key=step.key, data=data)


def _cards(meeting: Meeting, step: Step) -> set[str]:
    if step.options:
        return {option.key for option in step.options}
    cards = Contribution.objects.filter(meeting=meeting, step_key=step.source, withdrawn_at=None, hidden_at=None)
    return {str(key) for key in cards.values_list("pk", flat=True)}


def votes_of(step: Step, answers: list[dict[str, Any]], known: set[str]) -> dict[str, Any]:
    """Return the tally of an anonymous vote as it may be shown. Dots beyond the step's number are not counted."""
    dots = 1 if step.options else step.dots
    ballots = [[one for one in _listed(answer.get("vote")) if one in known][:dots] for answer in answers]
    ballots = [ballot for ballot in ballots if ballot]
    counts = Counter(one for ballot in ballots for one in ballot)
    shown = disclosure.tally({key: counts[key] for key in sorted(known)}, len(ballots))
    if isinstance(shown, Withheld):
        return {"withheld": shown.reason.value}
    tally = shown.value
    return {"n": len(ballots), "counts": dict(tally.counts), "rest": list(tally.rest), "rest_count": tally.rest_count}


def _listed(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def scales_of(step: Step, answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what may be shown of each scale."""
    return {
        "scales": {s.key: scale_figures(s.low, s.high, _values(answers, s.key, s.low, s.high)) for s in step.scales}
    }


def _values(answers: list[dict[str, Any]], key: str, low: int, high: int) -> list[int]:
    found = (str(answer.get(key, "")) for answer in answers)
    numbers = (int(one) for one in found if WHOLE.fullmatch(one))
    return [number for number in numbers if low <= number <= high]


def scale_figures(low: int, high: int, values: list[int]) -> dict[str, Any]:
    """Return the mean and the merged classes of one scale; from eight people, as every live rating without names."""
    if len(values) < MINIMUMS.live_anonymous:
        return {"withheld": disclosure.Reason.TOO_FEW.value}
    scale = AnswerScale(low, high)
    mean = disclosure.mean_of(values, len(values), scale)
    spread = disclosure.distribution(values, scale)
    assert isinstance(mean, Shown)
    if isinstance(mean.value, disclosure.OneClass):
        return {"n": len(values), "all_in": mean.value.of.name.lower()}
    figures: dict[str, Any] = {"n": len(values), "mean": mean.value.value}
    if isinstance(spread, Shown) and isinstance(spread.value, disclosure.Distribution):
        counts = spread.value.counts
        figures["classes"] = [{"of": [c.name.lower() for c in one.classes], "count": one.count} for one in counts]
    return figures


def recall(scope: uuid.UUID, mark: bytes) -> bool:
    """Take back an opened slip whose writer alone can make this mark. The row goes: it cannot even tell when."""
    found = Contribution.objects.filter(meeting_id=scope, mark=mark, meeting__closed_at=None).first()
    if found is None:
        return False
    with erasing():
        found.delete()
    announce(f"meeting:{scope}")
    return True


def close_boxes(meeting: Meeting, format_: Format) -> None:
    """Empty what nobody opened, and destroy the keys."""
    if any(step.is_anonymous for step in format_.steps):
        boxes.close_scope(purpose=Purpose.STEP, scope=meeting.pk)
