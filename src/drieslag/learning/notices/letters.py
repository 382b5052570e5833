"""The words of mails, made when they go out, in the language of who gets them. No picture, nothing that tells back."""

from datetime import datetime
from email.message import EmailMessage as Message
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.learning.notices import ics
from drieslag.learning.notices.actions.choices import secret_for
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Notice
from drieslag.learning.notices.ics import Entry, Party
from drieslag.people.models import Person


class CalendarMail(EmailMultiAlternatives):
    """A mail with a calendar in it, twice: as a way to read it, for programs that answer to that, and as a file."""

    def __init__(self, *, calendar: bytes, method: str, **given: Any) -> None:
        super().__init__(**given)
        self.method = method
        self.attach_alternative(calendar.decode(), "text/calendar")
        self.attach("invite.ics", calendar, "application/ics")

    def message(self, **given: Any) -> Message:
        """Return the mail; the calendar says also in its head what it asks for."""
        whole: Message = super().message(**given)
        for part in whole.walk():
            if part.get_content_type() == "text/calendar":
                part.set_param("method", self.method)
        return whole


def day_and_time(at: datetime) -> str:
    """Dinsdag 24 november, 10.15."""
    here = at.astimezone(clock.AMSTERDAM)
    return _("%(day)s, %(time)s") % {"day": written(here, "l j F"), "time": written(here, _("H:i"))}


def invitation(person: Person, email: str, entry: Entry) -> CalendarMail:
    """Return the mail that puts something in a calendar, changes it there, or takes it out."""
    organizer = Party(_("Drieslag for %(team)s") % {"team": entry.team}, settings.DEFAULT_FROM_EMAIL)
    when = day_and_time(entry.recurrence if entry.cancelled and entry.recurrence else entry.starts_at)
    calendar = ics.invite(entry, organizer, Party(person.name, email))
    return CalendarMail(
        subject=_subject(entry, when),
        body=_body([_opening(entry), "", *_facts(entry, when)], person, Notice.INVITATION),
        to=[email],
        headers=heads(person, Notice.INVITATION),
        calendar=calendar,
        method=ics.method(entry),
    )


def _subject(entry: Entry, when: str) -> str:
    if entry.cancelled:
        return _("Called off: %(what)s, %(when)s") % {"what": _line(entry.summary), "when": when}
    return f"{_line(entry.summary)}, {when}"


def _line(text: str) -> str:
    """Return a text on one line: a head of a mail holds no other."""
    return " ".join(text.split())


def _opening(entry: Entry) -> str:
    if entry.cancelled:
        return _("This is called off. Your calendar takes it out.")
    if entry.rule:
        return _("Your team comes back to this. Your calendar can put it in at once.")
    if entry.recurrence:
        return _("This one time it is different from the other times.")
    return _("This stands in your team's calendar. Your calendar can put it in at once.")


def _facts(entry: Entry, when: str) -> list[str]:
    return [line for line in (entry.summary, when, entry.place, entry.url) if line]


def reminder(person: Person, email: str, entry: Entry) -> EmailMultiAlternatives:
    """Return the mail of the working day before."""
    when = day_and_time(entry.starts_at)
    return EmailMultiAlternatives(
        subject=_("Coming: %(what)s, %(when)s") % {"what": _line(entry.summary), "when": when},
        body=_body([_("This is coming up."), "", *_facts(entry, when)], person, Notice.REMINDER),
        to=[email],
        headers=heads(person, Notice.REMINDER),
    )


def digest(person: Person, email: str, coming: list[Entry], due: list[str], url: str) -> EmailMultiAlternatives:
    """Return the mail of the week: what is coming, and what one promised oneself to look back on."""
    lines = [_("Good morning %(name)s,") % {"name": person.first_name}, ""]
    if coming:
        lines += [
            _("This week with your team:"),
            *(f"- {day_and_time(one.starts_at)}: {one.summary}" for one in coming),
            "",
        ]
    if due:
        lines += [*due, ""]
    return EmailMultiAlternatives(
        subject=_("Your week in Drieslag"),
        body=_body([*lines, url], person, Notice.DIGEST),
        to=[email],
        headers=heads(person, Notice.DIGEST),
    )


def plain(person: Person, email: str, notice: Notice, subject: str, lines: list[str]) -> EmailMultiAlternatives:
    """Return a mail of words alone, with the way to switch its kind off. For parts above this one."""
    return EmailMultiAlternatives(
        subject=_line(subject), body=_body(lines, person, notice), to=[email], headers=heads(person, notice)
    )


def _body(lines: list[str], person: Person, notice: Notice) -> str:
    off = absolute("calendar:off", secret_for(person, notice))
    foot = ["-- ", _("No longer want these mails? One press switches them off:"), off]
    return "\n".join([*lines, "", *foot, ""])


def heads(person: Person, notice: Notice) -> dict[str, str]:
    """Return what a mail program needs to offer its own button for switching this kind off (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{absolute('calendar:off', secret_for(person, notice))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
