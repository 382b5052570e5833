"""Messages on devices: asked for there, sent without a word of what it is about."""

import hashlib
import json
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.learning.notices import reaching, vapid
from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.models import PushDevice
from drieslag.people.models import Person

MOST_DEVICES = 5
LIVES = 60 * 60  # seconds that a message waits for a device that is off
ENDED = frozenset({404, 410})
LONGEST = 600

log = structlog.get_logger()


def add_device(*, by: Person, endpoint: str, auth: str, p256dh: str) -> PushDevice:
    """Want messages on this device. Twice is once. Raises Refused for what no browser made."""
    subscription = json.dumps({"endpoint": endpoint, "keys": {"auth": auth, "p256dh": p256dh}})
    if not endpoint.startswith("https://") or max(map(len, (endpoint, auth, p256dh))) > LONGEST:
        raise Refused(_("This device cannot be reached. Try again, or use the mails."))
    try:
        _sealed(b"", subscription)
    except Exception as error:  # whatever a made-up key makes the libraries say
        raise Refused(_("This device cannot be reached. Try again, or use the mails.")) from error
    mark = hashlib.sha256(endpoint.encode()).digest()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        known = PushDevice.objects.filter(person=by, mark=mark).first()
        if known is not None:
            return known
        extra = PushDevice.objects.filter(person=by).order_by("-pk").values_list("pk", flat=True)[MOST_DEVICES - 1 :]
        PushDevice.objects.filter(pk__in=list(extra)).delete()
        return PushDevice.objects.create(
            organisation_id=by.organisation_id, person=by, mark=mark, subscription=subscription, made_on=clock.today()
        )


def remove_devices(*, by: Person) -> int:
    """Want no messages any more, on no device. Returns how many there were."""
    with transaction.atomic():
        return PushDevice.objects.filter(person=by).delete()[0]


def push_reminder(person: Person, entry: Entry) -> int:
    """Send a reminder to somebody's devices. Returns how many took it; a device that is gone is forgotten."""
    at = written(entry.starts_at.astimezone(clock.AMSTERDAM), _("H:i"))
    text = _("You meet at %(time)s.") % {"time": at}
    message = json.dumps({"title": "Drieslag", "body": text, "url": entry.url, "tag": str(entry.row_id)}).encode()
    return sum(_send(device.pk, device.subscription, message) for device in PushDevice.objects.filter(person=person))


def _send(key: UUID, subscription: str, message: bytes) -> int:
    endpoint, headers, body = _sealed(message, subscription)
    try:
        status = reaching.post(endpoint, body, headers)
    except reaching.Unreachable as error:
        log.warning("push.not_sent", error=error.problem)
        return 0
    if status in ENDED:
        PushDevice.objects.filter(pk=key).delete()
    return int(200 <= status < 300)  # noqa: PLR2004 — the class of answers that say yes


def _sealed(message: bytes, subscription: str) -> tuple[str, dict[str, str], bytes]:
    """Return where it goes, and the message as only that browser reads it."""
    from webpush import WebPush, WebPushSubscription  # type: ignore[import-untyped]

    given = WebPushSubscription.model_validate_json(subscription)
    private, public = vapid.pem_pair()
    push = WebPush(private_key=private, public_key=public, subscriber=vapid.subscriber(), ttl=LIVES)
    made = push.get(message=message, subscription=given)
    headers = {**{name: str(value) for name, value in made.headers.items()}, "urgency": "normal"}
    return str(given.endpoint), headers, made.encrypted
