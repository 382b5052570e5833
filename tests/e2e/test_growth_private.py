"""In real browsers: a leader, an adviser, a director and an administrator find no word that somebody did not share; and
none lies in the database or in a log.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from drieslag.config import postgres
from tests.e2e.growing import DESK, press
from tests.e2e.house import House
from tests.e2e.people import ACTS, People
from tests.e2e.test_logs import logs
from tests.growth_private.canaries import BEGINS, WORD
from tests.privacy.anonymous.cluster import dump

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

WROTE = """
from types import SimpleNamespace
from tests.growth_private.canaries import Owner, write_everything
thread = threads.open_thread(by=people["samira"], team=teams["linde"], origin=Origin.PERSON, title="Hoe wacht ik?")
given = dict(zip(("person", "talker", "looker", "seer", "reader", "host", "adviser"), sys.argv[2].split()))
owner = Owner(SimpleNamespace(), **{role: people[key] for role, key in given.items()})
write_everything(owner, thread.pk)
print(json.dumps({"words": owner.words, "keys": {name: str(key) for name, key in owner.keys.items()}}))
"""
CAST = "samira dewi anneke zofia lotte karim marijke"
STARTS = (
    "/", "/growth/", "/growth/shared/", "/growth/looks/", "/competence/", "/talks/", "/portfolio/", "/budgets/",
    "/badges/", "/registers/", "/offerings/", "/frameworks/themes/", "/account/privacy/", "/organisation/",
)  # fmt: skip
ADDRESSES = {
    "growth.goal": ("/growth/goals/{}/", "/growth/goals/{}/edit/", "/growth/share/goal/{}/"),
    "growth.activity": ("/growth/activities/{}/",),
    "reflections.note": ("/growth/reflections/{}/", "/growth/share/reflection/{}/"),
    "evaluations.evaluation": ("/growth/evaluations/{}/",),
    "evaluations.view": ("/growth/evaluations/views/{}/",),
    "talks.closed": ("/talks/{}/", "/talks/{}/preparation/", "/talks/{}/agreements/"),
    "competence.seen": ("/competence/moments/{}/", "/competence/moments/{}/words/"),
    "competence.declaration": ("/competence/declarations/{}/", "/competence/declarations/{}/evidence/"),
    "badges.badge": ("/badges/{}/", "/badges/{}/badge.svg", "/badges/{}/badge.json", "/badges/{}/wrong/"),
    "budgets.request": ("/budgets/requests/{}/",),
    "offerings.taken": ("/offerings/taken/{}/",),
    "portfolio.portfolio": ("/portfolio/{}/", "/portfolio/{}/preview/", "/portfolio/{}/portfolio.pdf"),
    "registers.file": ("/registers/{}/", "/registers/{}/list.csv"),
    "registers.entry": ("/registers/entry/{}/",),
}
FILES = ("/account/privacy/copy/", "/portfolio/archive.zip")


@dataclass
class Written:
    """What one professional of this house wrote, and under which keys it lies."""

    words: dict[str, str]
    keys: dict[str, str]

    def addresses(self) -> Iterator[str]:
        for name, shapes in ADDRESSES.items():
            yield from (shape.format(self.keys[name]) for shape in shapes)


@pytest.fixture(scope="module")
def written(house: House) -> Written:
    """Samira writes in every field of every part; colleagues of two teams do what she asks of them."""
    told = json.loads(house.act(WROTE.replace("sys.argv[2]", repr(CAST))).splitlines()[-1])
    return Written(told["words"], told["keys"])


def words_on(page: Page, path: str) -> set[str]:
    """The words of hers on a page as it is shown and as it was sent."""
    page.goto(path)
    return set(WORD.findall(f"{page.locator('body').inner_text()} {page.content()}".lower()))


def linked(page: Page, part: str) -> list[str]:
    """Where the links of a page lead, within one area."""
    found = page.locator("main a[href]").evaluate_all("all => all.map(a => a.href)")
    paths = {urlsplit(urljoin(page.url, one)).path for one in found}
    return sorted(path for path in paths if path.startswith(part))[:6]


@pytest.mark.parametrize("who", ["els", "marijke", "hans", "dennis"])
def test_a_role_finds_nothing_in_a_browser(people: People, written: Written, who: str) -> None:
    page = people.sign_in(who, **DESK)
    allowed = {written.words["request.what"]} if who == "marijke" else set()  # she decides about it
    seen: dict[str, set[str]] = {}
    for path in STARTS:
        seen[path] = words_on(page, path)
        for further in linked(page, path) if path != "/" else []:
            if further not in seen and not further.endswith((".zip", ".pdf", ".csv", ".xlsx", "/copy/")):
                seen[further] = words_on(page, further)
    for path in (*written.addresses(), *FILES):
        answer = page.context.request.get(people.house.url + path)
        seen[path] = set(WORD.findall(answer.body().decode("latin-1").lower()))
    found = {path: words - allowed for path, words in seen.items() if words - allowed}
    assert found == {}
    page.goto(f"/board/{people.house.team()}/")
    for search in page.locator("main form[method=get] input[type=search]").all()[:1]:
        search.fill(BEGINS)
        press(page, "main form[method=get] button")
        assert WORD.findall(page.content().lower()) == []


def test_one_goal_for_one_colleague_is_read_by_that_one_alone(people: People, written: Written) -> None:
    goal, name = written.keys["growth.goal"], people.house.name("lotte")
    mine = people.sign_in("samira", **DESK)
    mine.goto(f"/growth/share/goal/{goal}/")
    mine.locator("main [name=words]").fill(name.split(maxsplit=1)[0])
    press(mine, "main .ds-find-name button")
    press(mine, f'main button[name=person][value="{people.house.person("lotte")}"]')
    reader, leader = people.sign_in("lotte", **DESK), people.sign_in("els", **DESK)
    assert words_on(reader, "/growth/shared/") == set()
    reader.locator('main a[href*="/growth/shared/"]').first.click()
    press(reader, f"main form .{ACTS}")
    goals = {word for name, word in written.words.items() if name.startswith("goal.")}
    assert set(WORD.findall(reader.content().lower())) == goals
    assert words_on(leader, "/growth/shared/") == set()
    leader.goto(reader.url)
    assert WORD.findall(leader.content().lower()) == []
    mine.goto("/growth/looks/")
    expect(mine.locator("main")).to_contain_text(name)


def test_no_word_lies_in_the_database_or_in_a_log(people: People, written: Written) -> None:
    assert len(written.words) > 80
    lies = dump(host=str(postgres.socket_dir(people.house.home)), user=postgres.SUPERUSER, dbname=postgres.DATABASE)
    assert people.house.name("samira") in lies, "what is readable is found"
    assert WORD.findall(lies.lower()) == []
    as_hex = lies.lower()
    assert [word for word in written.words.values() if word.encode().hex() in as_hex] == []
    assert [path.name for path, text in logs(people.house).items() if WORD.search(text.lower())] == []
