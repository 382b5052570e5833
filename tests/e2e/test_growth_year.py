"""A year of one professional, with the clock moved: from a self-evaluation to a renewed self-declaration, and a
portfolio that others read on screen, on paper and as a badge.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from drieslag.config.settings import base
from tests.e2e import house as houses
from tests.e2e.growing import (
    DESK,
    Year,
    ask_by_name,
    credential_in,
    downloaded,
    fill,
    keep,
    key_of,
    press,
    says,
    says_nothing_of,
    verified_by_others,
)
from tests.e2e.moved import AMSTERDAM, moved_house
from tests.e2e.people import ACTS, PATIENCE, People
from tests.e2e.tagged import check_tagged

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=AMSTERDAM)
EXAMPLE = "Bij een moeder vroeg ik wat er gisteren wel lukte."
PREPARED = "Ik begin vaak met een oplossing."
AGREED = "Ik laat in twee gesprekken een stilte vallen."
GOALS = ("Ik laat stiltes vallen.", "Ik vraag eerst wat iemand al deed.", "Ik noem geld in het eerste gesprek.")
NOTES = (
    "Ik telde tot tien en toen kwam het.",
    "Ik vulde weer te snel in.",
    "Het werd stil en dat was goed.",
    "Vandaag wachtte ik langer dan anders.",
    "Zij begon er zelf over.",
)
SAW = "Je wachtte, en toen kwam het verhaal."
CAN = "Ik kan stiltes laten vallen in een moeilijk gesprek."
ANEW = "Ik doe dit nu ook als het spannend wordt."
TRAINING = "Stil durven zijn"
STORY = "Ik wilde leren wachten, en mensen gingen meer vertellen."


@pytest.fixture(scope="module")
def year(browser: Browser, built: Path) -> Iterator[Year]:
    """The people of a house that begins on that Monday."""
    expect.set_options(timeout=PATIENCE)
    with houses.folder() as home, moved_house(home, MONDAY) as (house, clock):
        people = People(browser, house)
        yield Year(people, clock)
        people.leave()
        assert people.broken == []


def test_a_year_of_a_professional(year: Year, tmp_path: Path) -> None:
    try:
        paper = live_a_year(year, tmp_path)
        assert check_tagged(paper, language="nl") == "Mijn jaar"
        assert year.people.broken == []
    except BaseException:
        year.people.picture(tmp_path)
        raise


def live_a_year(year: Year, tmp_path: Path) -> Path:
    """Live the year step by step, each looked at where it stands; return the portfolio on paper."""
    lay_the_direction(year)
    look_in_the_mirror(year)
    talk = prepare_a_talk(year)
    year.clock.forward(days=14)
    agree(year, talk)
    goal = make_goals(year)
    reflect_after_a_meeting(year)
    take_a_minute(year)
    year.clock.forward(days=45)
    look_back_on_a_quarter(year)
    moment = try_it_out(year)
    declared = declare(year, moment)
    share_a_goal(year, goal)
    come_along(year)

    year.clock.forward(days=330)  # eleven months later
    declared = renew(year, declared)
    paper = tell_it(year, tmp_path)
    carry_a_badge(year, declared, tmp_path)
    return paper


def test_no_installation_can_move_its_clock() -> None:
    """The clock moves by a module of the tests alone, which stands on no installation's path."""
    package = Path(base.__file__).parents[2]
    assert not [path for path in package.rglob("*.py") if "MOVED_CLOCK" in path.read_text()]
    assert not list(package.rglob("sitecustomize.py"))


def lay_the_direction(year: Year) -> None:
    """The learning adviser chooses the framework of the neighbourhood team."""
    page = year.at("marijke", "/frameworks/")
    page.locator("main a").filter(has_text="T-shaped").first.click()
    page.wait_for_url(re.compile(r"/frameworks/[a-z0-9-]+/$"))
    press(page, 'main form[action$="/use/"] button')
    year.done_with(page)


def look_in_the_mirror(year: Year) -> None:
    """A role, and what one does already on two of its themes, with an example from practice."""
    page = year.at("yasmin", "/frameworks/role/")
    page.locator('main [name=role][value="F02:broad"]').check()
    press(page, f"main form .{ACTS}")
    page.goto("/growth/evaluations/")
    press(page, 'main form[action$="/new/"] button')
    page.locator('main a[href*="/themes/"]').first.click()
    page.wait_for_url("**/themes/**")
    fill(page, doing="Ik vraag wat iemand zelf al deed.", example=EXAMPLE, wish="Ook onder druk blijven vragen.")
    page.locator('main [name=standing][value="grows"]').check()
    press(page, 'main button[name=do][value="next"]')
    fill(page, doing="Ik noem wat ik zie.")
    page.locator('main [name=standing][value="stands"]').check()
    press(page, 'main button[name=do][value="keep"]')
    page.goto("/growth/evaluations/")
    page.locator('main aside a[href*="/growth/evaluations/"]').first.click()
    press(page, 'main form[action$="/finish/"] button')
    page.goto("/growth/")
    says(page, "Ik vraag wat iemand zelf al deed.")
    year.done_with(page)


def prepare_a_talk(year: Year) -> str:
    """Asked of the coach, accepted, and prepared by both."""
    mine = year.at("yasmin", "/talks/new/")
    ask_by_name(mine, year.people.house.name("joost"))
    fill(mine, day=year.day(13), at="10:00", place="De Linde", about="Over wachten in een gesprek.")
    keep(mine)
    talk = key_of(mine)
    coach = year.at("joost", "/")
    coach.locator(f'a[href="/talks/{talk}/"]').first.click()
    press(coach, 'main button[name=fits][value="yes"]')
    coach.goto(f"/talks/{talk}/preparation/")
    keep(coach, saw="Je luistert tot het eind.")
    mine.goto(f"/talks/{talk}/preparation/")
    fill(mine, does=PREPARED, learn="Wachten.")
    keep(mine)
    says(mine, "Je luistert tot het eind.")
    coach.reload()
    says_nothing_of(coach, PREPARED)
    press(mine, 'main button[name=open][value="yes"]')
    coach.reload()
    press(coach, 'main form[action$="/reading/"] button')
    says(coach, PREPARED)
    year.done_with(mine, coach)
    return talk


def agree(year: Year, talk: str) -> None:
    """The professional writes down what was agreed, and the coach signs it."""
    mine = year.at("yasmin", f"/talks/{talk}/agreements/")
    keep(mine, what_0=AGREED, by_0=year.day(30), evidence="Een collega kijkt mee.")
    coach = year.at("joost", "/")
    coach.locator(f'a[href="/talks/{talk}/"]').first.click()
    says(coach, AGREED)
    press(coach, 'main form[action$="/confirmation/"] button')
    mine.goto(f"/talks/{talk}/")
    says(mine, AGREED, "Joost")
    press(mine, 'main form[action$="/closure/"] button')
    year.done_with(mine, coach)


def make_goals(year: Year) -> str:
    """Three goals in own words, with something to do for the first; a fourth asks which one rests."""
    page = year.at("yasmin", "/growth/")
    keys = []
    for text in GOALS:
        page.goto("/growth/goals/new/")
        keep(page, text=text, for_residents="Zij vertellen meer.")
        keys.append(key_of(page))
    page.goto("/growth/goals/new/")
    fill(page, text="En nog een vierde doel.", for_residents="Rust.")
    press(page, f"main form .{ACTS}")
    expect(page.locator("main [name=rests]").first).to_be_attached()
    page.goto(f"/growth/goals/{keys[0]}/")
    fill(page, text="Meekijken met Merve")
    page.locator('main [name=way][value="together"]').check()
    press(page, 'main form[action$="/activities/"] button')
    says(page, "Meekijken met Merve")
    fill(page, this_week="Eén keer tot tien tellen.")
    press(page, 'main form[action$="/step/"] button')
    page.goto("/growth/")
    says(page, *GOALS)
    says_nothing_of(page, "vierde doel")
    year.done_with(page)
    return keys[0]


def reflect_after_a_meeting(year: Year) -> None:
    """“I was there”, and Today has a line for two minutes."""
    code = """
by = people["joost"]
meeting = actions.plan(by=by, team=teams["linde"], format_code="W03", planned_at=clock.now(), facilitator=by)
actions.start(by=by, meeting=meeting)
for key in ("joost", "yasmin", "merve"):
    actions.enter(by=people[key], meeting=meeting)
actions.close(by=meeting.seats.get(person=by), meeting=Meeting.objects.get(pk=meeting.pk))
print(meeting.pk)
"""
    meeting = year.people.house.act(code).strip()
    page = year.at("yasmin", f"/meetings/{meeting}/report/")
    press(page, 'main form[action$="/attendance/"] button')
    page.goto("/")
    later = page.locator("main details summary")
    for number in range(later.count()):
        later.nth(number).click()
    page.locator(f'main a[href*="about=meeting:{meeting}"]').first.click()
    page.wait_for_url("**/reflections/new/**")
    write(page, NOTES[0])
    for text in NOTES[1:]:
        year.clock.forward(days=1)
        page.goto("/growth/reflections/new/")
        write(page, text)
    page.goto("/growth/reflections/")
    says(page, *NOTES)
    year.done_with(page)


def write(page: Page, text: str) -> None:
    """A note with a word of one's own, about the first goal."""
    fill(page, text=text)
    more = page.locator("main form details").first
    if more.get_attribute("open") is None:
        more.locator("summary").click()
    fill(page, tags="stilte")
    page.locator("main [name=goal]").select_option(label=GOALS[0])
    press(page, 'main button[name=do][value="keep"]:visible')


def take_a_minute(year: Year) -> None:
    """One line about each goal."""
    page = year.at("yasmin", "/growth/week/")
    for answer in page.locator('main [value="did"]').all():
        answer.check()
    page.locator("main [name$=text]").first.fill("Het lukte een keer.")
    press(page, f"main form .{ACTS}")
    page.goto("/growth/")
    page.locator("main").get_by_role("link", name=GOALS[0]).first.click()
    says(page, "Het lukte een keer.")
    year.done_with(page)


def look_back_on_a_quarter(year: Year) -> None:
    """What comes back is proposed from one's own words; one is kept, and a sentence closes it."""
    page = year.at("yasmin", "/growth/reflections/quarter/")
    press(page, 'main button[name=do][value="keep"]')
    keep(page, closing="Wachten is ook werk.")
    says(page, "stilte")
    year.done_with(page)


def try_it_out(year: Year) -> str:
    """A formative moment: what one expects, and what a colleague saw, for the owner alone."""
    page = year.at("yasmin", "/competence/moments/new/observation/")
    page.locator("main [name=goal]").select_option(label=GOALS[0])
    keep(page, task="Een gesprek over schulden openen", prediction="Ik word ongeduldig.")
    moment = key_of(page)
    page.goto(f"/competence/moments/{moment}/asked/")
    ask_by_name(page, year.people.house.name("merve"))
    colleague = year.at("merve", "/")
    colleague.locator('main a[href*="/competence/feedback/"]').first.click()
    says_nothing_of(colleague, "ongeduldig")
    press(colleague, 'main form[action$="/opening/"] button')
    says(colleague, "ongeduldig")
    keep(colleague, saw=SAW, effect="De man begon te vertellen.")
    page.goto(f"/competence/moments/{moment}/words/")
    keep(page, tried_on=year.day(), note="Alleen voor mij.")
    says(page, SAW)
    year.done_with(page, colleague)
    return moment


def declare(year: Year, moment: str) -> str:
    """“I declare that I can”, with evidence and what two colleagues saw; a leader cannot be asked."""
    page = year.at("yasmin", "/competence/declarations/new/")
    keep(page, can=CAN, because="Ik deed het zes keer, en Merve keek mee.", until_on=year.day(364))
    declared = key_of(page)
    page.goto(f"/competence/declarations/{declared}/evidence/")
    page.locator(f'main input[value="{moment}"]').check()
    press(page, f"main form .{ACTS}")
    page.goto(f"/competence/declarations/{declared}/asked/")
    fill(page, words="Els")
    press(page, "main .ds-find-name button")
    expect(page.locator("main")).to_contain_text("geen leiding geeft")
    expect(page.locator("main button[name=person]")).to_have_count(0)
    says_two(year, page, declared)
    year.done_with(page)
    return declared


def says_two(year: Year, page: Page, declared: str) -> None:
    """Two colleagues open it on their own devices, and say what they saw. Then it stands."""
    for key in ("merve", "ruben"):
        page.goto(f"/competence/declarations/{declared}/asked/")
        ask_by_name(page, year.people.house.name(key))
        colleague = year.at(key, "/competence/")
        colleague.locator('main a[href*="/competence/views/"]').first.click()
        press(colleague, 'main form[action$="/opening/"] button')
        says(colleague, "gesprek")
        keep(colleague, words=f"Ik zag het, {key}.")
        year.done_with(colleague)
    page.goto(f"/competence/declarations/{declared}/")
    says(page, "Ik zag het, merve.", "Ik zag het, ruben.")
    expect(page.locator("main strong").first).to_contain_text("Staat")


def share_a_goal(year: Year, goal: str) -> None:
    """One goal for one colleague, who opens it in the owner's sight; then it is taken back."""
    page = year.at("yasmin", f"/growth/share/goal/{goal}/")
    name = year.people.house.name("samira")
    ask_by_name(page, name)
    says(page, name)
    reader = year.at("samira", "/growth/shared/")
    says_nothing_of(reader, GOALS[0])
    reader.locator('main a[href*="/growth/shared/"]').first.click()
    reader.wait_for_url(re.compile("/growth/shared/[0-9a-f-]+/"))
    shared = urlsplit(reader.url).path
    press(reader, f"main form .{ACTS}")
    says(reader, GOALS[0])
    says_nothing_of(reader, *GOALS[1:], "Het lukte een keer.", *NOTES)
    page.goto("/growth/looks/")
    says(page, name, GOALS[0])
    page.goto(f"/growth/share/goal/{goal}/")
    press(page, 'main form[action$="/end/"] button')
    answer = reader.goto(shared)
    assert answer is not None
    assert answer.status == 404
    year.done_with(page, reader)


def come_along(year: Year) -> None:
    """A colleague's training with one seat: who waits moves up when somebody lets go."""
    host = year.at("karim", "/offerings/new/training/")
    fill(host, title=TRAINING, what_for="Je oefent met wachten.", seats="1")
    host.locator("main [name$=day]").first.fill(year.day(10))
    host.locator("main [name$=begins]").first.fill("09:00")
    host.locator("main [name$=ends]").first.fill("12:00")
    if host.locator("main [name=place]").count():
        fill(host, place="Zaal De Spil")
    keep(host)
    offering = key_of(host)
    first, mine = (year.at(key, f"/offerings/{offering}/") for key in ("merve", "yasmin"))
    press(first, 'main form[action$="/seat/"] button')
    mine.reload()
    press(mine, 'main form[action$="/seat/"] button')
    says(mine, "wachtlijst")
    press(first, 'main form[action$="/seat/end/"] button')
    mine.reload()
    says(mine, "Je hebt een plek")
    year.clock.forward(days=11)
    mine.reload()
    press(mine, 'main form[action$="/presence/"] button')
    year.done_with(host, first, mine)


def renew(year: Year, declared: str) -> str:
    """Signed in again, Today says that the declaration ends; declared anew, and seen by two again."""
    page = year.people.device(**DESK)
    page.goto("/demo/")
    press(page, 'form[action="/demo/yasmin/"] button')
    page.goto("/")
    page.locator(f'main a[href="/competence/declarations/{declared}/"]').first.click()
    page.locator(f'main a[href*="earlier={declared}"]').first.click()
    page.wait_for_url("**/declarations/new/**")
    keep(page, can=CAN, because=ANEW, until_on=year.day(365))
    anew = key_of(page)
    assert anew != declared
    says_two(year, page, anew)
    page.goto("/competence/")
    expect(page.locator('main section[aria-labelledby="due"]')).to_have_count(0)
    year.done_with(page)
    return anew


def tell_it(year: Year, tmp_path: Path) -> Path:
    """A portfolio of what is there; a stranger opens its address until it is taken back; on paper it is tagged."""
    page = year.at("yasmin", "/portfolio/")
    keep(page, title="Mijn jaar")
    story = key_of(page)
    keep(page, story=STORY)
    page.goto(f"/portfolio/{story}/add/")
    for kind in ("goal", "reflection", "moment", "declaration", "talk", "taken_part"):
        page.locator(f'main [name=thing][value^="{kind}:"]').first.check()
    press(page, f"main form .{ACTS}")
    page.goto(f"/portfolio/{story}/links/")
    keep(page, until=year.day(30), whom="Nieuwe werkgever")
    address = page.locator("#address").inner_text()
    stranger = year.people.device(**DESK)
    path = urlsplit(address).path
    stranger.goto(path)
    says_nothing_of(stranger, STORY)
    press(stranger, f"main form .{ACTS}")
    says(stranger, STORY, CAN)
    page.goto(f"/portfolio/{story}/")
    with page.expect_download() as coming:
        page.locator('main a[href$="/portfolio.pdf"]').first.click()
    paper = tmp_path / "portfolio.pdf"
    coming.value.save_as(paper)
    page.goto(f"/portfolio/{story}/links/")
    says(page, "Nieuwe werkgever")
    press(page, 'main form[action$="/end/"] button')
    answer = stranger.goto(path)
    assert answer is not None
    assert answer.status == 404
    with pikepdf.open(paper) as pdf:
        assert len(pdf.pages) >= 1
    year.done_with(page, stranger)
    return paper


def carry_a_badge(year: Year, declared: str, tmp_path: Path) -> None:
    """A badge, as three files; accepted by a verifier of others and by our page, until its declaration is withdrawn."""
    page = year.at("yasmin", f"/badges/new/{declared}/")
    keep(page, name="Yasmin Bouali")
    files = [downloaded(page, f'main a[href$="badge.{kind}"]') for kind in ("svg", "png", "json")]
    drawing, image, data = (path.read_bytes() for path in files)
    assert b"<svg" in drawing
    assert image.startswith(b"\x89PNG")
    credential = json.loads(data)
    assert credential_in(drawing) == credential_in(image) == credential
    assert verified_by_others(year, credential) == {"verified": True, "revoked": False, "errors": []}
    stranger = year.people.device(**DESK)
    for kind, content in (("svg", drawing), ("png", image), ("json", data)):
        file = tmp_path / f"badge.{kind}"
        file.write_bytes(content)
        says(checked(stranger, file), "echt", "Yasmin Bouali")
    page.goto(f"/competence/declarations/{declared}/")
    press(page, 'main a[href$="/withdrawal/"]')
    says(page, "badge")
    press(page, "main form button")
    assert verified_by_others(year, credential)["revoked"] is True
    says(checked(stranger, tmp_path / "badge.png"), "geldt niet meer")
    year.done_with(page, stranger)


def checked(page: Page, file: Path) -> Page:
    """The public page, with a file in it."""
    page.goto("/badges/check/")
    page.locator("main input[type=file]").set_input_files(file)
    press(page, f"main form .{ACTS}")
    return page
