"""A self-evaluation: begun on the themes of one's role, written theme by theme, rounded off when one says so."""

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.evaluations import queries
from drieslag.development.evaluations.models import WORDS_MAX, Evaluation, ThemeView
from drieslag.development.evaluations.rules import may_write, owns
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.evaluations.words import ASKED
from drieslag.development.frameworks import queries as frameworks
from drieslag.development.sharing.actions import forget
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def begin(*, by: Person) -> Evaluation:
    """Begin on the themes of one's role, or go on with the one that is open. Raises Refused without a role."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if known := Evaluation.objects.filter(owner=by.pk, finished_on=None).first():
            return known
        chosen = frameworks.current(by)
        if chosen is None:
            raise Refused(_("Choose your role first. Then you see its themes."))
        return Evaluation.objects.create(
            organisation_id=by.organisation_id,
            owner=by.pk,
            code=chosen.framework.code,
            version=chosen.version,
            role=chosen.role.key,
            begun_on=clock.today(),
        )


def write_view(*, by: Person, evaluation: Evaluation, theme: str, seen: Seen) -> ThemeView | None:
    """Write what one sees of oneself on a theme; again changes it, and saying nothing takes it away."""
    words = {name: within(getattr(seen, name), WORDS_MAX, needed=False) for name in ASKED}
    with transaction.atomic():
        now = _locked(evaluation)
        require(may_write(by, now))
        asked = queries.opened(now).theme(theme)
        said = Seen(asked.name, seen.standing, **words)
        known = ThemeView.objects.filter(evaluation=now, theme=theme).first()
        if said.is_empty:
            if known:
                _erase_row(known)
            return None
        if known is None:
            return ThemeView.objects.create(
                organisation_id=now.organisation_id, evaluation=now, owner=by.pk, theme=theme, said=said.as_text()
            )
        known.said = said.as_text()
        known.save(update_fields=["said"])
        return known


def finish(*, by: Person, evaluation: Evaluation) -> Evaluation:
    """Round it off: it stays as it is, to lay the next one beside. How much stands in it does not matter."""
    with transaction.atomic():
        now = _locked(evaluation)
        require(owns(by, now))
        if now.is_open:
            now.finished_on = clock.today()
            now.save(update_fields=["finished_on"])
    return now


def go_on(*, by: Person, evaluation: Evaluation) -> Evaluation:
    """Go on with one that was rounded off, when no other is open."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        now = _locked(evaluation)
        require(owns(by, now))
        if not now.is_open:
            if Evaluation.objects.filter(owner=by.pk, finished_on=None).exists():
                raise Refused(_("You are at another one now. Round that off first."))
            now.finished_on = None
            now.save(update_fields=["finished_on"])
    return now


def erase(*, by: Person, evaluation: Evaluation) -> None:
    """Erase a self-evaluation with all that was said in it, and with whom that was shared."""
    with transaction.atomic():
        now = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).first()
        if now is None:
            return
        require(owns(by, now))
        for key in now.views.values_list("pk", flat=True):
            forget(key=key)
        now.delete()


def erase_view(*, by: Person, view: ThemeView) -> None:
    """Erase what was said of one theme, also in one that was rounded off."""
    with transaction.atomic():
        now = ThemeView.objects.select_for_update(of=("self",)).filter(pk=view.pk).select_related("evaluation").first()
        if now is None:
            return
        require(owns(by, now.evaluation))
        _erase_row(now)


def _erase_row(view: ThemeView) -> None:
    forget(key=view.pk)
    view.delete()


def _locked(evaluation: Evaluation) -> Evaluation:
    found = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).first()
    if found is None:
        raise NotFound
    return found
