"""What threads keep about a person. A question is the team's: erasing takes the name away and leaves the words."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.learning.threads.models import Effect, HandOver, Insight, SharedResult, Thread, TryOut
from drieslag.privacy.register import Kept, Rows, register


def _threads(key: UUID) -> Rows:
    rows = Thread.objects.filter(opened_by=key).order_by("opened_at")
    return [
        {
            "title": row.title, "story": row.story, "at": row.opened_at, "state": row.state, "needs": row.needs,
            "wants": row.wants, "demands": row.demands, "competence": row.competence,
        }
        for row in rows
    ]  # fmt: skip


def _insights(key: UUID) -> Rows:
    rows = Insight.objects.filter(by=key).order_by("noted_at")
    return [{"text": row.text, "level": row.level, "at": row.noted_at} for row in rows]


def _try_outs(key: UUID) -> Rows:
    rows = TryOut.objects.filter(owner=key).order_by("begun_at")
    return [
        {
            "text": r.text, "thinking": r.thinking, "with_whom": r.with_whom, "how_small": r.how_small,
            "expectation": r.expectation, "stop_rule": r.stop_rule, "from": r.begun_at, "until": r.due_on,
            "state": r.state,
        }
        for r in rows
    ]  # fmt: skip


def _effects(key: UUID) -> Rows:
    rows = Effect.objects.filter(by=key).order_by("noted_at")
    return [
        {"seen": row.seen, "text": row.text, "surprise": row.surprise, "next": row.verdict, "at": row.noted_at}
        for row in rows
    ]


def _hand_overs(key: UUID) -> Rows:
    rows = HandOver.objects.filter(by=key).order_by("offered_at")
    return [{"why": row.why, "at": row.offered_at, "state": row.state} for row in rows]


def _shared(key: UUID) -> Rows:
    rows = SharedResult.objects.filter(by=key).order_by("shared_at")
    return [{"tried": row.tried, "learned": row.learned, "at": row.shared_at} for row in rows]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To learn together from the work"), _("The work that was agreed on")
    retention, team = _("As long as the team keeps its question"), _("Your team")
    register(
        Kept(
            Thread, _("Questions that you brought in under your name"), purpose, basis, retention, team, _threads,
            lambda key: Thread.objects.filter(opened_by=key).update(opened_by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            Insight, _("Insights that you wrote down"), purpose, basis, retention, team, _insights,
            lambda key: Insight.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            TryOut, _("What you try out"), purpose, basis, retention, team, _try_outs,
            lambda key: TryOut.objects.filter(owner=key).update(owner=None),
        )
    )  # fmt: skip
    register(
        Kept(
            Effect, _("What you saw when you looked back"), purpose, basis, retention, team, _effects,
            lambda key: Effect.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            HandOver, _("Questions that you handed to another team"), purpose, basis, retention, team, _hand_overs,
            lambda key: HandOver.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            SharedResult, _("What you shared with other teams for your team"), purpose, basis,
            _("Until your team takes it back"), _("Other teams, without your name"), _shared,
            lambda key: SharedResult.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
