"""The pages of instruments: the shelf, one of them, making one, and the texts of others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drieslag.core import clock
from drieslag.kernel.instrument import ItemKind, Licence
from drieslag.library import check, instruments
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions import permissions
from drieslag.surveys.composing import AnswerScale, items_of
from drieslag.surveys.models import OwnInstrument, Permission
from drieslag.surveys.queries import instruments as queries
from tests.factories.world import TenantClient, World, make_person
from tests.instruments.drafts import LINES, asked, begun, published, rich

pytestmark = pytest.mark.django_db
LICENSED = "L15"
KEY = "0192f000-0000-7000-8000-000000000001"


@pytest.fixture
def anna(world: World) -> TenantClient:
    return world.client(world.anna)


def licensed_slug() -> str:
    return instruments.get(LICENSED).slug


def given(world: World) -> Permission:
    return permissions.note_permission(
        by=world.ada, code=LICENSED, whose="De auteurs", given_on=clock.today(), document="Mail"
    )


class TestShelf:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_every_instrument_has_its_page(self, anna: TenantClient, language: str) -> None:
        shelf = anna.get(reverse("instruments:list"), headers={"Accept-Language": language}).content.decode()
        for found in instruments.load_all().values():
            address = reverse("instruments:one", args=[found.slug])
            assert address in shelf
            page = anna.get(address, headers={"Accept-Language": language})
            assert page.status_code == 200
            assert ("instrument=" in page.content.decode()) is (found.licence in {Licence.OWN, Licence.FREE})

    def test_looking_for_words(self, anna: TenantClient) -> None:
        page = anna.get(reverse("instruments:list"), {"q": "BEVLOGENHEID uwes"})
        assert {row.slug for row in page.context["licensed"]} >= {licensed_slug()}
        assert not page.context["shelves"]
        empty = anna.get(reverse("instruments:list"), {"q": "<b>zeppelin\x00"})
        assert empty.context["found"] == 0
        assert "<b>zeppelin" not in empty.content.decode()

    def test_own_ones_stand_first_and_are_for_whom_they_are(self, world: World, anna: TenantClient) -> None:
        own = published(world.bram, world)
        begun(world.bram, world)
        assert [row.state for row in anna.get(reverse("instruments:list")).context["own"]] == ["used", "draft"]
        assert anna.get(reverse("instruments:one", args=[own.slug])).status_code == 200
        for who in (world.carla, world.dirk):
            client = world.client(who)
            assert not client.get(reverse("instruments:list")).context["own"]
            for name in ("one", "export", "edit", "about", "copy"):
                assert client.get(reverse(f"instruments:{name}", args=[own.slug])).status_code == 404, name

    @pytest.mark.parametrize(
        ("role", "status"),
        [(Role.RESIDENT, 404), (Role.POLICY_MAKER, 404), (Role.LEARNING_ADVISER, 200), (Role.ADMINISTRATOR, 200)],
    )
    def test_it_is_there_for_who_learns_here_and_who_sees_to_it(self, world: World, role: Role, status: int) -> None:
        person = make_person(world.organisation, "Iemand Anders")
        OrganisationRole.objects.create(organisation=world.organisation, person=person, role=role)
        client = world.client(person)
        assert client.get(reverse("instruments:list")).status_code == status
        led = reverse("instruments:list") in client.get(reverse("components:more")).content.decode()
        assert led is (status == 200)

    def test_a_draft_has_no_page_yet(self, world: World, anna: TenantClient) -> None:
        own = begun(world.bram, world)
        assert anna.get(reverse("instruments:one", args=[own.slug])).status_code == 404
        assert anna.get(reverse("instruments:one", args=["q-nothing"])).status_code == 404


class TestMaking:
    data = {"key": KEY, "name": "Hoe gaat het?", "lines": LINES, "answers": AnswerScale.AGREEMENT.value}

    def test_one_press_makes_it_and_puts_it_to_use(self, world: World, anna: TenantClient) -> None:
        data = self.data | {"owner": str(world.team.pk), "publish": "1"}
        made = anna.post(reverse("instruments:new"), data)
        anna.post(reverse("instruments:new"), data)
        (own,) = OwnInstrument.objects.all()
        assert made["Location"] == reverse("instruments:one", args=[own.slug])
        assert f"instrument={own.code}" in anna.get(made["Location"]).content.decode()
        assert len(queries.find(own.code).items) == 3

    def test_it_takes_three_fields_of_ones_own_at_most(self, anna: TenantClient) -> None:
        form = anna.get(reverse("instruments:new")).context["form"]
        assert len([field for field in form.visible_fields() if field.name != "answers"]) <= 3

    @pytest.mark.parametrize(
        "change",
        [
            {"name": " \u200b "},
            {"lines": "\n - \n"},
            {"lines": "\n".join(f"Vraag {n}" for n in range(200))},
            {"lines": "Eén\nEén"},
            {"answers": "no such"},
            {"owner": "nobody"},
        ],
    )
    def test_nothing_typed_is_lost(self, world: World, anna: TenantClient, change: dict[str, str]) -> None:
        data = self.data | {"owner": str(world.team.pk)} | change
        answer = anna.post(reverse("instruments:new"), data)
        assert answer.status_code == 422
        assert answer.context["form"].errors
        assert data["lines"].strip("\n")[-10:].strip() in answer.content.decode()
        assert not OwnInstrument.objects.exists()

    def test_who_is_in_no_team_and_keeps_nothing(self, world: World) -> None:
        trainer = make_person(world.organisation, "Zonder Team")
        OrganisationRole.objects.create(
            organisation=world.organisation, person=trainer, role=Role.INTERNAL_TRAINER
        )  # fmt: skip
        client = world.client(trainer)
        assert client.get(reverse("instruments:new")).status_code == 200
        assert client.post(reverse("instruments:new"), self.data | {"owner": "organisation"}).status_code == 403

    def test_a_copy_is_ones_own(self, world: World, anna: TenantClient) -> None:
        shipped = next(one for one in instruments.load_all().values() if one.has_texts)
        data = {"key": KEY, "name": "Van ons", "owner": str(world.team.pk)}
        made = anna.post(reverse("instruments:copy", args=[shipped.slug]), data)
        (own,) = OwnInstrument.objects.all()
        assert made["Location"] == reverse("instruments:edit", args=[own.slug])
        assert (own.based_on, own.draft["name"]["nl"]) == (shipped.code, "Van ons")
        assert anna.post(reverse("instruments:copy", args=[licensed_slug()]), data | {"key": ""}).status_code == 422


class TestEditor:
    def page(self, client: TenantClient, own: OwnInstrument, name: str, *more: object) -> str:
        answer = client.get(reverse(f"instruments:{name}", args=[own.slug, *more]))
        assert answer.status_code == 200, name
        return answer.content.decode()

    def keep(self, client: TenantClient, own: OwnInstrument, name: str, *more: object, **change: object) -> None:
        address = reverse(f"instruments:{name}", args=[own.slug, *more])
        form = client.get(address).context["form"]
        data = {key: form[key].value() for key in form.fields if form[key].value() not in (None, False)}
        answer = client.post(address, data | change)
        assert answer.status_code == 302, answer.context["form"].errors
        own.refresh_from_db()

    def test_every_page_of_every_kind(self, world: World, anna: TenantClient) -> None:
        own = rich(world)
        self.page(anna, own, "edit")
        self.page(anna, own, "about")
        self.page(anna, own, "page", 2)
        self.page(anna, own, "scale", "safety")
        self.page(anna, own, "response", "agree")
        self.page(anna, own, "new_scale")
        self.page(anna, own, "new_response")
        before = own.draft
        for item in items_of(before):
            self.keep(anna, own, "item", item["key"])
        for name, more in (("about", ()), ("page", (1,)), ("scale", ("safety",)), ("response", ("agree",))):
            self.keep(anna, own, name, *more)
        from drieslag.surveys.actions.versions import differs

        assert not differs(own, own.versions.get())
        for name, more in (("item", ("none",)), ("page", (9,)), ("scale", ("none",)), ("response", ("none",))):
            assert anna.get(reverse(f"instruments:{name}", args=[own.slug, *more])).status_code == 404

    @pytest.mark.parametrize("kind", list(ItemKind))
    def test_a_question_becomes_one_of_each_kind(self, world: World, anna: TenantClient, kind: ItemKind) -> None:
        own = begun(world.anna, world)
        self.keep(anna, own, "item", "q1", kind=kind.value)
        self.keep(anna, own, "item", "q1", low_word_nl="weinig", high_word_nl="veel")
        assert anna.get(reverse("instruments:edit", args=[own.slug])).context["page"].is_ready
        added = anna.post(reverse("instruments:add", args=[own.slug]), {"kind": kind.value})
        assert anna.get(added["Location"]).status_code == 200

    def test_a_condition_in_two_steps(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world)
        self.keep(anna, own, "item", "q3", when_item="q1")
        assert not anna.get(reverse("instruments:edit", args=[own.slug])).context["page"].is_ready
        self.keep(anna, own, "item", "q3", when_answers=["1", "2"])
        assert anna.get(reverse("instruments:edit", args=[own.slug])).context["page"].is_ready
        anna.post(reverse("instruments:move", args=[own.slug, "q3"]), {"to": "up"})
        anna.post(reverse("instruments:move", args=[own.slug, "q3"]), {"to": "up"})
        page = anna.get(reverse("instruments:edit", args=[own.slug])).context["page"]
        assert page.pages[0].items[0].missing

    def test_options_keep_their_keys(self, world: World, anna: TenantClient) -> None:
        own = rich(world)
        self.keep(anna, own, "item", "often", options_nl="nooit\nelke week\nsoms", options_en="")
        item = next(item for item in items_of(own.draft) if item["key"] == "often")
        assert [option["key"] for option in item["options"]] == ["never", "weekly", "option1"]

    @pytest.mark.parametrize(
        ("change", "wrong"),
        [
            ({"text_nl": "x" * 300}, "text_nl"),
            ({"options_nl": "a\nb", "options_en": "a\nb\nc"}, "options_en"),
            ({"options_nl": "a\nA"}, "options_nl"),
            ({"kind": "none"}, "kind"),
        ],
    )
    def test_what_does_not_fit_stays(
        self, world: World, anna: TenantClient, change: dict[str, str], wrong: str
    ) -> None:
        own = rich(world)
        answer = anna.post(reverse("instruments:item", args=[own.slug, "often"]), {"kind": "choice"} | change)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
        assert next(iter(change.values()))[:5] in answer.content.decode()

    def test_a_scale_of_one_question_and_one_turned_round_without_a_scale(
        self, world: World, anna: TenantClient
    ) -> None:
        own = begun(world.anna, world)
        address = reverse("instruments:new_scale", args=[own.slug])
        assert anna.post(address, {"name_nl": "S", "items": ["q1"], "scoring": "mean"}).status_code == 302
        self.keep(anna, own, "item", "q2", reverse="on")
        page = anna.get(reverse("instruments:edit", args=[own.slug])).context["page"]
        assert page.scales[0].missing
        assert page.pages[0].items[1].missing
        self.keep(anna, own, "scale", page.scales[0].key, items=["q1", "q2"])
        assert anna.get(reverse("instruments:edit", args=[own.slug])).context["page"].is_ready
        anna.post(reverse("instruments:remove_scale", args=[own.slug, page.scales[0].key]))
        own.refresh_from_db()
        assert own.draft["scales"] == []

    def test_answers_of_ones_own(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world)
        address = reverse("instruments:new_response", args=[own.slug])
        assert anna.post(address, {"labels_nl": "Eén"}).status_code == 422
        assert anna.post(address, {"labels_nl": "Nooit\nSoms\nAltijd", "start": "0"}).status_code == 302
        own.refresh_from_db()
        self.keep(anna, own, "item", "q1", answers=own.draft["responses"][-1]["key"])
        anna.post(reverse("instruments:publish", args=[own.slug]))
        found = queries.find(own.code)
        assert found.bounds(found.items[0]) == (0, 2)

    def test_two_people_at_once(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world)
        address = reverse("instruments:item", args=[own.slug, "q1"])
        was = anna.get(address).context["was"]
        writing.change_item(by=world.bram, own=own, key="q1", values={"required": True})
        mine = {"kind": "scale", "answers": "agreement", "text_nl": "Van mij", "was": was}
        refused = anna.post(address, mine)
        assert refused.status_code == 422
        assert "Van mij" in refused.content.decode()
        assert anna.post(address, mine | {"was": refused.context["was"]}).status_code == 302

    def test_lines_that_could_not_be_added_stay(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world)
        address = reverse("instruments:lines", args=[own.slug])
        again = {"lines": "We helpen elkaar.\nNieuw", "answers": "open"}
        answer = anna.post(address, again)
        assert answer.status_code == 422
        assert "Nieuw" in answer.content.decode()
        assert anna.post(address, again | {"lines": "Nieuw"})["Location"].endswith("#item-q4")

    def test_what_was_asked_is_said_and_publishing_tells(self, world: World, anna: TenantClient) -> None:
        own = published(world.anna, world)
        address = reverse("instruments:item", args=[own.slug, "q1"])
        assert anna.get(address).context["was_asked"] is False
        asked(own)
        assert anna.get(address).context["was_asked"] is True
        self.keep(anna, own, "item", "q1", text_nl="Anders")
        answer = anna.post(reverse("instruments:publish", args=[own.slug]), follow=True)
        assert len(answer.context["messages"]) == 2
        assert "q1_v2" in {item.key for item in queries.find(own.code).items}

    def test_taking_out_back_and_away(self, world: World, anna: TenantClient) -> None:
        own = published(world.anna, world)
        for name in ("remove", "break"):
            anna.post(reverse(f"instruments:{name}", args=[own.slug, "q3"]))
        assert "restore" in self.page(anna, own, "edit")
        anna.post(reverse("instruments:restore", args=[own.slug]))
        anna.post(reverse("instruments:put_away", args=[own.slug]))
        assert anna.get(reverse("instruments:list")).context["retired"]
        assert anna.post(reverse("instruments:lines", args=[own.slug]), {}).status_code == 403
        anna.post(reverse("instruments:put_away", args=[own.slug]), {"back": "1"})
        assert anna.get(reverse("instruments:list")).context["own"]

    def test_hostile_words_are_words(self, world: World, anna: TenantClient) -> None:
        bad = "<script>alert(1)</script>"
        own = begun(world.anna, world, lines=f"{bad}\nTweede vraag")
        anna.post(reverse("instruments:publish", args=[own.slug]))
        for name in ("edit", "one"):
            assert bad not in self.page(anna, own, name)

    def test_who_may_only_read_cannot_write(self, world: World) -> None:
        own = published(world.ada, world, ours=True)
        carla = world.client(world.carla)
        assert carla.get(reverse("instruments:edit", args=[own.slug])).status_code == 200
        for name, more in (("about", ()), ("publish", ()), ("remove", ("q1",)), ("put_away", ())):
            assert carla.post(reverse(f"instruments:{name}", args=[own.slug, *more])).status_code == 403, name


class TestFiles:
    def test_what_goes_out_comes_in_and_passes_the_check(
        self, world: World, anna: TenantClient, tmp_path: object
    ) -> None:
        from pathlib import Path

        own = rich(world)
        sent = anna.get(reverse("instruments:export", args=[own.slug]))
        file = Path(str(tmp_path)) / "eigen.yaml"
        file.write_bytes(sent.content)
        assert check.main([str(file)]) == 0
        data = {"key": KEY, "file": SimpleUploadedFile("eigen.yaml", sent.content), "owner": str(world.team.pk)}
        assert anna.post(reverse("instruments:import"), data).status_code == 302
        assert OwnInstrument.objects.count() == 2

    @pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\n", "[" * 5_000, "\u0000", "schema: 1\n", ""])
    def test_a_bad_file_says_where(self, world: World, anna: TenantClient, text: str) -> None:
        data = {"key": KEY, "text": text, "owner": str(world.team.pk)}
        answer = anna.post(reverse("instruments:import"), data)
        assert answer.status_code == 422
        assert answer.context["problems"] or answer.context["form"].errors

    def test_a_large_file_and_one_in_another_encoding(self, world: World, anna: TenantClient) -> None:
        for content in (b"#" * 300_000, "é".encode("latin-1")):
            data = {"key": KEY, "owner": str(world.team.pk), "file": SimpleUploadedFile("x.yaml", content)}
            assert anna.post(reverse("instruments:import"), data).status_code == 422


class TestTextsOfOthers:
    def test_from_permission_to_a_questionnaire(self, world: World, anna: TenantClient) -> None:
        ada = world.client(world.ada)
        address = reverse("instruments:permission", args=[licensed_slug()])
        assert anna.get(address).status_code == 200
        assert ada.get(reverse("instruments:texts", args=[licensed_slug()])).status_code == 403
        wrong = {"whose": "De auteurs", "given_on": "2999-01-01", "document": "Mail"}
        assert ada.post(address, wrong).status_code == 422
        right = wrong | {"given_on": clock.today().isoformat()}
        assert anna.post(address, right).status_code == 403
        assert ada.post(address, right).status_code == 302
        assert "De auteurs" in anna.get(address).content.decode()
        texts = reverse("instruments:texts", args=[licensed_slug()])
        data = {"key": KEY, "owner": "organisation", "point_often_0": "Nooit"}
        assert ada.post(texts, data | {"paste": "Eén\nTwee"}).status_code == 422
        made = ada.post(texts, data | {"paste": "Eén\nTwee\n\nDrie"})
        assert made.status_code == 302, made.context["form"].errors
        (own,) = OwnInstrument.objects.all()
        ada.post(reverse("instruments:publish", args=[own.slug]))
        found = queries.find(own.code)
        assert [item.text.nl for item in found.items] == ["Eén", "Twee", "Drie"]
        assert found.responses[0].points[0].label.nl == "Nooit"
        page = anna.get(reverse("instruments:one", args=[own.slug])).content.decode()
        assert f"instrument={own.code}" in page
        ada.post(address, {"end": "1"})
        assert f"instrument={own.code}" not in anna.get(reverse("instruments:one", args=[own.slug])).content.decode()

    def test_a_box_for_each_text(self, world: World) -> None:
        given(world)
        ada = world.client(world.ada)
        texts = reverse("instruments:texts", args=[licensed_slug()])
        data = {"key": KEY, "owner": "organisation", "item_vigour": "Eén", "item_dedication": "Twee"}
        answer = ada.post(texts, data)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["item_absorption"])
        assert ada.post(texts, data | {"item_absorption": "Drie"}).status_code == 302

    def test_what_is_free_needs_no_permission(self, anna: TenantClient) -> None:
        free = next(one for one in instruments.load_all().values() if one.licence is Licence.OWN)
        assert anna.get(reverse("instruments:permission", args=[free.slug])).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_pages_cost_a_fixed_number_of_queries(
    world: World, anna: TenantClient, count: int, django_assert_max_num_queries: object
) -> None:
    own, *_more = [rich(world) for _ in range(count)]
    shipped = next(one for one in instruments.load_all().values() if one.has_texts)
    addresses = {  # nine of each are who asks, in which organisation, and the rounds of this browser
        reverse("instruments:list"): 12,
        reverse("instruments:one", args=[shipped.slug]): 9,
        reverse("instruments:one", args=[licensed_slug()]): 12,
        reverse("instruments:one", args=[own.slug]): 14,
        reverse("instruments:new"): 10,
        reverse("instruments:copy", args=[shipped.slug]): 10,
        reverse("instruments:import"): 10,
        reverse("instruments:edit", args=[own.slug]): 13,
        reverse("instruments:item", args=[own.slug, "say"]): 13,
        reverse("instruments:about", args=[own.slug]): 11,
        reverse("instruments:page", args=[own.slug, 1]): 11,
        reverse("instruments:response", args=[own.slug, "agree"]): 11,
        reverse("instruments:scale", args=[own.slug, "safety"]): 11,
        reverse("instruments:permission", args=[licensed_slug()]): 11,
    }
    anna.get(reverse("instruments:list"))
    for address, most in addresses.items():
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            assert anna.get(address).status_code == 200
