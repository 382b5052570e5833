"""The tags of the pages: `{% load drieslag %}`. Each gives ready markup; /gallery/ shows them all."""

from typing import Any

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from drieslag.core import clock
from drieslag.kernel.format import Phase
from drieslag.web.components import drawings, fields, marks, navigation, standings, texts, trust

register = template.Library()

register.simple_tag(drawings.icon, name="icon")
register.simple_tag(drawings.mark, name="mark")
register.simple_tag(drawings.phase, name="phase")
register.simple_tag(drawings.knot, name="knot")
register.simple_tag(drawings.loops, name="loops")
register.simple_tag(drawings.moment, name="moment")
register.simple_tag(trust.seen, name="seen")
register.simple_tag(standings.growth, name="growth")
register.simple_tag(standings.standing_word, name="standing_word")
register.simple_tag(marks.alert, name="alert")
register.simple_tag(marks.steps, name="steps")
register.simple_tag(marks.distribution, name="distribution")
register.simple_tag(texts.script_texts, name="script_texts")


@register.simple_tag
def thread_glyph(now: str, done: Any = None, *, wide: bool = False) -> SafeString:
    """Draw a thread; `done` may be any row of phases."""
    return drawings.thread(str(now), done=None if done is None else tuple(map(str, done)), wide=wide)


@register.simple_tag
def phase_name(which: str) -> str:
    """Return the word of a phase."""
    return drawings.phase_name(Phase(which))


@register.simple_tag
def phase_class(which: str) -> str:
    """Return p1 to p6."""
    return drawings.phase_class(Phase(which))


@register.simple_tag
def interval(mean: float, between: tuple[float, float], scale: tuple[float, float], label: str) -> SafeString:
    """Draw a mean with what it probably lies between, on its whole scale."""
    return marks.interval(mean, between, scale, label)


@register.simple_tag
def timer(ends_at: Any, total: int, *, paused: bool = False, until: str = "") -> SafeString:
    """Draw the time that is left; `ends_at` is a moment, `total` the seconds of the step."""
    now = round(clock.now().timestamp() * 1000)
    return marks.timer(round(ends_at.timestamp() * 1000), int(total), now, paused=paused, until=until)


@register.simple_tag
def message(said: Message) -> SafeString:
    """Draw one of Django's messages as an alert."""
    kinds = {constants.SUCCESS: "ok", constants.WARNING: "warning", constants.ERROR: "error"}
    return marks.alert(kinds.get(said.level, "info"), str(said))


@register.simple_tag
def field(bound: BoundField, **attributes: Any) -> SafeString:
    """Draw a form field; see components.fields."""
    return fields.field(bound, **attributes)


@register.simple_tag
def form_errors(form: BaseForm, sentence: str = "") -> SafeString:
    """Draw the alert above a form."""
    return fields.errors(form, sentence)


@register.simple_tag(takes_context=True)
def menu(context: RequestContext) -> SafeString:
    """Draw the menu. A page says where it is with `place` in its context; else its url's namespace does."""
    match = getattr(context.get("request"), "resolver_match", None)
    current = context.get("place") or (match.namespace if match else "")
    return navigation.navigation(str(current))


@register.simple_tag(takes_context=True)
def owner(context: RequestContext) -> str:
    """Return whose drafts may stand on this page: a person, a guest's seat, or nobody."""
    me = context.get("me")
    return str(me.id if me else getattr(context.get("request"), "guest_seat", None) or "")


@register.simple_tag
def address(name: str, *key: Any) -> str:
    """Return a page's address, or nothing where the part is not installed."""
    return navigation.address(name, *key)
