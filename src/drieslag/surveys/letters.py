"""The words of the mails of a round, made when they go out. The same for everybody: no mail can say who answered."""

from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMultiAlternatives
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.instrument import Mode
from drieslag.learning.notices.enums import Notice
from drieslag.learning.notices.letters import plain
from drieslag.people.models import Person

PART = 4  # signs of a fingerprint that are read together


@dataclass(frozen=True)
class Asked:
    """What a mail about a round says. `reader` is who reads named answers, `fingerprint` the key of one's own group,
    `about` whom a mirror is of.
    """

    title: str
    minutes: int
    mode: Mode
    last_day: date
    url: str
    reader: str = ""
    fingerprint: str = ""
    least: int = MINIMUMS.mean
    about: str = ""


def asking(person: Person, email: str, asked: Asked) -> EmailMultiAlternatives:
    """Return the invitation."""
    opening = [_("A questionnaire waits for you:"), asked.title, ""]  # a title may end in a sign of its own
    return plain(
        person,
        email,
        Notice.ROUNDS,
        _("A questionnaire waits for you: %(title)s") % {"title": asked.title},
        [*_greeting(person), *opening, *_facts(asked)],
    )


def asking_on(person: Person, email: str, asked: Asked) -> EmailMultiAlternatives:
    """Return the reminder, which goes to everybody who was asked, also to who answered."""
    opening = _("The questionnaire %(title)s is still open.") % {"title": asked.title}
    everybody = _("Everybody who was asked gets this mail. Did you answer already? Then you are done.")
    return plain(
        person,
        email,
        Notice.ROUNDS,
        _("Still open: %(title)s") % {"title": asked.title},
        [*_greeting(person), opening, everybody, *_facts(asked)],
    )


def result(person: Person, email: str, title: str, url: str) -> EmailMultiAlternatives:
    """Return the mail that says that a team can look at its result."""
    return plain(
        person,
        email,
        Notice.ROUNDS,
        _("The result is there: %(title)s") % {"title": title},
        [
            *_greeting(person),
            _("The result of %(title)s is there. Your team sees its own first.") % {"title": title},
            _("Look at it together: what do you see, what surprises you, what do you try?"),
            "",
            url,
        ],
    )


def mirror(person: Person, email: str, url: str) -> EmailMultiAlternatives:
    """Return the mail that says to somebody that their mirror is closed. It tells nothing of what is in it."""
    return plain(
        person,
        email,
        Notice.ROUNDS,
        _("Your mirror is there"),
        [*_greeting(person), _("Your mirror is closed. What came out is for you alone."), "", url],
    )


def promise(mode: Mode, reader: str, about: str = "", *, least: int = MINIMUMS.mean) -> tuple[str, str]:
    """Return in two sentences what becomes of somebody's name. `about` is whom a mirror is of, `least` from how many
    answers a group is told.
    """
    if mode is Mode.ANONYMOUS and about:
        return (
            _("It is anonymous: nobody can tell what you answered, the administrator included."),
            _("%(name)s sees only what at least %(least)d people say together.") % {"name": about, "least": least},
        )
    if mode is Mode.ANONYMOUS:
        return (
            _("It is anonymous: nobody can tell what you answered, the administrator included."),
            _("What comes out is told per group, from %(least)d answers on.") % {"least": least},
        )
    if mode is Mode.CONFIDENTIAL:
        return (
            _("It is confidential: %(reader)s reads your answers with your name, and nobody else does.")
            % {"reader": reader},
            _("Each time somebody looks at them, you can see that."),
        )
    return (
        _("It is open: %(reader)s reads your answers with your name.") % {"reader": reader},
        _("Each time somebody looks at them, you can see that."),
    )


def in_parts(fingerprint: str) -> str:
    """Return a fingerprint so that two people can compare it aloud."""
    return " ".join(fingerprint[at : at + PART] for at in range(0, len(fingerprint), PART))


def _greeting(person: Person) -> list[str]:
    return [_("Hello %(name)s,") % {"name": person.first_name}, ""]


def _facts(asked: Asked) -> list[str]:
    takes = ngettext("It takes about %(count)d minute.", "It takes about %(count)d minutes.", asked.minutes)
    until = _("You can answer until %(day)s.") % {"day": written(asked.last_day, "l j F")}
    lines = [
        f"{takes % {'count': asked.minutes}} {until}",
        "",
        *promise(asked.mode, asked.reader, asked.about, least=asked.least),
        "",
        asked.url,
    ]
    if asked.fingerprint:
        lines += [
            "",
            _("The page shows the key of your group. This is its fingerprint, to compare:"),
            in_parts(asked.fingerprint),
        ]
    return lines
