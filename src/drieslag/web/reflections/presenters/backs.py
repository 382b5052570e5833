"""A look back as its page prints it: proposals in sentences that say what is there, and not what to think of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.naming import span_name
from drieslag.development.reflections.queries import Looked, step
from drieslag.kernel.patterns import LEAST_NOTES, Mark, Pattern, Trait, Turn
from drieslag.kernel.prompting import Occasion
from drieslag.library.prompts import all_prompts
from drieslag.web.reflections.forms import CloseForm, KeepForm
from drieslag.web.reflections.presenters.notes import cards

EARLIEST: Final = date(2000, 1, 1)


@dataclass(frozen=True)
class Proposal:
    """One proposal: the sentence, and the form in which one keeps it in own words."""

    sentence: str
    form: KeepForm


def page(looked: Looked, goals: Mapping[UUID, str], sent: KeepForm | CloseForm | None) -> dict[str, Any]:
    """Return all that the page says. `sent` is the form that could not be taken."""
    closing = sent if isinstance(sent, CloseForm) else CloseForm(initial={"closing": looked.said.closing})
    earlier, later = step(looked, -1), step(looked, 1)
    return {
        "looked": looked,
        "address": address(looked),
        "name": span_name(looked.span, looked.begins_on),
        "is_week": looked.span is Span.WEEK,
        "notes": cards(looked.notes, {}),
        "least": LEAST_NOTES,
        "proposals": list(_proposals(looked, goals, sent)),
        "form": closing,
        "draft": draft(looked),
        "earlier": earlier.isoformat(),
        "later": later.isoformat() if later <= clock.today() else "",
    }


def draft(looked: Looked) -> str:
    """Return the name of the draft of the closing words."""
    return f"look-back:{looked.span}:{looked.begins_on}"


def address(looked: Looked) -> str:
    """Return the address of this week or quarter."""
    return f"{reverse(f'reflections:{looked.span}')}?of={looked.begins_on.isoformat()}"


def goals_in(looked: Looked) -> set[UUID]:
    """Return the goals that the proposals name."""
    marks = [mark for one in looked.proposed for mark in (one.mark, one.beside) if mark]
    return {UUID(mark.key) for mark in marks if mark.trait is Trait.GOAL}


def _proposals(looked: Looked, goals: Mapping[UUID, str], sent: KeepForm | CloseForm | None) -> Iterator[Proposal]:
    for number, one in enumerate(looked.proposed):
        if not _is_known(one.mark, goals):
            continue
        if isinstance(sent, KeepForm) and sent.data.get("key") == one.key:
            sent.auto_id = f"id_{number}_%s"
            yield Proposal(sentence(one, goals), sent)
        else:
            said = sentence(one, goals)
            yield Proposal(said, KeepForm(auto_id=f"id_{number}_%s", initial={"key": one.key, "words": said}))


def _is_known(mark: Mark, goals: Mapping[UUID, str]) -> bool:
    """A goal that was erased is named no more."""
    return mark.trait is not Trait.GOAL or UUID(mark.key) in goals


def sentence(one: Pattern, goals: Mapping[UUID, str]) -> str:
    """Say what comes back, and with what."""
    said = _first(one, goals)
    if one.beside is None or not _is_known(one.beside, goals):
        return said
    return f"{said} {_beside(one, one.beside, goals)}"


def _first(one: Pattern, goals: Mapping[UUID, str]) -> str:
    given = {"what": _named(one.mark, goals), "count": one.count, "total": one.total}
    if one.turn is Turn.GONE:
        return _("“%(what)s” stood in %(count)d of %(total)d notes before, and in none now.") % given
    if one.turn is Turn.NEW:
        return _("“%(what)s” is new: it stands in %(count)d of your %(total)d notes.") % given
    return {
        Trait.TAG: _("“%(what)s” came back in %(count)d of your %(total)d notes."),
        Trait.OCCASION: _("%(count)d of your %(total)d notes had this occasion: %(what)s."),
        Trait.GOAL: _("%(count)d of your %(total)d notes go with your goal “%(what)s”."),
        Trait.DAY: _("You wrote %(count)d of your %(total)d notes on a %(what)s."),
    }[one.mark.trait] % given


def _beside(one: Pattern, mark: Mark, goals: Mapping[UUID, str]) -> str:
    given = {"what": _named(mark, goals), "count": one.together}
    return {
        Trait.TAG: ngettext("%(count)d time with “%(what)s”.", "%(count)d times with “%(what)s”.", one.together),
        Trait.OCCASION: ngettext(
            "%(count)d time with this occasion: %(what)s.",
            "%(count)d times with this occasion: %(what)s.",
            one.together,
        ),
        Trait.GOAL: ngettext(
            "%(count)d time with your goal “%(what)s”.", "%(count)d times with your goal “%(what)s”.", one.together
        ),
    }[mark.trait] % given


def _named(mark: Mark, goals: Mapping[UUID, str]) -> str:
    if mark.trait is Trait.OCCASION:
        name = all_prompts()[Occasion(mark.key)].name.get(get_language() or "")
        return name[:1].lower() + name[1:].rstrip("?")
    if mark.trait is Trait.DAY:
        return str(WEEKDAYS[int(mark.key)])  # a capital in English, none in Dutch
    return goals[UUID(mark.key)].rstrip(".") if mark.trait is Trait.GOAL else mark.key
