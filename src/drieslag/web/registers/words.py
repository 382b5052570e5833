"""Amounts and reasons as one says them: hours and points, never a share of something."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.kernel.format import Text
from drieslag.kernel.registers import HOUR, POINT, Reason, Row, Unit


def said(text: Text | None) -> str:
    """Return a text of the library in the language of the page."""
    return text.get(get_language()) if text is not None else ""


def amount(unit: Unit, number: int) -> str:
    """Say an amount of minutes as hours, of hundredths as points."""
    return duration(number) if unit is Unit.MINUTES else points(number)


def duration(minutes: int) -> str:
    """Say minutes as hours and what is left."""
    hours, rest = divmod(minutes, HOUR)
    whole = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    part = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if hours and rest:
        return _("%(hours)s and %(minutes)s") % {"hours": whole, "minutes": part}
    return whole if hours or not rest else part


def decimal(hundredths: int) -> str:
    """Write hundredths as one writes points: 12,5."""
    whole, rest = divmod(hundredths, POINT)
    mark = "." if get_language().startswith("en") else ","
    return f"{whole}{mark}{rest:02d}".rstrip("0").rstrip(mark) if rest else str(whole)


def points(hundredths: int) -> str:
    """Say points."""
    form = ngettext("%(points)s point", "%(points)s points", 1 if hundredths == POINT else 2)
    return form % {"points": decimal(hundredths)}


def row_words(row: Row) -> tuple[str, str]:
    """Say what counts under a heading, and what is still needed."""
    unit = row.category.unit
    has = _("Counted: %(amount)s.") % {"amount": amount(unit, row.counted)}
    if row.counted < row.net:
        more = _("You noted %(amount)s; no more than this counts.") % {"amount": amount(unit, row.net)}
        has = f"{has} {more}"
    if row.left is None:
        return has, _("How much you need, you look up at the register.")
    if row.left == 0:
        return has, _("You need no more of this.") if row.minimum else ""
    return has, _("You need %(amount)s more.") % {"amount": amount(unit, row.left)}


def reason_words(reason: Reason) -> str:
    """Say why something does not count."""
    return {
        Reason.OUTSIDE: _("It was not finished within your period."),
        Reason.UNKNOWN: _("This register does not know this form."),
        Reason.NOT_A_FORM: _("This form does not count at this register."),
        Reason.ALONE: _("What you do by yourself does not count here."),
        Reason.TOO_FEW: _("The group was smaller than the register asks."),
        Reason.TOO_MANY: _("The group was larger than the register asks."),
        Reason.TOO_SHORT: _("It was shorter than the register asks."),
        Reason.NOT_LIVE: _("Online it counts only with live sound and picture of everybody."),
        Reason.NOT_ACCREDITED: _("It has to be accredited by the register."),
        Reason.NOTHING: _("No net time or points stand with it."),
    }[reason]
