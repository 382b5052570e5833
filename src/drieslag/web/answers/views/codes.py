"""Answering with a code, without an account. The code comes in bodies alone, and nobody is signed in here.

Whoever holds a code may see that questionnaire and have its one token: nothing that another site could abuse, so both
posts are exempt from CSRF protection, by name. What is handed in goes where all anonymous answers go (web.anonymous).
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.privacy.anonymous import actions as anonymous
from drieslag.privacy.anonymous.tokens import to_text
from drieslag.surveys.actions.invitations import through_door
from drieslag.surveys.models import Invitee
from drieslag.surveys.queries.answers import sheet_of
from drieslag.web.anonymous.bodies import Body
from drieslag.web.anonymous.views import nobodys
from drieslag.web.answers import presenters
from drieslag.web.requests import Request

LONGEST = 200


@require_safe
def code(request: Request) -> HttpResponse:
    """Ask for the code, where the address does not bring it to the script."""
    return render(request, "answers/code.html")


def _invitee(body: Body) -> Invitee:
    try:
        return through_door(secret=body.text("code")[:LONGEST])
    except NotFound:
        raise Refused(
            _("This code does not work, or the questionnaire is closed. Look whether it is typed right.")
        ) from None


@nobodys
def sheet(body: Body) -> dict[str, object]:
    """Give the questionnaire that a code opens, and the round for which it gets a token."""
    invitee = _invitee(body)
    asked = sheet_of(invitee.pk)
    page = presenters.page_of(asked, polite=True)
    return {
        "holder": str(invitee.pk),
        "rounds": page.rounds,
        "head": render_to_string("answers/head.html", {"page": page, "bare": True}),
        "main": presenters.drawn_sheet(page),
    }


@nobodys
def token(body: Body) -> dict[str, object]:
    """Sign the one blinded message of a code."""
    invitee = _invitee(body)
    signature = anonymous.issue(by=invitee.pk, round_id=body.key("round"), blinded=body.data("blinded"))
    return {"signature": to_text(signature)}
