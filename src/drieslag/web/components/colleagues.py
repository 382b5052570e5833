"""Choosing one colleague by name, for whatever is asked of that one: looking for it, or taking it from one's teams."""

from collections.abc import Callable
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
TEAMS = 3  # a fixed number of queries; who is in more teams looks for the name


@dataclass(frozen=True, slots=True)
class Finding:
    """What the page shows: what was typed, who is called that, who is close by, and why it was refused."""

    words: str
    found: tuple[tuple[UUID, str], ...]
    near: tuple[tuple[UUID, str], ...]
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


def ask(request: SignedInRequest, act: Callable[[Person], object]) -> Finding | None:
    """Ask whoever was chosen, say so and return None. Without anybody, or when it is refused, return what to show."""
    refused = ""
    if person := chosen(request):
        try:
            act(person)
        except Refused as why:
            refused = str(why.reason)
        else:
            messages.info(request, _("It is asked. %(name)s finds it on Today.") % {"name": person.name})
            return None
    return finding(request, refused)


def finding(request: SignedInRequest, refused: str = "") -> Finding:
    """Return what to show: who is called what was typed, and without that who is in one's own teams."""
    words = request.POST.get("words", "").strip()
    too_long = len(words) > NAME_MAX
    near: dict[UUID, str] = {}
    if not words:
        for hat in request.me.hats[:TEAMS]:
            near |= dict(people_in(hat.team_id).exclude(pk=request.me.id).values_list("pk", "name"))
    return Finding(
        words=words,
        found=() if too_long or not words else tuple(found_by_name(request.person, words)),
        near=tuple(sorted(near.items(), key=lambda one: one[1])),
        refused=refused or (_("No name is that long. Look for a part of it.") if too_long else ""),
        too_long=too_long,
    )
