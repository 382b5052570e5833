"""What the six phases are called and which colour and icon are theirs."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from drieslag.kernel.cycle import PHASES
from drieslag.kernel.format import Phase
from drieslag.web.components.drawings import PHASE_ICONS, icon, phase_class, phase_name


@dataclass(frozen=True)
class PhaseName:
    """A phase as a page names it, in the language of the page."""

    phase: Phase

    @property
    def label(self) -> str:
        """The word."""
        return phase_name(self.phase)

    @property
    def css(self) -> str:
        """The class that gives it its colour."""
        return phase_class(self.phase)

    @property
    def icon(self) -> SafeString:
        """Its picture; never without the word."""
        return icon(PHASE_ICONS[self.phase])


NUMBERS = tuple(map(PhaseName, PHASES))
BY_PHASE = {each.phase: each for each in NUMBERS}
