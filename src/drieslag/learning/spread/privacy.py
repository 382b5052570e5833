"""What spread keeps about a person. A plan goes with its owner; what one put in for others stays, without the name;
an offer that lost who carried it is its team's.
"""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.models import (
    Activity,
    Ambassador,
    PlanShare,
    Theme,
    ThemeNote,
    Training,
    TransferLook,
    TransferPlan,
)
from drieslag.privacy.register import Kept, Rows, register


def _ambassadors(key: UUID) -> Rows:
    rows = Ambassador.objects.filter(person=key).select_related("offer").order_by("asked_at")
    return [{"offer": r.offer.title, "state": r.state, "stage": r.stage, "until": r.until} for r in rows]


def _themes(key: UUID) -> Rows:
    rows = Theme.objects.filter(maker=key).order_by("month")
    return [{"title": r.title, "question": r.question, "month": r.month, "harvest": r.harvest} for r in rows]


def _activities(key: UUID) -> Rows:
    rows = Activity.objects.filter(maker=key).order_by("on")
    return [{"title": r.title, "on": r.on, "place": r.place, "preference": r.preference} for r in rows]


def _notes(key: UUID) -> Rows:
    rows = ThemeNote.objects.filter(by=key).order_by("noted_at")
    return [{"kind": r.kind, "text": r.text, "link": r.link, "at": r.noted_at} for r in rows]


def _trainings(key: UUID) -> Rows:
    return [{"title": r.title, "on": r.on} for r in Training.objects.filter(trainer=key).order_by("on")]


def _plans(key: UUID) -> Rows:
    rows = TransferPlan.objects.filter(owner=key).select_related("training").order_by("made_at")
    return [
        {"training": r.training.title, "what": r.what, "with_whom": r.with_whom, "when": r.when, "from": r.from_on}
        for r in rows
    ]


def _looks(key: UUID) -> Rows:
    rows = TransferLook.objects.filter(plan__owner=key).order_by("noted_at")
    return [{"week": r.week, "at": r.noted_at, **_answers(r)} for r in rows]


def _answers(look: TransferLook) -> dict[str, object]:
    given = Answers.from_text(look.answers)
    return {"tried": given.tried, "seen": given.seen, "need": given.need, "stuck": given.stuck}


def _shares(key: UUID) -> Rows:
    rows = PlanShare.objects.filter(plan__owner=key).order_by("shared_at")
    return [{"at": row.shared_at} for row in rows]


def _nameless(model: type[Model], field: str) -> Callable[[UUID], int]:
    return lambda key: model._default_manager.filter(**{field: key}).update(**{field: None})


type Words = str | Promise


def _keep(
    model: type[Model],
    words: tuple[Words, Words, Words],
    rows: Callable[[UUID], Rows],
    erase: Callable[[UUID], int],
) -> None:
    """Register one kind: its name, how long it is kept and who sees it in `words`."""
    name, retention, seen = words
    purpose, basis = _("To let what works travel, and to use what a training gave"), _("The work that was agreed on")
    register(Kept(model, name, purpose, basis, retention, seen, rows, erase))


def _erase_carrying(key: UUID) -> int:
    """Nobody carries it any more: the rows go, and the offer is its team's."""
    return Ambassador.objects.filter(person=key).delete()[0]


def _erase_shares(key: UUID) -> int:
    own = PlanShare.objects.filter(plan__owner=key).delete()[0]
    return own + PlanShare.objects.filter(person=key).delete()[0]


def fill() -> None:
    """Put these kinds of rows in the register."""
    everyone, alone = _("Your organisation"), _("You alone, and whom you share it with")
    kept, own = _("As long as the theme is kept"), _("As long as you keep your plan")
    carries = (_("What you carry to other teams"), _("Until the offer is gone"), everyone)
    _keep(Ambassador, carries, _ambassadors, _erase_carrying)
    _keep(Theme, (_("Themes of the month that you made"), kept, everyone), _themes, _nameless(Theme, "maker"))
    put_in = (_("Activities that you put in a theme"), kept, everyone)
    _keep(Activity, put_in, _activities, _nameless(Activity, "maker"))
    noted = (_("What you put in a theme under your name"), kept, everyone)
    _keep(ThemeNote, noted, _notes, _nameless(ThemeNote, "by"))
    given = (_("Trainings that you give"), _("As long as the training is on the list"), everyone)
    _keep(Training, given, _trainings, _nameless(Training, "trainer"))
    plans = (_("Your plans after a training"), own, alone)
    _keep(TransferPlan, plans, _plans, lambda key: TransferPlan.objects.filter(owner=key).delete()[0])
    looked = (_("What you saw when you looked back on such a plan"), own, _("You alone"))
    _keep(TransferLook, looked, _looks, lambda key: TransferLook.objects.filter(plan__owner=key).delete()[0])
    _keep(PlanShare, (_("With whom you share such a plan"), own, alone), _shares, _erase_shares)
