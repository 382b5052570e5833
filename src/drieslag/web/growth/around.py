"""What stands on the home page of growing beside one's goals: of each part the little that it tells for this page."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from drieslag.development.evaluations import queries as evaluations
from drieslag.development.offerings import queries as offerings
from drieslag.development.offerings.enums import Standing
from drieslag.development.reflections import queries as reflections
from drieslag.development.sharing.queries import Readers
from drieslag.development.talks import queries as talks
from drieslag.people.models import Person
from drieslag.web.components import dates, navigation
from drieslag.web.growth.words import shared_with

FEW = 4
READ = 260  # signs of the last reflection


@dataclass(frozen=True, slots=True)
class Line:
    """One line that leads somewhere; without an address it is told only."""

    text: str
    url: str = ""
    does: str = ""
    is_now: bool = False


def around(person: Person, readers: Mapping[UUID, Readers]) -> dict[str, object]:
    """Return the last reflection, where one stands, and what is coming. What asks for an answer now stands on Today."""
    last = reflections.latest(person)
    return {
        "last": last,
        "last_day": dates.week_day(last.written_on) if last else "",
        "last_text": Truncator(last.text).chars(READ) if last else "",
        "last_readers": shared_with(readers.get(last.pk, Readers()).now) if last else "",
        "themes": evaluations.standings(person)[:FEW],
        "talks": [_talk(one) for one in talks.coming(person)[:FEW]],
        "offered": [_offered(one) for one in offerings.coming(person)[:FEW]],
    }


def _talk(one: talks.Coming) -> Line:
    said = {
        "kind": str(one.kind.label).capitalize(), "name": one.name, "day": dates.long_day(one.at),
        "at": dates.moment(one.at),
    }  # fmt: skip
    url = navigation.address("talks:one", one.key)
    if one.is_asked:
        return Line(_("%(name)s asks for a talk") % said, url, _("Answer"), is_now=True)
    if one.to_confirm:
        return Line(_("%(name)s wrote agreements down") % said, url, _("Look at them"), is_now=True)
    return Line(_("%(kind)s with %(name)s, %(day)s at %(at)s") % said, url, _("Prepare"))


def _offered(one: offerings.Coming) -> Line:
    said = {"title": one.title, "day": dates.long_day(one.at), "at": dates.moment(one.at)}
    text = _("%(title)s, %(day)s at %(at)s")
    if one.standing == Standing.WAITING:
        text = _("%(title)s, %(day)s at %(at)s: you are on the waiting list")
    return Line(text % said, navigation.address("offerings:one", one.key))
