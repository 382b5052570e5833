"""A format on paper: the script card, and what lies on the table."""

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.kernel.format import Format, MaterialKind, Step, Text

LANGUAGE = "nl"


def say(text: Text) -> str:
    """Return the text in the reader's language."""
    return text.get(get_language() or LANGUAGE)


def language() -> str:
    """Return the language that the paper says it is in."""
    return "en" if (get_language() or LANGUAGE).startswith("en") else "nl"


def card(format_: Format) -> dict[str, Any]:
    """Return what stands on the script card."""
    return {
        "language": language(),
        "title": say(format_.name),
        "subtitle": _subtitle(format_),
        "needs_label": _("Needed:"),
        "needs": " ".join(say(condition) for condition in format_.conditions),
        "roles_label": _("Roles:"),
        "roles": ", ".join(say(role.name) for role in format_.roles),
        "sittings": [_sitting(format_, number) for number in range(1, format_.sittings + 1)],
        "foot": _("Afterwards: write only the day, the number of people and what you agreed in Drieslag. Never a "
                  "resident’s name."),
    }  # fmt: skip


def _subtitle(format_: Format) -> str:
    minutes = ngettext("%(n)d minute", "%(n)d minutes", format_.minutes) % {"n": format_.minutes}
    people = _("%(low)d to %(high)d people") % {"low": format_.group_min, "high": format_.group_max}
    return " · ".join(part for part in (minutes, people, say(format_.rhythm)) if part)


def _sitting(format_: Format, number: int) -> dict[str, Any]:
    several = format_.sittings > 1
    part = format_.one_sitting(number) if several else format_
    title = _("Meeting %(number)d of %(count)d") % {"number": number, "count": format_.sittings}
    rows, minute = [], 0
    for step in part.steps:
        rows.append(_step(step, minute))
        minute += step.minutes
    return {"title": title if several else _("Steps"), "steps": rows}


def _step(step: Step, minute: int) -> dict[str, Any]:
    return {
        "from": str(minute),
        "minutes": _("%(n)d min") % {"n": step.minutes},
        "title": say(step.title),
        "say": say(step.say),
        "ask": say(step.ask),
    }


def materials(format_: Format) -> dict[str, Any]:
    """Return what lies on the table: cards to cut out and sheets."""
    return {
        "language": language(),
        "title": say(format_.name),
        "how": _("Print on one side. Cut along the dashed lines."),
        "foot": _("Write no names of residents on these sheets."),
        "materials": [
            {
                "title": say(one.title),
                "cards": one.kind is MaterialKind.CARDS,
                "items": [say(item) for item in one.items],
            }
            for one in format_.materials
        ],
    }
