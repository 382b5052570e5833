"""Choosing one colleague by name, for whatever is asked of that one: looking for it, or taking it from one's teams."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from drieslag.core.verdict import NotFound, Refused
from drieslag.development.sharing.queries import found_by_name
from drieslag.people.models import Person
from drieslag.people.queries import get_person, people_in
from drieslag.web.components.forms import UNPROCESSABLE
from drieslag.web.requests import SignedInRequest

NAME_MAX = 80
type Row = tuple[UUID, str, str]  # who, the name, and why this one cannot be asked
type Reasons = Callable[[Collection[UUID]], Mapping[UUID, str]]
TEAMS = 3  # a fixed number of queries; who is in more teams looks for the name


@dataclass(frozen=True, slots=True)
class Finding:
    """What the page shows: what was typed, who is called that, who is close by, and why it was refused."""

    words: str
    found: tuple[Row, ...]
    near: tuple[Row, ...]
    refused: str
    too_long: bool

    @property
    def is_refused(self) -> bool:
        """Whether what was sent could not be taken."""
        return bool(self.refused) or self.too_long

    @property
    def status(self) -> int:
        """The status of the page that shows it."""
        return UNPROCESSABLE if self.is_refused else 200


def chosen(request: SignedInRequest) -> Person | None:
    """Return who was chosen with a press, or None. Raises NotFound for whom there is not."""
    key = request.POST.get("person", "")
    if not key:
        return None
    try:
        return get_person(UUID(key))
    except ValueError as wrong:
        raise NotFound from wrong


def ask(request: SignedInRequest, act: Callable[[Person], object], why_not: Reasons | None = None) -> Finding | None:
    """Ask whoever was chosen, say so and return None. Without anybody, or when it is refused, return what to show.
    `why_not` says of whom among these it would be refused, and why.
    """
    refused = ""
    if person := chosen(request):
        try:
            act(person)
        except Refused as why:
            refused = str(why.reason)
        else:
            messages.info(request, _("It is asked. %(name)s finds it on Today.") % {"name": person.name})
            return None
    return finding(request, refused, why_not)


def finding(request: SignedInRequest, refused: str = "", why_not: Reasons | None = None) -> Finding:
    """Return what to show: who is called what was typed, and without that who is in one's own teams; by whom cannot be
    asked the reason stands instead of a button.
    """
    words = request.POST.get("words", "").strip()
    too_long = len(words) > NAME_MAX
    near: dict[UUID, str] = {}
    if not words:
        for hat in request.me.hats[:TEAMS]:
            near |= dict(people_in(hat.team_id).exclude(pk=request.me.id).values_list("pk", "name"))
    found = [] if too_long or not words else found_by_name(request.person, words)
    reasons = why_not({key for key, _name in (*found, *near.items())}) if why_not else {}
    return Finding(
        words=words,
        found=_rows(found, reasons),
        near=_rows(sorted(near.items(), key=lambda one: one[1]), reasons),
        refused=refused or (_("No name is that long. Look for a part of it.") if too_long else ""),
        too_long=too_long,
    )


def _rows(people: Iterable[tuple[UUID, str]], reasons: Mapping[UUID, str]) -> tuple[Row, ...]:
    return tuple((key, name, reasons.get(key, "")) for key, name in people)
