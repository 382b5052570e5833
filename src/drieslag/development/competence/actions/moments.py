"""Formative moments: made, changed, repeated and erased by their owner. A film's link is forgotten after two weeks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.competence.enums import FilmPlace, MomentKind
from drieslag.development.competence.models import LINE_MAX, LINK_MAX, WORDS_MAX, Moment
from drieslag.development.competence.rules import owns
from drieslag.development.competence.terms import LINK_KEPT
from drieslag.development.plans.queries import choices
from drieslag.development.plans.themes import ThemeRef
from drieslag.development.sharing.actions import forget
from drieslag.learning.threads.actions.writing import earlier as made_before
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person
from drieslag.people.queries import of_person

_IS_LINK = URLValidator(schemes=["https"])


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody fills in about a moment."""

    task: str
    prediction: str = ""
    tried_on: date | None = None
    next: str = ""
    note: str = ""
    goal_id: UUID | None = None
    theme: str = ""
    film: str = ""
    link: str = ""
    all_agreed: bool = False


def make_moment(
    *, by: Person, kind: MomentKind, said: Said, earlier: Moment | None = None, key: UUID | None = None
) -> Moment:
    """Write down what one will try. `earlier` is the moment of which this is another time."""
    with transaction.atomic():
        if not of_person(by).is_colleague:
            raise Refused(_("This is for those who learn in a team."))
        if earlier is not None:
            require(owns(by, earlier))
        if known := made_before(Moment, key, owner=by.pk):
            return known
        moment = Moment(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            owner=by.pk,
            kind=kind,
            earlier=earlier,
            made_on=clock.today(),
        )
        _put(by, moment, said)
        moment.save()
    return moment


def change_moment(*, by: Person, moment: Moment, said: Said) -> Moment:
    """Change or complete it: the attempt, what comes next, a note for oneself."""
    with transaction.atomic():
        now = _locked(moment)
        require(owns(by, now))
        _put(by, now, said)
        now.save()
    return now


def _put(by: Person, moment: Moment, said: Said) -> None:
    moment.task = within(said.task, LINE_MAX)
    moment.prediction = within(said.prediction, WORDS_MAX, needed=False)
    moment.next = within(said.next, WORDS_MAX, needed=False)
    moment.note = within(said.note, WORDS_MAX, needed=False)
    if said.tried_on is not None and said.tried_on > clock.today():
        raise Refused(_("This day is still to come. Write it down afterwards."))
    moment.tried_on = said.tried_on
    if said.goal_id is not None and said.goal_id != moment.goal_id and said.goal_id not in dict(choices(by)):
        raise Refused(_("Choose one of your own goals."))
    moment.goal_id = said.goal_id
    for name, value in ThemeRef.parse(said.theme).columns().items():
        setattr(moment, name, value)
    if moment.kind == MomentKind.FILM:
        _put_film(moment, said)


def _put_film(moment: Moment, said: Said) -> None:
    """A film needs everybody's consent first; the program keeps a link for two weeks, and never a film."""
    if not said.all_agreed:
        raise Refused(_("First ask everybody in the picture. A resident says yes in writing."))
    link = within(said.link, LINK_MAX, needed=False) if said.film == FilmPlace.LINK else ""
    if link:
        try:
            _IS_LINK(link)
        except ValidationError as wrong:
            raise Refused(_("Paste the whole link, with https:// in front.")) from wrong
    if link != moment.link:
        moment.link_until = clock.today() + LINK_KEPT if link else None
    moment.film, moment.link = FilmPlace(said.film) if said.film in FilmPlace else FilmPlace.PHONE, link


def forget_link(*, by: Person, moment: Moment) -> Moment:
    """Forget the link to the film now."""
    with transaction.atomic():
        now = _locked(moment)
        require(owns(by, now))
        return _forget(now)


def forget_links() -> int:
    """Forget every link whose two weeks are over, in the organisation of the transaction. Returns how many."""
    rows = list(Moment.objects.select_for_update().filter(link_until__lte=clock.today()))
    for row in rows:
        _forget(row)
    return len(rows)


def _forget(moment: Moment) -> Moment:
    moment.link, moment.link_until = "", None
    moment.save(update_fields=["link", "link_until"])
    return moment


def erase_moment(*, by: Person, moment: Moment) -> None:
    """Erase it with what colleagues wrote about it, and all that was shared of it."""
    with transaction.atomic():
        now = _locked(moment)
        require(owns(by, now))
        forget(key=now.pk)
        now.delete()


def _locked(moment: Moment) -> Moment:
    found = Moment.objects.select_for_update().filter(pk=moment.pk).first()
    if found is None:
        raise NotFound
    return found
