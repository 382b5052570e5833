"""The pages of one's own formats: writing, trying, versions, files, and what others get."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drieslag.core import tenancy
from drieslag.kernel.format import StepKind
from drieslag.learning.formats import actions, queries
from drieslag.learning.formats.models import OwnFormat
from drieslag.library import check
from tests.factories.world import TenantClient, World
from tests.formats.drafts import begun, published, renamed
from tests.library.scripts import SMALL

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def anna(world: World) -> TenantClient:
    return world.client(world.anna)


def test_every_page_answers(world: World, anna: TenantClient) -> None:
    own = published(world)
    for name in ("edit", "basics", "roles", "table", "versions"):
        assert anna.get(reverse(f"formats:{name}", args=[own.slug])).status_code == 200, name
    for name in ("mine", "new", "import", "shared"):
        assert anna.get(reverse(f"formats:{name}")).status_code == 200, name
    for key in ("write", "questions"):
        assert anna.get(reverse("formats:step", args=[own.slug, key])).status_code == 200
    assert anna.get(reverse("formats:step", args=[own.slug, "no_such"])).status_code == 404
    assert anna.get(reverse("meetings:format", args=[own.slug])).status_code == 200


@pytest.mark.parametrize("kind", list(StepKind))
def test_a_step_of_each_kind_is_added_and_kept(world: World, anna: TenantClient, kind: str) -> None:
    own = begun(world.anna, world.team)
    added = anna.post(reverse("formats:add", args=[own.slug]), {"kind": kind})
    page = anna.get(added["Location"])
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"title_nl": "Nieuw", "say_nl": "Zeg dit."}
    kept = anna.post(added["Location"], data)
    assert kept.status_code == 302, kept.content.decode()
    own.refresh_from_db()
    assert own.draft["steps"][-1]["title"]["nl"] == "Nieuw"


class TestWriting:
    def test_from_an_empty_page_to_a_version(self, world: World, anna: TenantClient) -> None:
        page = anna.get(reverse("formats:new"))
        key = page.context["form"].initial["key"]
        data = {"key": key, "name": "Terugblik", "start": "", "owner": str(world.team.pk)}
        made = anna.post(reverse("formats:new"), data)
        anna.post(reverse("formats:new"), data)
        (own,) = OwnFormat.objects.all()
        assert made["Location"] == reverse("formats:edit", args=[own.slug])
        assert anna.get(made["Location"]).context["page"].is_ready is False
        basics = {
            "name_nl": "Terugblik", "purpose_nl": "Samen terugkijken.", "group_min": 3, "group_max": 8,
            "origin.kind": "field", "origin.field_nl": "Uit de praktijk.", "keeps": "all", "readers": "team",
            "use": "live",
        }  # fmt: skip
        assert anna.post(reverse("formats:basics", args=[own.slug]), basics).status_code == 302
        step = anna.post(reverse("formats:add", args=[own.slug]), {"kind": "collect"})["Location"]
        said = {
            "title_nl": "Schrijven", "minutes": 10, "say_nl": "Schrijf op.", "ask_nl": "Wat zag je?", "speaks": "all",
            "showing": "hidden",
        }  # fmt: skip
        assert anna.post(step, said).status_code == 302
        page = anna.get(made["Location"]).context["page"]
        assert (page.is_ready, page.minutes) == (True, 10), page
        anna.post(reverse("formats:publish", args=[own.slug]))
        found = queries.find(own.code)
        assert (found.name.nl, found.minutes, found.steps[0].showing) == ("Terugblik", 10, "hidden")

    def test_saving_as_one_goes_says_what_is_missing_and_keeps_gaps(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world.team)
        place = reverse("formats:step", args=[own.slug, "write"])
        was = anna.get(place).context["was"]
        kept = anna.post(
            place, {"title_nl": "Schrijven", "minutes": 10, "say_nl": "", "ask_nl": "", "was": was}, headers=HTMX
        )
        assert kept.status_code == 200
        assert b"<html" not in kept.content
        assert "Wat je kunt zeggen" in kept.content.decode()
        own.refresh_from_db()
        assert "say" not in own.draft["steps"][0] or not own.draft["steps"][0]["say"]["nl"]

    def test_what_does_not_fit_is_said_beside_its_box_and_stays(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world.team)
        place = reverse("formats:step", args=[own.slug, "write"])
        answer = anna.post(place, {"title_nl": "a" * 1_200, "minutes": 999})
        assert answer.status_code == 422
        assert "a" * 1_200 in answer.content.decode()
        assert set(answer.context["form"].errors) == {"title_nl", "minutes"}

    def test_a_colleagues_change_is_not_overwritten_unseen(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world.team)
        place = reverse("formats:step", args=[own.slug, "write"])
        was = anna.get(place).context["was"]
        actions.change_step(by=world.bram, own=own, key="write", values={"minutes": 12})
        mine = {"title_nl": "Van mij", "minutes": 10, "was": was}
        refused = anna.post(place, mine)
        assert refused.status_code == 422
        assert "Van mij" in refused.content.decode()
        assert anna.post(place, mine | {"was": refused.context["was"]}).status_code == 302

    def test_moving_copying_taking_out_and_back_without_a_script(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world.team)

        def press(name: str, *args: str, **data: str) -> list[str]:
            address = reverse(f"formats:{name}", args=[own.slug, *args])
            assert anna.post(address, data).status_code == 302
            assert anna.post(reverse("formats:move", args=[own.slug, "write"]), {}, headers=HTMX).status_code == 200
            own.refresh_from_db()
            return [step["key"] for step in own.draft["steps"]]

        assert press("move", "write", to="down") == ["questions", "write"]
        assert press("duplicate", "write") == ["questions", "write", "collect_1"]
        assert press("remove", "questions") == ["write", "collect_1"]
        assert press("restore") == ["questions", "write", "collect_1"]

    def test_hostile_words_are_words(self, world: World, anna: TenantClient) -> None:
        own = begun(world.anna, world.team)
        bad = "<script>alert(1)</script>"
        anna.post(reverse("formats:step", args=[own.slug, "write"]), {"title_nl": bad, "minutes": 10})
        assert bad not in anna.get(reverse("formats:edit", args=[own.slug])).content.decode()

    def test_others_find_nothing(self, world: World) -> None:
        own = published(world)
        for who in (world.carla, world.dirk):
            client = world.client(who)
            for name in ("formats:edit", "formats:basics", "formats:versions", "meetings:format", "formats:card"):
                assert client.get(reverse(name, args=[own.slug])).status_code == 404, name
            assert client.post(reverse("formats:publish", args=[own.slug])).status_code == 404

    def test_who_may_only_read_cannot_write(self, world: World) -> None:
        own = published(world, ours=True)
        carla = world.client(world.carla)
        assert carla.get(reverse("formats:edit", args=[own.slug])).status_code == 200
        assert carla.post(reverse("formats:basics", args=[own.slug]), {"name_nl": "x"}).status_code == 403


class TestFiles:
    def test_what_goes_out_comes_in_and_passes_the_check(
        self, world: World, anna: TenantClient, tmp_path: object
    ) -> None:
        from pathlib import Path

        own = published(world)
        sent = anna.get(reverse("formats:export", args=[own.slug]))
        assert 'filename="x-' in sent["Content-Disposition"]
        file = Path(str(tmp_path)) / "eigen.yaml"
        file.write_bytes(sent.content)
        assert check.main([str(file)]) == 0
        key = anna.get(reverse("formats:import")).context["form"].initial["key"]
        upload = SimpleUploadedFile("eigen.yaml", sent.content)
        data = {"key": key, "file": upload, "owner": str(world.team.pk)}
        assert anna.post(reverse("formats:import"), data).status_code == 302
        assert OwnFormat.objects.count() == 2

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (SMALL.replace("minutes: 20", "minuten: 20"), "10"),
            ("a: &x [1]\nb: *x\n", "2"),
            (SMALL + "  - {}\n" * 20_000, "17"),
            ("x: !!python/object/apply:os.system [id]\n", "1"),
            ("[" * 5_000, "1"),
            ("\u0000", "1"),
        ],
    )
    def test_a_bad_file_says_where_and_keeps_what_was_pasted(
        self, world: World, anna: TenantClient, text: str, line: str
    ) -> None:
        data = {"key": "0192f000-0000-7000-8000-000000000001", "text": text, "owner": str(world.team.pk)}
        answer = anna.post(reverse("formats:import"), data)
        assert answer.status_code == 422
        if answer.context["problems"]:
            assert line in {str(problem.line) for problem in answer.context["problems"]}
        else:
            assert answer.context["form"].errors
        assert not OwnFormat.objects.exists()

    def test_a_large_file_and_one_in_another_encoding(self, world: World, anna: TenantClient) -> None:
        data = {"key": "0192f000-0000-7000-8000-000000000001", "owner": str(world.team.pk)}
        for content in (b"#" * 300_000, "é".encode("latin-1")):
            upload = SimpleUploadedFile("x.yaml", content)
            assert anna.post(reverse("formats:import"), data | {"file": upload}).status_code == 422


class TestPaper:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_every_format_of_the_library_prints(self, world: World, anna: TenantClient, language: str) -> None:
        for code in ("W03", "W01"):
            slug = queries.find(code).slug
            answer = anna.get(reverse("formats:card", args=[slug]), headers={"Accept-Language": language})
            assert answer.content[:5] == b"%PDF-"

    def test_materials_print_only_where_there_are_any(self, anna: TenantClient) -> None:
        assert anna.get(reverse("formats:materials", args=["bordsessie"])).status_code == 404


class TestVersions:
    def test_what_changed_stands_in_words(self, world: World, anna: TenantClient) -> None:
        own = published(world)
        renamed(own, world.anna, "Groter")
        page = anna.get(reverse("formats:versions", args=[own.slug]))
        assert [(one.old, one.new) for one in page.context["changes"]] == [("Klein", "Groter")]
        anna.post(reverse("formats:go_back", args=[own.slug]), {"number": "1"})
        assert queries.find(own.code).name.nl == "Klein"
        assert anna.get(reverse("formats:versions", args=[own.slug]), {"old": "1", "new": "3"}).context["changes"] == []


class TestOthers:
    def test_offered_taken_and_taken_back(self, world: World) -> None:
        own = published(world, ours=True)
        ada = world.client(world.ada)
        place = reverse("formats:release", args=[own.slug])
        assert ada.get(place).status_code == 200
        assert ada.post(place, {"with_name": "yes"}).status_code == 302
        (found,) = queries.released()
        dirk = world.client(world.dirk)
        assert world.organisation.name in dirk.get(reverse("formats:shared")).content.decode()
        take = reverse("formats:take", args=[found.key])
        key = dirk.get(take).context["form"].initial["key"]
        assert dirk.post(take, {"key": key, "owner": str(world.team_elsewhere.pk)}).status_code == 302
        with tenancy.inside(world.elsewhere.pk):
            assert OwnFormat.objects.count() == 1
        assert ada.post(place, {"withdraw": "1"}).status_code == 302
        assert dirk.get(take).status_code == 404

    def test_nobody_else_offers_it(self, world: World, anna: TenantClient) -> None:
        own = published(world, ours=True)
        assert anna.get(reverse("formats:release", args=[own.slug])).status_code == 403
        assert anna.post(reverse("formats:release", args=[own.slug])).status_code == 403


@pytest.mark.parametrize("count", [1, 6])
def test_pages_cost_a_fixed_number_of_queries(
    world: World, anna: TenantClient, count: int, django_assert_max_num_queries: object
) -> None:
    own, *_more = [published(world) for _ in range(count)]
    addresses = {
        reverse("formats:mine"): 12,
        reverse("formats:edit", args=[own.slug]): 16,
        reverse("formats:step", args=[own.slug, "write"]): 12,
        reverse("formats:versions", args=[own.slug]): 13,
        reverse("formats:dry_run", args=[own.slug]): 11,
        reverse("meetings:formats"): 10,
        reverse("meetings:format", args=[own.slug]): 11,
    }
    anna.get(reverse("formats:mine"))
    for address, most in addresses.items():
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            assert anna.get(address).status_code == 200
