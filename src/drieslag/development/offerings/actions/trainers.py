"""What an internal trainer can give, and how often."""

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused, require
from drieslag.development.offerings.models import MOST_A_QUARTER, WORDS_MAX, Trainer
from drieslag.development.offerings.rules import may_say_room
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def say_room(*, by: Person, gives: str, a_quarter: int) -> Trainer:
    """Say what one gives and how often in a quarter. For oneself alone; again changes it."""
    words = within(gives, WORDS_MAX, needed=False)
    if not 0 <= a_quarter <= MOST_A_QUARTER:
        raise Refused(_("Write a number from 0 to 90."))
    with transaction.atomic():
        require(may_say_room(by))
        found, _new = Trainer.objects.select_for_update().get_or_create(
            organisation_id=by.organisation_id, person=by.pk, defaults={"gives": words, "a_quarter": a_quarter}
        )
        found.gives, found.a_quarter = words, a_quarter
        found.save(update_fields=["gives", "a_quarter"])
    return found
