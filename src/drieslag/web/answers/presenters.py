"""A questionnaire as a page shows it: the promise in words, how far one is, and the questions, drawn once for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.kernel.instrument import ItemKind, Mode
from drieslag.library import instruments
from drieslag.people.enums import Role
from drieslag.privacy.anonymous.actions import LATE
from drieslag.privacy.anonymous.queries import WayIn
from drieslag.privacy.models import Consent, ConsentBody, ConsentScope
from drieslag.privacy.queries import list_consents
from drieslag.surveys import naming, relations
from drieslag.surveys.checking import is_asked
from drieslag.surveys.enums import RoundKind, RoundState
from drieslag.surveys.queries.answers import Own, Sheet
from drieslag.web.anonymous import tickets
from drieslag.web.components.dates import moment, week_day
from drieslag.web.components.survey import PageView, pages_of
from drieslag.web.templatetags.anonymous import grouped, offered


@dataclass(frozen=True)
class SheetPage:
    """All that the page of a questionnaire says beside its questions."""

    sheet: Sheet
    title: str
    intro: str
    mode: str
    sign: str
    closes: str
    late_until: str
    is_late: bool
    total: int
    answered: int
    progress: str
    about: str  # whom a mirror is of
    group: str
    words: str  # who reads what is written in own words
    polite: bool
    way: WayIn | None = None
    fingerprint: str = ""
    rounds: str = "[]"  # for the script: the round whose token is given now


def written(at: datetime) -> str:
    """Tuesday 24 november, 10:15."""
    return _("%(day)s at %(time)s") % {"day": week_day(at), "time": moment(at)}


def page_of(sheet: Sheet, own: Own | None = None, *, polite: bool = False) -> SheetPage:
    """Return the page of a sheet; with one's own answers when it is named. `polite` for somebody from outside."""
    language = get_language() or "nl"
    answers = own.answers if own else {}
    instrument, found = sheet.instrument, sheet.round
    asked = [item for item in instrument.items if is_asked(item, answers)]
    answered = sum(1 for item in asked if item.key in answers)
    return SheetPage(
        sheet=sheet,
        title=found.title,
        intro=instrument.intro.get(language),
        mode=mode_words(sheet),
        sign="named" if sheet.named else "anonymous",
        closes=written(found.closes_at),
        late_until=written(found.closes_at + LATE),
        is_late=found.state == RoundState.LATE,
        total=len(asked),
        answered=answered,
        progress=said(answered, len(asked)),
        about=sheet.subject if found.kind == RoundKind.MIRROR else "",
        group=_group(sheet),
        words=_words(sheet),
        polite=polite,
        way=sheet.way,
        fingerprint=grouped(sheet.way.round.fingerprint) if sheet.way else "",
        rounds=offered([sheet.card] if sheet.card else []),
    )


def said(answered: int, total: int) -> str:
    """How far one is."""
    words = ngettext("%(answered)d of %(total)d question", "%(answered)d of %(total)d questions", total)
    return words % {"answered": answered, "total": total}


def mode_words(sheet: Sheet) -> str:
    """The mode in a word, as it holds for who answers: the leader in a mirror answers with name."""
    if sheet.named:
        return _("Confidential") if sheet.round.mode == Mode.CONFIDENTIAL else _("With name")
    return _("Anonymous")


def mode_word(mode: str) -> str:
    """The mode of a round in a word."""
    return {Mode.ANONYMOUS: _("Anonymous"), Mode.CONFIDENTIAL: _("Confidential"), Mode.OPEN: _("With name")}[Mode(mode)]


def _group(sheet: Sheet) -> str:
    group = sheet.counted_in or sheet.group
    if sheet.round.kind == RoundKind.MIRROR:
        return relations.of_group(group, sheet.subject)
    if len(sheet.together) > 1:
        return naming.together(sheet.together)
    return naming.name_of(group, sheet.round.asked)


def _words(sheet: Sheet) -> str:
    """Say who reads what is written without a name: one's own team, or nobody where it would be of several."""
    texts = any(item.kind is ItemKind.TEXT for item in sheet.instrument.items)
    if sheet.named or not texts or sheet.round.kind == RoundKind.MIRROR:
        return ""
    if sheet.group.team_id and sheet.counted_in is not None and sheet.counted_in.pk == sheet.group.pk:
        return _(
            "What you write in your own words only your team reads, from %(n)d answers on. A colleague looks it over."
        ) % {"n": sheet.distribution}
    return _("What you write in your own words is read by nobody and is not kept: no one team could read it.")


def questions(sheet: Sheet, own: Own | None = None, errors: Mapping[str, str] | None = None) -> SafeString:
    """Draw the questions. Without answers in them they are the same for everyone, and are drawn once."""
    language = get_language() or "nl"
    if own is None or not (own.answers or errors):
        return _drawn(sheet.round.instrument, language, named=sheet.named)
    return _rendered(pages_of(sheet.instrument, language, own.answers, errors), named=sheet.named)


@lru_cache(maxsize=256)
def _drawn(text: str, language: str, *, named: bool) -> SafeString:
    return _rendered(pages_of(instruments.pinned(text), language), named=named)


def _rendered(pages: tuple[PageView, ...], *, named: bool) -> SafeString:
    given = {"pages": pages, "acts": True, "shield_url": _shield(named=named)}
    return render_to_string("answers/questions.html", given)


_sheets: dict[tuple[object, ...], SafeString] = {}
MOST_SHEETS = 400


def drawn_sheet(page: SheetPage) -> SafeString:
    """Draw an anonymous questionnaire with its promise. It is the same for everyone in a group, and is kept until
    something that it says has changed; nothing of whoever looks is in it.
    """
    sheet, way = page.sheet, page.way
    said = (
        page.title,
        page.closes,
        page.is_late,
        page.group,
        page.words,
        page.about,
        page.polite,
        page.fingerprint,
        sheet.round.shareable,
    )
    least = (sheet.mean, sheet.distribution, sheet.relation)
    key = (get_language(), sheet.round.pk, *said, *least, tickets.make(way.box.pk) if way else "")
    if (known := _sheets.get(key)) is None:
        known = render_to_string("answers/sheet.html", {"page": page, "questions": questions(sheet)})
        if len(_sheets) >= MOST_SHEETS:
            _sheets.clear()
        _sheets[key] = known
    return known


def _shield(*, named: bool) -> str:
    return reverse("shield:find") if named else reverse("anonymous_shield")


def reader_words(sheet: Sheet) -> str:
    """Who reads a named answer."""
    if sheet.round.kind == RoundKind.MIRROR:
        return sheet.subject
    if sheet.round.mode == Mode.CONFIDENTIAL:
        return _("the %(role)s") % {"role": Role(sheet.round.reader_role).label}
    return sheet.reader


def consent_words() -> str:
    """Who agreed to confidential rounds, and when; nothing when nobody did."""
    held = [one for one in list_consents() if one.scope == ConsentScope.CONFIDENTIAL_ROUNDS and one.ended_on is None]
    return _consent(held[0]) if held else ""


def _consent(consent: Consent) -> str:
    day = {"day": week_day(consent.given_on)}
    return {
        ConsentBody.WORKS_COUNCIL: _("The works council agreed to this on %(day)s."),
        ConsentBody.STAFF_REPRESENTATION: _("The staff representation agreed to this on %(day)s."),
        ConsentBody.STAFF_MEETING: _("The staff meeting agreed to this on %(day)s."),
        ConsentBody.NO_BODY: _("There is no works council here; the organisation decided on this on %(day)s."),
    }[ConsentBody(consent.body)] % day


@dataclass(frozen=True)
class AnswerRow:
    """A question with what somebody answered."""

    question: str
    answer: str
    is_own_words: bool


def answer_rows(text: str, answers: Mapping[str, object]) -> list[AnswerRow]:
    """Return the questions that somebody answered, with the answers in words."""
    instrument, language = instruments.pinned(text), get_language() or "nl"
    rows = []
    for page in pages_of(instrument, language, answers):
        for item in page.items:
            if item.key not in answers:
                continue
            chosen = [row.label for row in item.rows if row.chosen]
            plain = ", ".join(chosen) if chosen else f"{item.value} {item.unit}".strip()
            rows.append(AnswerRow(item.text, plain, item.kind == ItemKind.TEXT))
    return rows
