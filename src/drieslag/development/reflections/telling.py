"""How a note and a look back are told to whom they are shared with, and in a portfolio."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.looking import Said, end_of
from drieslag.development.reflections.models import LookBack, Reflection
from drieslag.development.reflections.naming import span_name
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told
from drieslag.library import prompts

TITLE = 80


def reflections(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell notes: the prompt and the words. What it was about and the goal stay their owner's (one query)."""
    rows = Reflection.objects.filter(owner=owner).order_by("-written_on", "-pk")
    return [_note(row) for row in (rows if keys is None else rows.filter(pk__in=keys))]


def _note(row: Reflection) -> Told:
    prompt = prompts.find(row.marks.prompt)
    asked = prompt.text.get(get_language() or "") if prompt else ""
    return Told(Kind.REFLECTION, row.pk, beginning(row.text), row.written_on, ((asked, row.text),), "reflections:one")


def beginning(text: str) -> str:
    """Return the first words of a text, as its title."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1].rsplit(' ', 1)[0]}…"


def look_backs(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell look backs: what was kept in own words, and the closing sentence (one query)."""
    rows = LookBack.objects.filter(owner=owner).order_by("-begins_on", "span")
    return [_back(row) for row in (rows if keys is None else rows.filter(pk__in=keys))]


def _back(row: LookBack) -> Told:
    span, said = Span(row.span), Said.from_text(row.said)
    lines = [(_("What I noticed"), words) for _key, words in said.kept]
    if said.closing:
        lines.append((_("What I take along"), said.closing))
    return Told(
        Kind.LOOK_BACK, row.pk, span_name(span, row.begins_on), end_of(span, row.begins_on), tuple(lines),
        "reflections:back",
    )  # fmt: skip
