"""Somebody walks through everything that answers: every link, every address with the owner's keys in it, every search,
every file. What is kept of it is which of the owner's words came by, and where.
"""

import io
import itertools
import re
import subprocess
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from drieslag.core import tenancy
from tests.factories.world import TenantClient
from tests.growth_private.canaries import BEGINS, KINDS, WORD, Owner
from tests.sweeps.authorisation import Address, addresses
from tests.sweeps.stage import Stage

AREAS = frozenset(
    {
        "growth", "frameworks", "evaluations", "reflections", "talks", "competence", "offerings", "budgets",
        "portfolio", "badges", "registers",
    }
)  # fmt: skip
ENDS_IT = frozenset({"account_logout", "demo:sign_in"})  # afterwards one is somebody else
SHIPPED = frozenset({"formats:release", "gallery:gallery"})  # large, and the same for everybody
A_KIND, A_KIND_OF_GROWTH = 2, 8  # pages of one address that a walk along links looks at
MOST_PAGES = 300
NOT_FOUND = 404
BY_ADDRESS = frozenset({"portfolio:open", "portfolio:open_pdf"})  # who has the address may read
LEFT_OUT = ENDS_IT | SHIPPED | BY_ADDRESS


class Page(HTMLParser):
    """The links and the searches of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.searches: list[tuple[str, str, dict[str, str]]] = []  # action, field, what goes along
        self._form: tuple[str, list[str], dict[str, str]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        for name in ("href", "src", "hx-get"):
            if name in found and tag != "link":
                self.links.append(found[name])
        if tag == "form" and found.get("method", "get").lower() == "get":
            self._form = (found.get("action", ""), [], {})
        if tag == "input" and self._form and found.get("name"):
            if found.get("type", "text") in {"text", "search"}:
                self._form[1].append(found["name"])
            elif found.get("type") == "hidden":
                self._form[2][found["name"]] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            action, fields, along = self._form
            self.searches += [(action, name, along) for name in fields]
            self._form = None


@dataclass
class Walk:
    """One person's walk: where which words were seen, and which searches there are."""

    browser: TenantClient
    owner: Owner
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: dict[str, int] = field(default_factory=dict)  # the status of each address
    answers: Counter[int] = field(default_factory=Counter)
    searches: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def words(self) -> set[str]:
        return set(self.seen)

    def everything(self, stage: Stage, *, of_growing: bool = False) -> "Walk":
        """Along all links from the front page, then by every address that there is; or of growing alone."""
        self.along_links("/growth/" if of_growing else "/")
        for name, path in paths(stage, self.owner):
            is_growing = name.partition(":")[0] in AREAS
            if is_growing or not of_growing:
                status = self.status(path)
                if is_growing and not of_growing and status != NOT_FOUND:  # what is not there cannot be pressed at
                    self.post(path)
        self.search(BEGINS)
        return self

    def along_links(self, start: str) -> None:
        """Follow every link, a few of each kind."""
        waiting, kinds = [start], Counter[str]()
        while waiting and len(self.asked) < MOST_PAGES:
            path = waiting.pop(0)
            if path in self.asked or not _follows(path):
                continue
            kind = resolve(urlsplit(path).path).view_name
            kinds[kind] += 1
            if kinds[kind] > (A_KIND_OF_GROWTH if kind.partition(":")[0] in AREAS else A_KIND):
                continue
            page = Page(self.get(path))
            waiting += [urljoin(path, link).partition("#")[0] for link in page.links]

    def status(self, path: str) -> int:
        """Ask an address that was perhaps asked before; what it answered."""
        if path not in self.asked:
            self.get(path)
        return self.asked[path]

    def get(self, path: str) -> str:
        """Ask a page or a file, and keep what was in it."""
        return self._ask(path, lambda: self.browser.get(path))

    def post(self, path: str, **words: str) -> str:
        """Press what can be pressed there, as if nothing had been pressed before or after."""
        return self._ask(path, lambda: self.browser.post(path, words, follow=True))

    def _ask(self, path: str, act: Callable[[], Any]) -> str:
        cache.clear()
        inside = tenancy.current()
        with transaction.atomic():
            answer = act()
            self.answers[answer.status_code] += 1
            self.asked.setdefault(path, answer.status_code)
            text = words_of(answer)
            transaction.set_rollback(True)
        assert inside is not None
        tenancy.enter(inside)
        assert answer.status_code < 500, f"{path} broke: {answer.status_code}"
        for word in WORD.findall(f"{text} {answer.headers}".lower()):
            self.seen[word].add(path)
        if "text/html" in answer.get("Content-Type", ""):
            for action, name, along in Page(text).searches:
                self.searches.add((urljoin(path, action).partition("?")[0], name, urlencode(along)))
        return text

    def search(self, words: str) -> dict[str, str]:
        """Look for words wherever one can look for words; returns what was said, without what was looked for."""
        found = {}
        for action, name, along in sorted(self.searches):
            path = f"{action}?{urlencode({name: words})}&{along}"
            text = self.get(path)
            found[f"{action}?{name}"] = said(text).replace(words, "")
        return found

    def where(self, words: set[str]) -> dict[str, list[str]]:
        """Return where these words were seen, for who reads a failure."""
        return {word: sorted(self.seen[word])[:4] for word in sorted(words & self.words)}


def said(page: str) -> str:
    """Return what a reader of the main part of a page reads."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", f"<main{main}").split())


def _follows(path: str) -> bool:
    if not path.startswith("/") or path.startswith(("//", "/static/")):
        return False
    try:
        return resolve(urlsplit(path).path).view_name not in LEFT_OUT
    except Resolver404:
        return False


def paths(stage: Stage, owner: Owner) -> Iterator[tuple[str, str]]:
    """Return every address of the program; those of growing with each of the owner's keys that could stand there."""
    for address in addresses():
        if address.name in LEFT_OUT:
            continue
        area = address.name.partition(":")[0]
        chosen = _in_growth(stage, owner, address, area) if area in AREAS else _elsewhere(stage, owner, address)
        for arguments in chosen:
            try:
                yield address.name, reverse(address.name, kwargs=arguments)
            except NoReverseMatch:
                continue


def _elsewhere(stage: Stage, owner: Owner, address: Address) -> Iterator[dict[str, object]]:
    told = stage.arguments(address.name, dict.fromkeys(address.parts))
    yield told
    for name in {"key", "person"} & address.parts:
        yield {**told, name: owner.person.pk}


def _in_growth(stage: Stage, owner: Owner, address: Address, area: str) -> Iterator[dict[str, object]]:
    if area == "growth" and "kind" in address.parts:
        more = {"person": owner.reader.pk} if "person" in address.parts else {}
        yield from ({"kind": kind, "key": owner.keys[name], **more} for kind, names in KINDS.items() for name in names)
        return
    keys: list[object] = [key for name, key in owner.keys.items() if name.startswith(f"{area}.")]
    several: dict[str, list[object]] = {}
    for part in sorted(address.parts):
        told = _told(stage, address, part)
        if told is None or _is_key(told):
            several[part] = [owner.person.pk] if part == "person" else [*keys, owner.person.pk]
        else:
            several[part] = [told]
    for values in itertools.product(*several.values()):
        yield dict(zip(several, values, strict=True))


def _told(stage: Stage, address: Address, part: str) -> object:
    try:
        return stage.arguments(address.name, {part: None})[part]
    except AssertionError:
        return None


def _is_key(told: object) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(told)) is not None


def words_of(answer: Any) -> str:
    """Return all text in an answer: of a page, of a paper, of every file in an archive."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return _unpacked(body, answer.get("Content-Type", ""))


def _unpacked(body: bytes, kind: str = "") -> str:
    if body.startswith(b"%PDF"):
        done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        return done.stdout.decode(errors="replace")
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join([*archive.namelist(), *(_unpacked(archive.read(name)) for name in archive.namelist())])
    return body.decode("utf-8" if "text" in kind or "json" in kind else "latin-1", errors="replace")
