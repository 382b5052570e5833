"""The ways in for anonymous acts: one for a token, where a person is known, and five where nobody is.

The five take no cookie into account: whatever organisation or person a cookie would give, the round's own door
decides. They are exempt from CSRF protection because they have no authority that another site could abuse; their
names stand in EXEMPT, and a sweep compares. They write the store and nothing else, and answer with no more than what
became of the act.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from drieslag.core import tenancy
from drieslag.core.doors import open_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused
from drieslag.privacy.anonymous import actions
from drieslag.privacy.anonymous.keyfolder import KeyLost
from drieslag.privacy.anonymous.models import HASH_BYTES
from drieslag.privacy.anonymous.rules import ASK_AGAIN
from drieslag.privacy.anonymous.tokens import to_text
from drieslag.web.anonymous import tickets
from drieslag.web.anonymous.bodies import SECRET_BYTES, Body, Malformed, read
from drieslag.web.components.findings import rows
from drieslag.web.requests import Request

EXEMPT = frozenset({"slip", "slip_change", "slip_withdrawal", "ready", "shield"})
SHIELD_MOST = 20_000  # characters

type Act = Callable[[Body], dict[str, object]]


def answered(act: Callable[[], dict[str, object]]) -> JsonResponse:
    """Run the act and put its answer or refusal in JSON; a refusal leaves nothing written."""
    try:
        return JsonResponse(act())
    except Malformed:
        return _refusal(400, _("Your browser sent something that could not be read. Load the page again."))
    except NotFound:
        return _refusal(404, _("This is not here, or not any more."))
    except KeyLost:
        return _refusal(409, str(ASK_AGAIN))
    except Refused as refused:
        return _refusal(409, str(refused.reason), str(getattr(refused, "item", "")))


def _refusal(status: int, reason: str, item: str = "") -> JsonResponse:
    """`item` is the question that the reason is about."""
    transaction.set_rollback(True)
    return JsonResponse({"reason": reason, **({"item": item} if item else {})}, status=status)


def nobodys(act: Act) -> Callable[[HttpRequest], HttpResponse]:
    """Make a view of an act that nobody in particular does."""

    @csrf_exempt
    @never_cache
    @require_POST
    @wraps(act)
    def view(request: HttpRequest) -> HttpResponse:
        return answered(lambda: act(read(request)))

    return view


def _through_door(body: Body) -> UUID:
    """Enter the organisation to which the round's door leads, and return the round's key."""
    key = body.key("round")
    door = open_door(kind=DoorKind.ANONYMOUS, secret=str(key))
    if door is None or door.organisation_id is None:
        raise NotFound
    tenancy.enter(door.organisation_id)
    return key


@never_cache
@require_POST
def token(request: Request, **_path: object) -> HttpResponse:
    """Sign a blinded message for whoever is signed in or sits in the meeting; the only one of these that knows who
    asks.
    """
    holder = request.me.id if request.me else request.guest_seat
    if holder is None:
        return _refusal(404, _("This is not here, or not any more."))

    def sign() -> dict[str, object]:
        body = read(request)
        return {
            "signature": to_text(actions.issue(by=holder, round_id=body.key("round"), blinded=body.data("blinded")))
        }

    return answered(sign)


@nobodys
def slip(body: Body) -> dict[str, object]:
    """Hand in a slip."""
    receipt = actions.hand_in(
        round_id=_through_door(body),
        box_id=body.key("box"),
        token=body.token,
        text=body.text("text"),
        change_hash=body.data("change_hash", HASH_BYTES),
        mark=body.data("mark", HASH_BYTES),
    )
    return {"state": receipt}


@nobodys
def slip_change(body: Body) -> dict[str, object]:
    """Put another text in one's own slip."""
    _through_door(body)
    actions.change(box_id=body.key("box"), secret=body.data("secret", SECRET_BYTES), text=body.text("text"))
    return {"state": "changed"}


@nobodys
def slip_withdrawal(body: Body) -> dict[str, object]:
    """Take one's own slip back."""
    _through_door(body)
    actions.withdraw(box_id=body.key("box"), secret=body.data("secret", SECRET_BYTES))
    return {"state": "withdrawn"}


@nobodys
def ready(body: Body) -> dict[str, object]:
    """Be counted as ready, or no longer."""
    is_ready = body.flag("ready")
    actions.set_ready(round_id=_through_door(body), box_id=body.key("box"), token=body.token, ready=is_ready)
    return {"state": "ready" if is_ready else "busy"}


@nobodys
def shield(body: Body) -> dict[str, object]:
    """Say what in a text could point at a client. Kept and logged nowhere."""
    text = body.text("text")
    if not tickets.is_good(body.text("ticket")):
        raise Refused(_("This page has been open for a long time. Load it again."))
    return {"findings": rows(text) if len(text) <= SHIELD_MOST else []}
