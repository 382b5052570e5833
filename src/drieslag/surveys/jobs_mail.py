"""What `jobs` does for the mails of rounds; thin, the actions do it. A demo sends nothing to anybody."""

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.core.queries import is_demo
from drieslag.kernel.working import is_working_time
from drieslag.surveys.actions.mails import plan_mails


def tell() -> int:
    """Let the mails wait that are due, in working time only, one organisation after another. Returns how many."""
    if is_demo() or not is_working_time(clock.now()):
        return 0
    waiting = 0
    for organisation in list(Organisation.objects.order_by("pk").values_list("pk", flat=True)):
        with tenancy.inside(organisation):
            waiting += plan_mails()
    return waiting
