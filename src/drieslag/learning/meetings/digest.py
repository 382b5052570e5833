"""The frozen part of a report: what a meeting was, the time planned and used, tallies, and what came out."""

from typing import Any

from django.db.models import Sum

from drieslag.kernel.format import Format, Step, StepKind
from drieslag.kernel.script import State, is_open, used_seconds
from drieslag.learning.meetings.actions.anonymous import scale_figures
from drieslag.learning.meetings.models import Contribution, Meeting, Rating, Tally, Vote
from drieslag.learning.threads import queries as thread_queries


def digest(meeting: Meeting, format_: Format, state: State) -> dict[str, Any]:
    """Return what is kept, in keys, numbers, dates and the words of outcomes. Persons stand in it as keys alone."""
    assert meeting.closed_at is not None
    tallies = {**_votes(meeting, format_, state), **_scales(meeting, format_, state)}
    frozen = Tally.objects.filter(meeting=meeting).exclude(step_key__in=_check_ins(format_))
    tallies |= {row.step_key: row.data for row in frozen}
    return {
        "version": 1,
        "steps": [_step(step, state, meeting) for step in format_.steps],
        "tallies": tallies,
        "outcomes": outcomes_of(meeting, format_),
    }


def _check_ins(format_: Format) -> list[str]:
    return [step.key for step in format_.steps if step.kind is StepKind.CHECK_IN]


def _step(step: Step, state: State, meeting: Meeting) -> dict[str, Any]:
    assert meeting.closed_at is not None
    return {
        "key": step.key,
        "title": {"nl": step.title.nl, "en": step.title.en},
        "planned": step.minutes * 60,
        "added": state.added.get(step.key, 0) * 60,
        "used": round(used_seconds(state, step.key, meeting.closed_at)),
        "reached": step.key in state.reached,
    }


def _votes(meeting: Meeting, format_: Format, state: State) -> dict[str, Any]:
    """Named votes as counts; a card is written out, since its row may go."""
    found: dict[str, Any] = {}
    sums = Vote.objects.filter(meeting=meeting).values("step_key", "target_id", "option_key").annotate(sum=Sum("dots"))
    texts = {row.pk: row.text for row in Contribution.objects.filter(meeting=meeting, votes__isnull=False).distinct()}
    keep_words = format_.keeps.value == "all"
    for row in sums.order_by("-sum", "option_key"):
        if not is_open(format_, state, row["step_key"]):
            continue
        card = texts.get(row["target_id"], "") if keep_words else ""
        found.setdefault(row["step_key"], []).append({"option": row["option_key"], "card": card, "dots": row["sum"]})
    return {key: {"named_votes": rows} for key, rows in found.items()}


def _scales(meeting: Meeting, format_: Format, state: State) -> dict[str, Any]:
    """Named ratings leave the same figures as anonymous ones: afterwards they are read by people who were not there."""
    values: dict[tuple[str, str], list[int]] = {}
    for step_key, scale_key, value in Rating.objects.filter(meeting=meeting).values_list(
        "step_key", "scale_key", "value"
    ):
        values.setdefault((step_key, scale_key), []).append(value)
    found: dict[str, Any] = {}
    for step in (s for s in format_.steps if s.kind is StepKind.RATE and is_open(format_, state, s.key)):
        scales = {s.key: scale_figures(s.low, s.high, values.get((step.key, s.key), [])) for s in step.scales}
        if any((step.key, scale.key) in values for scale in step.scales):
            found[step.key] = {"scales": scales}
    return found


def outcomes_of(meeting: Meeting, format_: Format) -> dict[str, Any]:
    """Return what came of a meeting: on the board, or inside it."""
    there = thread_queries.of_meeting(meeting.pk)
    inside = Contribution.objects.filter(
        meeting=meeting, withdrawn_at=None, hidden_at=None, step_key__in=_outcome_steps(format_)
    ).order_by("pk")
    return {
        "insights": [{"id": str(one.pk), "text": one.text, "level": one.level} for one in there.insights],
        "try_outs": [_try_out(one) for one in there.try_outs],
        "effects": [_effect(one) for one in there.effects],
        "inside": [{"step": one.step_key, "what": one.field_key, "text": one.text} for one in inside],
    }


def _effect(one: Any) -> dict[str, str]:
    return {"try_out": str(one.try_out_id), "what": one.try_out.text, "seen": one.seen, "text": one.text}


def _outcome_steps(format_: Format) -> list[str]:
    return [step.key for step in format_.steps if step.kind in {StepKind.DECIDE, StepKind.HARVEST}]


def _try_out(one: Any) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "kind": one.kind,
        "text": one.text,
        "expectation": one.expectation,
        "owner": str(one.owner) if one.owner else None,
        "due_on": one.due_on.isoformat(),
    }
