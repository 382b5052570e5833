"""What surveys keep about a person: that one is asked, what was said under a name, and what one made for others."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieslag.core.doors import close_doors
from drieslag.privacy.anonymous import actions as anonymous
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.register import Kept, Rows, register
from drieslag.surveys.models import (
    Expectation,
    Group,
    InstrumentVersion,
    Invitee,
    MirrorShare,
    NamedAnswer,
    OwnInstrument,
    Permission,
    Record,
    ReleasedResult,
    Round,
    Series,
)


def _invitees(key: UUID) -> Rows:
    rows = Invitee.objects.filter(person=key).select_related("round", "group").order_by("round__made_at")
    return [{"round": row.round.title, "group": row.group.name, "until": row.round.closes_at} for row in rows]


def _answers(key: UUID) -> Rows:
    rows = NamedAnswer.objects.filter(person=key).select_related("round").order_by("round__made_at")
    return [{"round": row.round.title, "answers": row.answers, "handed_in": row.handed_in_at} for row in rows]


def _rounds(key: UUID) -> Rows:
    rows = Round.objects.filter(Q(made_by=key) | Q(reader=key) | Q(subject=key)).order_by("made_at")
    return [
        {
            "title": row.title, "mode": row.mode, "state": row.state, "made_at": row.made_at,
            "made_by_you": row.made_by == key, "you_read_it": row.reader == key, "about_you": row.subject == key,
            "what_came_out": _figures(row) if row.subject == key else [],
        }
        for row in rows.defer("instrument")
    ]  # fmt: skip


def _figures(round: Round) -> Rows:  # noqa: A002 — the word of the trade
    """The figures of one's own mirror, as far as they are shown."""
    rows = Record.objects.filter(round=round, mean__isnull=False).select_related("group").order_by("of", "pk")
    return [{"of": row.of, "group": row.group.name, "mean": f"{row.mean:.1f}"} for row in rows]


def _series(key: UUID) -> Rows:
    rows = [row for row in Series.objects.all() if row.made_by == key or str(key) in _people(row)]
    return [{"title": row.title, "weeks": row.every_weeks, "made_by_you": row.made_by == key} for row in rows]


def _people(row: Series) -> list[str]:
    return [*row.plan.get("persons", ()), row.plan.get("reader") or ""]


def _forget_answers(key: UUID) -> int:
    return NamedAnswer.objects.filter(person=key).delete()[0]


def _forget_rounds(key: UUID) -> int:
    """A mirror about somebody goes with them, and with it whatever lies in its boxes."""
    about = list(Round.objects.filter(subject=key))
    for found in about:
        for scope in found.groups.values_list("pk", flat=True):
            anonymous.close_scope(purpose=Purpose.SURVEY, scope=scope)
        for invitee in found.invitees.filter(person=None).values_list("pk", flat=True):
            close_doors(invitee)
        found.delete()
    made = Round.objects.filter(made_by=key).update(made_by=None)
    return len(about) + made + Round.objects.filter(reader=key).update(reader=None)


def _forget_series(key: UUID) -> int:
    """Take the person out of the plans, too: nobody is asked again after being erased."""
    changed = Series.objects.filter(made_by=key).update(made_by=None)
    for row in Series.objects.all():
        if str(key) in _people(row):
            row.plan["persons"] = [one for one in row.plan.get("persons", ()) if one != str(key)]
            row.plan["reader"] = None if row.plan.get("reader") == str(key) else row.plan.get("reader")
            row.save(update_fields=["plan"])
            changed += 1
    return changed


def fill() -> None:
    """Put these kinds of rows in the register."""
    basis, asked = _("The legitimate interest of the organisation"), _("To ask people how it is in their work")
    register(
        Kept(
            Invitee, _("That you are asked in a round"), asked, basis, _("Until the round is over"), _("Nobody"),
            _invitees, lambda key: Invitee.objects.filter(person=key).delete()[0],
        )
    )  # fmt: skip
    register(
        Kept(
            NamedAnswer, _("Answers that you gave under your name"), asked, _("The work that was agreed on"),
            _("Half a year after the round is closed"), _("Whom the first page named"), _answers, _forget_answers,
        )
    )  # fmt: skip
    register(
        Kept(
            Round, _("Rounds that you asked, that you read or that are about you"), asked, basis,
            _("As long as the organisation keeps the round"), _("Your organisation"), _rounds, _forget_rounds,
        )
    )  # fmt: skip
    register(
        Kept(
            Series, _("Rounds that come back, that you made or that name you"), asked, basis, _("Until they are ended"),
            _("Your organisation"), _series, _forget_series,
        )
    )  # fmt: skip
    register(
        Kept(
            MirrorShare, _("With whom you share your mirror, and who shares theirs with you"),
            _("To talk about it together"), _("What you chose yourself"), _("Until it is withdrawn"),
            _("You and the other"), _shares,
            lambda key: MirrorShare.objects.filter(Q(person=key) | Q(round__subject=key)).delete()[0],
        )
    )  # fmt: skip
    register(
        Kept(
            Expectation, _("What you think that others write in your mirror"), _("To lay beside what they wrote"),
            _("What you chose yourself"), _("Half a year after the mirror is closed, or until you throw it away"),
            _("You alone"), _expectations, lambda key: Expectation.objects.filter(person=key).delete()[0],
        )
    )  # fmt: skip
    _fill_by_you()


def _expectations(key: UUID) -> Rows:
    rows = Expectation.objects.filter(person=key).select_related("round").order_by("round__made_at", "pk")
    return [{"mirror": row.round.title, "expected": row.words} for row in rows]


def _shares(key: UUID) -> Rows:
    rows = MirrorShare.objects.filter(Q(person=key) | Q(round__subject=key)).order_by("shared_on")
    return [{"on": row.shared_on, "with_you": row.person == key} for row in rows]


def _fill_by_you() -> None:
    purpose, basis = _("To know who did what for others"), _("The work that was agreed on")
    retention, organisation = _("As long as the organisation keeps it"), _("Your organisation")

    def made(model: type[OwnInstrument | InstrumentVersion | Permission | ReleasedResult | Group], column: str) -> None:
        name = {
            OwnInstrument: _("Questionnaires that you wrote"),
            InstrumentVersion: _("Questionnaires that you put in use"),
            Permission: _("Permissions that you noted"),
            ReleasedResult: _("Results that you gave to others"),
            Group: _("That you looked over what your team wrote"),
        }[model]
        rows = model._default_manager
        register(
            Kept(
                model, name, purpose, basis, retention, organisation,
                lambda key: [{"what": str(row)} for row in rows.filter(**{column: key}).order_by("pk")],
                lambda key: rows.filter(**{column: key}).update(**{column: None}),
            )
        )  # fmt: skip

    made(OwnInstrument, "made_by")
    made(InstrumentVersion, "by")
    made(Permission, "by")
    made(ReleasedResult, "made_by")
    made(Group, "texts_by")
