"""Which instruments there are for somebody, and the text of one."""

from drieslag.core.verdict import NotFound
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.surveys.models import InstrumentVersion, OwnInstrument


def find(code: str) -> Instrument:
    """Return the instrument with this code as it is asked now: of the library or the organisation. Raises NotFound."""
    if (shipped := instruments.load_all().get(code)) is not None:
        return shipped
    own = OwnInstrument.objects.filter(code=code, published__gt=0).first()
    if own is None:
        raise NotFound
    return instruments.pinned(InstrumentVersion.objects.get(instrument=own, number=own.published).text)
