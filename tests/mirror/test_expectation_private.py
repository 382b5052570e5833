"""What one expects in a mirror is found by nobody else: not on any page, in any file, mail or line of the log."""

from uuid import UUID

import pytest
from django.core import mail
from django.urls import reverse

from drieslag.core import tenancy
from drieslag.learning.notices import jobs as notices
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from drieslag.privacy.models import ConsentScope
from drieslag.privacy.register import export_person
from drieslag.surveys import jobs_mail
from drieslag.surveys.actions import expectations, mirror
from drieslag.surveys.enums import Relation
from drieslag.surveys.models import Round
from tests.factories.world import World, make_person
from tests.growth_private.canaries import Owner, gather
from tests.growth_private.walking import Walk
from tests.mirror.mirrors import answered, opened, people, told
from tests.surveys.asking import close, consent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "zqkexpectationxv"
PAGES = ("one", "people", "codes", "shares", "expectation", "expectation_erasure", "plan")
FOUND_NOT = {404, 405}


def with_role(world: World, name: str, role: Role) -> Person:
    person = make_person(world.organisation, name)
    OrganisationRole.objects.create(organisation=world.organisation, person=person, role=role)
    return person


def mirrors(world: World, rater: Person) -> list[Round]:
    """One that is open and one that is closed and shared, both asked of Bram, who is a colleague, and of Lea."""
    consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    made = []
    for number in range(2):
        asked = [*people(world, 8, f"Ronde {number} mens"), rater]
        found = opened(world, colleague=asked, leader=[world.lea])
        words = {"valued": CANARY, "more": CANARY, "different": CANARY}
        expectations.expect(by=world.anna, round_id=found.pk, words=words)
        made.append(found)
    answered(made[1], Relation.COLLEAGUE, [3] * 8, valued="Rust")
    told(made[1], world.lea, 4)
    close(made[1])
    mirror.share(by=world.anna, round_id=made[1].pk, person=world.carla)
    return made


def walked(owner: Owner, person: Person, rounds: list[Round]) -> Walk:
    """Along all links from the front page, and to every page and button of these mirrors and what lies beside them."""
    walk = Walk(owner.world.client(person), owner)
    for begin in ("/", "/mirror/", "/growth/", "/answers/", "/surveys/", "/results/", "/account/privacy/"):
        walk.along_links(begin)
    for found in rounds:
        for page in PAGES:
            address = reverse(f"mirror:{page}", args=[found.pk])
            walk.get(address)
            walk.post(address)
        for key in (found.pk, *found.groups.filter(relation__in=["", "colleague"]).values_list("pk", flat=True)):
            beside(walk, key)
    walk.get("/account/privacy/copy/")
    walk.search("zqk")
    return walk


def beside(walk: Walk, key: UUID) -> None:
    """Whatever else has an address with this key in it."""
    for name in ("answers:fill", "surveys:one", "results:one", "results:round", "growth:shared_one"):
        walk.get(reverse(name, args=[key]))


def test_the_owner_finds_it_and_nobody_else_does_by_any_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for most in ("A_KIND", "A_KIND_OF_GROWTH"):
        monkeypatch.setattr(f"tests.growth_private.walking.{most}", 1)
    rounds, owner = mirrors(world, world.bram), gather(world)
    others = {
        "rater": world.bram,
        "leader": world.lea,
        "adviser": with_role(world, "Aafke Adviseur", Role.LEARNING_ADVISER),
        "director": with_role(world, "Dirkje Directeur", Role.DIRECTOR),
        "administrator": world.ada,
        "shared with": world.carla,
        "elsewhere": world.dirk,
    }
    own = walked(owner, world.anna, rounds)
    assert {page for page in own.seen[CANARY] if page.startswith("/mirror/")} >= {
        reverse("mirror:expectation", args=[rounds[0].pk]),
        reverse("mirror:one", args=[rounds[1].pk]),
    }
    assert "/account/privacy/copy/" in own.seen[CANARY]
    for who, person in others.items():
        walk = walked(owner, person, rounds)
        assert len(walk.asked) > 20, who
        assert CANARY not in walk.words, (who, walk.where({CANARY}))
        for page in ("expectation", "expectation_erasure", "plan"):
            assert all(walk.asked[reverse(f"mirror:{page}", args=[found.pk])] in FOUND_NOT for found in rounds), who


def test_no_copy_mail_log_or_figure_holds_it(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    made = mirrors(world, world.bram)
    jobs_mail.tell()
    assert notices.send() > 0
    tenancy.enter(world.organisation.pk)
    sent = [one.message().as_string() for one in mail.outbox]
    assert any("Anna de Boer" in one for one in sent)
    assert all(CANARY not in one for one in sent)
    for other in (world.bram, world.lea, world.ada, world.carla):
        assert CANARY not in str(export_person(other.pk))
    seen = mirror.look(by=world.anna, round_id=made[1].pk)
    assert CANARY not in repr(seen), "what goes on to other parts with a mirror has it not"
    assert CANARY not in "".join(capfd.readouterr())
