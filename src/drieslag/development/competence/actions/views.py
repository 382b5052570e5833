"""The views of two colleagues, asked by name: saw it, in words; or it does not fit now, without a reason."""

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.competence.actions.declarations import locked
from drieslag.development.competence.actions.looking import note_look
from drieslag.development.competence.enums import ViewState
from drieslag.development.competence.models import WORDS_MAX, Declaration, View
from drieslag.development.competence.rules import may_ask_view, may_give_view, may_read_view, owns
from drieslag.development.sharing.enums import Kind
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def ask_view(*, by: Person, declaration: Declaration, colleague: Person) -> View:
    """Ask a colleague; two at most at a time, who declined counts no longer. Asking the same twice is one."""
    with transaction.atomic():
        now = locked(declaration)
        rows = {row.person: row for row in View.objects.filter(declaration=now)}
        there = rows.get(colleague.pk)
        if there is not None and owns(by, now) and there.state != ViewState.DECLINED:
            return there
        taken = sum(row.state in (ViewState.ASKED, ViewState.SAW) for row in rows.values())
        require(may_ask_view(by, now, colleague, taken))
        if there is not None:
            there.state, there.asked_on = ViewState.ASKED, clock.today()
            there.save(update_fields=["state", "asked_on"])
            return there
        return View.objects.create(
            organisation_id=now.organisation_id, declaration=now, person=colleague.pk, asked_on=clock.today()
        )


def stop_asking(*, by: Person, view: View) -> None:
    """Ask somebody no longer, as long as there is no answer."""
    with transaction.atomic():
        require(owns(by, locked(view.declaration)))
        View.objects.filter(pk=view.pk, state__in=[ViewState.ASKED, ViewState.DECLINED]).delete()


def open_declaration(*, by: Person, view: View) -> None:
    """Open what one was asked to look at; the owner sees on which day. Raises NotFound for whoever may not."""
    if not may_read_view(by, view):
        raise NotFound
    note_look(by, view.declaration.owner, Kind.DECLARATION, view.declaration_id)


def give_view(*, by: Person, view: View, words: str) -> View:
    """Say that one saw it, and what. Again changes the words, within the term."""
    text = within(words, WORDS_MAX)
    with transaction.atomic():
        now = _locked(by, view)
        require(may_give_view(now, ViewState.SAW))
        now.words, now.saw_on, now.state = text, now.saw_on or clock.today(), ViewState.SAW
        now.save(update_fields=["words", "saw_on", "state"])
    return now


def decline_view(*, by: Person, view: View) -> View:
    """Say that it does not fit now; no reason is asked."""
    return _leave(by, view, ViewState.DECLINED)


def take_view_back(*, by: Person, view: View) -> View:
    """Take one's words back. The declaration then stands on one view fewer."""
    return _leave(by, view, ViewState.TAKEN_BACK)


def _leave(by: Person, view: View, state: ViewState) -> View:
    with transaction.atomic():
        now = _locked(by, view)
        require(may_give_view(now, state))
        now.words, now.saw_on, now.state = "", None, state
        now.save(update_fields=["words", "saw_on", "state"])
    return now


def _locked(by: Person, view: View) -> View:
    declaration = locked(view.declaration)
    found = View.objects.select_for_update().filter(pk=view.pk).first()
    if found is None:
        raise NotFound
    found.declaration = declaration
    if not may_read_view(by, found):
        raise NotFound
    return found
