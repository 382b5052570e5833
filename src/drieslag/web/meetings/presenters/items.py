"""What people wrote, as markup: the same for the first page and for what the stream brings."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.kernel.format import Step
from drieslag.learning.meetings.queries import Item
from drieslag.web.components.drawings import icon
from drieslag.web.meetings.presenters.formats import say

EMPTY = SafeString("")
CARD = SafeString('<span class="ds-slip" aria-hidden="true"></span>')


def cards(items: Iterable[Item], meeting: UUID, *, hides: bool = False, token: str = "") -> SafeString:
    """Return the list's rows. `hides` adds the facilitator's button; `token` lets it work without a script."""
    return format_html_join("", "{}", ((card(item, meeting, hides=hides, token=token),) for item in items))


def card(item: Item, meeting: UUID, *, hides: bool = False, token: str = "") -> SafeString:
    """Return one row: the words in the serif, the name under it."""
    if item.is_card:
        return format_html('<li id="item-{}">{}</li>', item.id, CARD)
    if item.hidden:
        words = format_html('<span class="soft small">{}</span>', _("The facilitator hid this."))
    else:
        words = format_html('<span class="voice breaks">{}</span>{}{}', item.text, _author(item), _dots(item))
    return format_html('<li id="item-{}">{}{}</li>', item.id, words, _hide(item, meeting, token) if hides else EMPTY)


def _author(item: Item) -> SafeString:
    return format_html('<span class="soft small">{}</span>', item.author) if item.author else EMPTY


def _dots(item: Item) -> SafeString:
    if not item.dots:
        return EMPTY
    words = ngettext("%(n)s dot", "%(n)s dots", item.dots) % {"n": item.dots}
    return format_html('<span class="soft small strong">{}</span>', words)


def _hide(item: Item, meeting: UUID, token: str) -> SafeString:
    address = reverse("meetings:hiding", args=[meeting, item.id])
    label = _("Show again") if item.hidden else _("Hide")
    guard = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token) if token else EMPTY
    show = SafeString('<input type="hidden" name="show" value="1">') if item.hidden else EMPTY
    return format_html(
        '<form method="post" action="{0}" hx-post="{0}" hx-swap="none">{1}{2}'
        '<button class="ds-quiet small">{3}{4}</button></form>',
        address,
        guard,
        show,
        icon("eye" if item.hidden else "eye-slash"),
        label,
    )


def by_field(items: Iterable[Item], step: Step) -> list[tuple[str, list[Item]]]:
    """Return the items under the names of the step's boxes; one nameless box when it has none."""
    found: Mapping[str, list[Item]] = {field.key: [] for field in step.fields} or {"": []}
    rest: list[Item] = []
    for item in items:
        found.get(item.field_key, rest).append(item)
    names = {field.key: say(field.name) for field in step.fields}
    rows = [(names.get(key, ""), own) for key, own in found.items()]
    return [*rows, ("", rest)] if rest else rows
