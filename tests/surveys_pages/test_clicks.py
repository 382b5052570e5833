"""How much it takes to make a questionnaire and ask it: at most ten presses and four fields, from the home page."""

import re
from dataclasses import dataclass, field

import pytest

from drieslag.kernel.instrument import Mode
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Round
from tests.factories.world import TenantClient, World
from tests.surveys_pages.test_making import fields

pytestmark = pytest.mark.django_db
MOST_PRESSES, MOST_FIELDS = 10, 4


@dataclass
class Walk:
    """Somebody who goes from page to page by what stands on each, and counts."""

    client: TenantClient
    url: str = "/"
    presses: int = 0
    filled: list[str] = field(default_factory=list)

    @property
    def page(self) -> str:
        return self.client.get(self.url).content.decode()

    def follow(self, words: str) -> None:
        """Press the link with these words."""
        found = re.search(rf'<a [^>]*href="([^"#]+)"[^>]*>(?:(?!</a>).)*{re.escape(words)}', self.page, re.DOTALL)
        assert found, f"no link “{words}” on {self.url}"
        self.url = found[1].replace("&amp;", "&")
        self.presses += 1

    def fill(self, button: str, **given: str) -> None:
        """Fill in, a press for each field but the first (which has the focus), and press the button."""
        found = re.search(rf'<button[^>]*?(?:name="(\w+)" value="(\w+)")?>{re.escape(button)}', self.page)
        assert found, f"no button “{button}” on {self.url}"
        sent = fields(self.page) | given | ({found[1]: found[2]} if found[1] else {})
        self.presses += max(len(given) - 1, 0) + 1
        self.filled += given
        self._post(self.url, sent)

    def press(self, button: str, act: str) -> None:
        """Press a button that is a form by itself."""
        assert re.search(rf'action="{re.escape(self.url + act)}".*?{re.escape(button)}', self.page, re.DOTALL), button
        self.presses += 1
        self._post(self.url + act, {})

    def _post(self, url: str, sent: dict[str, str]) -> None:
        answer = self.client.post(url, sent)
        assert answer.status_code == 302, answer.content.decode()
        self.url = answer["Location"]


def test_twelve_pasted_lines_asked_of_ones_own_team_without_names(world: World) -> None:
    world.colleagues(5)
    walk = Walk(world.client(world.bram))
    for words in ("More", "Questionnaires", "Make your own"):
        walk.follow(words)
    lines = "\n".join(f"In our team number {number} goes well" for number in range(1, 13))
    walk.fill("Make it and put it to use", name="How we work", lines=lines)
    walk.follow("Ask this")
    walk.fill("Look at it first")
    walk.press("Open it", "opening/")
    made = Round.objects.get()
    assert (made.state, made.mode, made.title) == (RoundState.OPEN, Mode.ANONYMOUS, "How we work")
    assert made.invitees.count() == 8
    assert len(walk.filled) <= MOST_FIELDS
    assert walk.presses <= MOST_PRESSES
    assert (walk.presses, len(walk.filled)) == (8, 2)
