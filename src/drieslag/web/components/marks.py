"""Small pieces of a page: alert, timer line, steps, figures as bars. No width is a style: the CSP forbids those."""

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.web.components.drawings import icon

ALERT_ICONS: Final = {"info": "info", "ok": "check-circle", "warning": "warning", "error": "warning-circle"}
MINUTE: Final = 60


def alert(kind: str, text: str) -> SafeString:
    """Draw a message about the whole page: info, ok, warning or error."""
    role = "alert" if kind == "error" else "status"
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{}" role="{}"><span>{}</span><p>{}</p></div>',
        kind,
        role,
        icon(ALERT_ICONS.get(kind, "info")),
        text,
    )


def remaining(seconds: float) -> str:
    """Say in whole minutes what is left: never seconds, never red."""
    if seconds <= 0:
        return _("We are over the time. Go on, or round off.")
    if seconds < MINUTE:
        return _("almost done")
    minutes = round(seconds / MINUTE)
    return ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes) % {"count": minutes}


def timer(ends_at: int, total: int, now: int, *, paused: bool = False, until: str = "") -> SafeString:
    """Draw the line of time that is left.

    `ends_at` and `now` are the server's milliseconds since 1970, `total` the seconds the step has; `until` is the clock
    time for the facilitator alone. A script shortens the line from these; without it the line stands as it was served.
    """
    left = max(0.0, (ends_at - now) / 1000)
    state = " ds-timer--paused" if paused else (" ds-timer--over" if left <= 0 else "")
    text = _("paused") if paused else remaining(left)
    return format_html(
        '<div class="ds-timer{}" role="timer" data-timer data-ends-at="{}" data-server-now="{}" data-total="{}"{}>'
        '<progress class="ds-timer__line" max="{}" value="{}" aria-hidden="true"></progress>'
        '<p class="ds-timer__text"><span data-timer-text>{}</span>{}</p></div>',
        state,
        ends_at,
        now,
        total,
        SafeString(" data-paused") if paused else "",
        max(total, 1),
        round(left),
        text,
        format_html("<span>{}</span>", until) if until else "",
    )


def steps(number: int, total: int) -> SafeString:
    """Draw the row of dots for the big screen: done, now, to come."""
    dots = format_html_join("", "<li{}></li>", ((_dot(index, number),) for index in range(1, total + 1)))
    label = _("Step %(number)s of %(total)s") % {"number": number, "total": total}
    return format_html('<ol class="ds-steps" aria-label="{}">{}</ol>', label, dots)


def _dot(index: int, number: int) -> SafeString:
    if index == number:
        return SafeString(' aria-current="step"')
    return SafeString(' class="done"') if index < number else SafeString("")


def distribution(low: int, mid: int, high: int, label: str) -> SafeString:
    """Draw three merged classes as one bar with their counts. `label` is the conclusion, said to who cannot see it."""
    total = low + mid + high
    parts, start = [], 0.0
    for kind, count in (("low", low), ("mid", mid), ("high", high)):
        width = 100 * count / total if total else 0
        if count:
            parts.append((kind, f"{start:.2f}", f"{width:.2f}", f"{start + width / 2:.2f}", count))
        start += width
    shape = '<g class="{0}"><rect x="{1}%" width="{2}%" height="34" /><text x="{3}%" y="17">{4}</text></g>'
    return format_html(
        '<svg class="ds-bar" role="img" aria-label="{}">{}</svg>', label, format_html_join("", shape, parts)
    )


def interval(mean: float, between: tuple[float, float], scale: tuple[float, float], label: str) -> SafeString:
    """Draw a mean with what it probably lies between, on the whole scale."""
    least, most = scale
    low, high = between

    def place(value: float) -> str:
        return f"{4 + 92 * (value - least) / (most - least):.2f}"

    return format_html(
        '<svg class="ds-interval" role="img" aria-label="{}"><line class="scale" x1="4%" x2="96%" y1="16" y2="16"/>'
        '<rect class="band" x="{}%" width="{}%" y="9" height="14" rx="7"/>'
        '<circle class="dot" cx="{}%" cy="16" r="7"/>'
        '<text x="4%" y="42">{}</text><text x="96%" y="42" text-anchor="end">{}</text></svg>',
        label,
        place(low),
        f"{92 * (high - low) / (most - least):.2f}",
        place(mean),
        f"{least:g}",
        f"{most:g}",
    )
