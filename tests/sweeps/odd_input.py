"""What nobody types, sent to every form of the pages on growing: no page may break on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from drieslag.core import tenancy
from tests.sweeps.authorisation import addresses
from tests.sweeps.stage import Stage

AREAS = (
    "badges", "budgets", "competence", "evaluations", "frameworks", "growth", "mirror", "offerings", "portfolio",
    "reflections", "registers", "talks",
)  # fmt: skip
OWNERS = {"talks": ("professional", "learning_coach")}  # whose forms these are, where it is not Bram alone
NOBODYS = UUID(int=1 << 127 | 5)
EACH = ("a\0b", "9" * 30)  # alone, beside what the form would send
ALL = (
    "", "\0", str(NOBODYS), "-1", "9" * 5000, "x" * 20_000, "nan", "[" * 3000, "\u202e\ufffe", "0001-01-01",
    "9999-12-31", "a:b:c",
)  # fmt: skip
ASKED = ("q", "of", "page", "before", "after", "goal", "theme", "about", "kind", "words", "year", "since")
BROKEN = 500


class Fields(HTMLParser):
    """The fields of all forms of a page, with what they would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.chooses = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "option" and self.chooses and given.get("value"):
            self.found[self.chooses] = self.found[self.chooses] or given["value"]
        elif tag in {"input", "textarea", "select", "button"} and name:
            self.chooses = name if tag == "select" else ""
            self.found[name] = self.found.get(name) or given.get("value", "")


@dataclass(frozen=True)
class Sending:
    """One request, told so that it can be done again."""

    name: str
    path: str
    method: str
    given: Mapping[str, str]


def broken(stage: Stage, area: str) -> Iterator[str]:
    """Send all of it to an area and return what broke, each time as if nothing had been sent before."""
    pages = {one: one.path(stage) for one in addresses() if one.name.partition(":")[0] == area}
    for who in OWNERS.get(area, ("professional",)):
        fields = {one: _fields(stage, who, path) for one, path in pages.items()}
        everywhere = {name: value for found in fields.values() for name, value in found.items()}
        for one, path in pages.items():
            for sending in _sendings(one.name, path, fields[one] or everywhere):
                if _ask(stage, who, sending) >= BROKEN:
                    shown = {name: value[:20] for name, value in sending.given.items()}
                    yield f"{sending.method} {sending.name} as {who}: {shown!r}"


def _sendings(name: str, path: str, fields: Mapping[str, str]) -> Iterator[Sending]:
    for odd in ALL:
        yield Sending(name, path, "POST", dict.fromkeys(fields, odd))
    for field in fields:
        for odd in EACH:
            yield Sending(name, path, "POST", {**fields, field: odd})
    for odd in ("a\0b", "9" * 30, "0001-01-01", "9999-12-31"):
        yield Sending(name, path, "GET", dict.fromkeys({*ASKED, *fields}, odd))


def _fields(stage: Stage, who: str, path: str) -> dict[str, str]:
    browser = stage.browsers[who]
    response = browser.get(path)
    tenancy.enter(stage.world.organisation.pk)
    if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
        return {}
    parser = Fields()
    parser.feed(response.content.decode().partition("<main")[2].partition("</main>")[0])
    return parser.found


def _ask(stage: Stage, who: str, sending: Sending) -> int:
    browser = stage.browsers[who]
    browser.raise_request_exception = False
    cookies = browser.cookies.output()
    cache.clear()
    with transaction.atomic():
        send = browser.post if sending.method == "POST" else browser.get
        status = int(send(sending.path, dict(sending.given)).status_code)
        transaction.set_rollback(True)
    browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
    tenancy.enter(stage.world.organisation.pk)
    return status
