"""After closing: the last traces on the disk. Runs as the owner of the tables, outside a transaction.

What was deleted still lies in the tables' files until they are written anew, in the order in which it came. It is
sealed, and its key is gone by then; this takes away even the ciphertexts and their order.
"""

from datetime import timedelta
from uuid import UUID

from django.db import OperationalError, connections

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.privacy.anonymous import keyfolder
from drieslag.privacy.anonymous.enums import BoxState, RoundState
from drieslag.privacy.anonymous.models import STORE, Box, Round

PATIENCE = "5s"  # a table that is in use for longer is left to the next time
GRACE = timedelta(hours=1)


def compact(alias: str = "owner") -> bool:
    """Write the store's tables anew without what was deleted. False when one was in use: the job comes back to it."""
    quote = connections[alias].ops.quote_name
    with connections[alias].cursor() as cursor:
        cursor.execute("set lock_timeout = %s", [PATIENCE])
        try:
            for model in STORE:
                cursor.execute(f"vacuum (full) {quote(model._meta.db_table)}")
        except OperationalError:
            return False
        finally:
            cursor.execute("reset lock_timeout")
    return True


def destroy_stale_keys() -> int:
    """Destroy keys that a crash left behind after their round or box was closed. Returns how many."""
    alive = set[UUID]()
    for organisation in Organisation.objects.all():
        with tenancy.inside(organisation.pk):
            alive |= set(Round.objects.exclude(state=RoundState.CLOSED).values_list("pk", flat=True))
            alive |= set(Box.objects.filter(state=BoxState.SHUT).values_list("pk", flat=True))
    return keyfolder.destroy_all_but(alive, older_than=(clock.now() - GRACE).timestamp())
