"""Writing, publishing and asking instruments of one's own."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from drieslag.core import clock, doors
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.kernel.instrument import ItemKind, Licence
from drieslag.library import instruments
from drieslag.surveys import composing
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions import permissions, versions
from drieslag.surveys.actions.instruments import ChangedMeanwhile, digest
from drieslag.surveys.composing import AnswerScale
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import OwnInstrument, Permission
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules.instruments import may_be_asked
from tests.factories.world import World
from tests.instruments.drafts import asked, begun, published, reworded, rich

pytestmark = pytest.mark.django_db
LICENSED = "L15"


def keys(own: OwnInstrument) -> list[str]:
    own.refresh_from_db()
    return [item["key"] for item in composing.items_of(own.draft)]


class TestWriting:
    def test_lines_become_an_instrument_once(self, world: World) -> None:
        own = begun(world.bram, world)
        again = writing.begin(
            by=world.bram, team=world.team, name="x", lines="y", answers=AnswerScale.OPEN, key=own.pk
        )  # fmt: skip
        assert again.pk == own.pk
        assert keys(own) == ["q1", "q2", "q3"]

    def test_a_code_that_is_taken_is_drawn_again(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        codes = iter(["AAAAAA", "AAAAAA", "CCCCCC", *["AAAAAA"] * doors.CODE_TRIES])
        monkeypatch.setattr(doors, "join_code", lambda: next(codes))
        first, second = begun(world.bram, world), begun(world.bram, world)
        assert [own.code[-6:] for own in (first, second)] == ["AAAAAA", "CCCCCC"]
        with override("en"), pytest.raises(Refused, match="No free code"):
            begun(world.bram, world)
        assert OwnInstrument.objects.count() == 2

    def test_who_may_write_for_whom(self, world: World) -> None:
        with pytest.raises(Refused):
            begun(world.carla, world)
        with pytest.raises(Refused):
            begun(world.bram, world, ours=True)
        assert begun(world.ada, world, ours=True).team is None

    def test_items_move_over_the_edges_of_pages(self, world: World) -> None:
        own = begun(world.bram, world)

        def pages() -> list[list[str]]:
            own.refresh_from_db()
            return [[item["key"] for item in page["items"]] for page in own.draft["pages"]]

        writing.break_page(by=world.bram, own=own, key="q3")
        assert pages() == [["q1", "q2"], ["q3"]]
        writing.move_item(by=world.bram, own=own, key="q2", up=False)
        assert pages() == [["q1"], ["q2", "q3"]]
        writing.move_item(by=world.bram, own=own, key="q1", up=False)
        assert pages() == [["q1", "q2", "q3"]]
        writing.move_item(by=world.bram, own=own, key="q1", up=True)
        writing.move_item(by=world.bram, own=own, key="q3", up=True)
        assert pages() == [["q1", "q3", "q2"]]
        writing.break_page(by=world.bram, own=own, key="q3")
        writing.break_page(by=world.bram, own=own, key="q3")
        assert pages() == [["q1", "q3", "q2"]]

    def test_what_was_taken_out_comes_back_in_its_scales(self, world: World) -> None:
        own = begun(world.bram, world)
        scale = writing.keep_scale(by=world.bram, own=own, key="", values={"name": {"nl": "S"}, "items": ["q1", "q2"]})
        writing.remove_item(by=world.bram, own=own, key="q2")
        assert keys(own) == ["q1", "q3"]
        writing.add_lines(by=world.bram, own=own, lines="Nieuw", answers=AnswerScale.OPEN)
        assert keys(own) == ["q1", "q3", "q4"]
        writing.restore_item(by=world.bram, own=own)
        writing.restore_item(by=world.bram, own=own)
        assert keys(own) == ["q1", "q2", "q3", "q4"]
        assert own.draft["scales"] == [{"key": scale, "name": {"nl": "S"}, "items": ["q1", "q2"]}]

    def test_two_people_at_once_are_told(self, world: World) -> None:
        own = begun(world.bram, world)
        was = digest(own.draft["pages"][0]["items"][0])
        writing.change_item(by=world.anna, own=own, key="q1", values={"required": True})
        with pytest.raises(ChangedMeanwhile):
            writing.change_item(by=world.bram, own=own, key="q1", values={"reverse": True}, was=was)

    @pytest.mark.parametrize("kind", list(ItemKind))
    def test_a_new_item_of_each_kind(self, world: World, kind: ItemKind) -> None:
        own = begun(world.bram, world)
        assert writing.add_item(by=world.bram, own=own, kind=kind) == "q4"

    def test_what_is_not_there(self, world: World) -> None:
        own = begun(world.bram, world)
        acts: list[Callable[[], object]] = [
            lambda: writing.change_item(by=world.bram, own=own, key="q9", values={}),
            lambda: writing.change_page(by=world.bram, own=own, number=0, values={}),
            lambda: writing.keep_scale(by=world.bram, own=own, key="none", values={}),
            lambda: queries.get_own(world.carla, own.code),
            lambda: queries.get_own(world.dirk, own.code),
            lambda: queries.get_instrument(world.bram, own.slug),
            lambda: queries.find(own.code),
        ]
        for act in acts:
            with pytest.raises(NotFound):
                act()


class TestVersions:
    def test_publishing_twice_is_once(self, world: World) -> None:
        own = published(world.bram, world)
        assert versions.publish(by=world.bram, own=own).version.number == 1
        assert not versions.differs(own, own.versions.get())
        assert queries.find(own.code).name.en == "Onze vragen"
        assert own.code in queries.all_for(world.bram)
        assert own.code not in queries.all_for(world.carla)

    def test_a_draft_that_is_not_ready_says_why(self, world: World) -> None:
        own = begun(world.bram, world, lines="")
        with pytest.raises(versions.NotReady) as refused:
            versions.publish(by=world.bram, own=own)
        assert refused.value.problems

    def test_words_that_nobody_was_asked_can_change(self, world: World) -> None:
        own = published(world.bram, world)
        assert not reworded(own, world.bram, "q1", "Anders").renamed
        assert keys(own) == ["q1", "q2", "q3"]

    @pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED])
    def test_words_that_were_asked_stand(self, world: World, state: RoundState) -> None:
        own = published(world.bram, world)
        asked(own, state)
        made = reworded(own, world.bram, "q1", "Anders")
        assert made.renamed.items == {"q1": "q1_v2"}
        item = queries.find(own.code).item("q1_v2")
        assert (item.text.nl, item.replaces) == ("Anders", "q1")
        asked(own, state)
        assert reworded(own, world.bram, "q1_v2", "Weer anders").renamed.items == {"q1_v2": "q1_v3"}

    def test_a_round_that_never_opened_fixes_nothing(self, world: World) -> None:
        own = published(world.bram, world)
        asked(own, RoundState.STOPPED)
        assert not reworded(own, world.bram, "q1", "Anders").renamed

    def test_order_explanation_pages_and_english_may_change(self, world: World) -> None:
        own = published(world.bram, world)
        asked(own)
        bram = world.bram
        writing.move_item(by=bram, own=own, key="q1", up=False)
        writing.break_page(by=bram, own=own, key="q3")
        writing.remove_item(by=bram, own=own, key="q2")
        words = {"text": {"nl": "Fouten houden we voor ons.", "en": "We keep mistakes to ourselves."}}
        writing.change_item(by=bram, own=own, key="q3", values=words | {"explanation": {"nl": "Let op", "en": ""}})
        assert not versions.publish(by=bram, own=own).renamed
        writing.add_lines(by=bram, own=own, lines="We helpen elkaar vaak.", answers=AnswerScale.AGREEMENT)
        assert "q2" not in keys(own)

    def test_other_answers_are_another_question_and_another_scale(self, world: World) -> None:
        own = rich(world)
        asked(own)
        points = queries.find(own.code).responses[0].points
        new = [{"value": point.value, "label": {"nl": point.label.nl + "!", "en": ""}} for point in points]
        writing.keep_response(by=world.anna, own=own, key="agree", points=new)
        made = versions.publish(by=world.anna, own=own)
        assert made.renamed.items == {"say": "say_v2", "hide": "hide_v2"}
        assert made.renamed.scales == {"safety": "safety_v2"}
        assert queries.find(own.code).scale("safety_v2").items == ("say_v2", "hide_v2")

    def test_a_condition_follows_its_question(self, world: World) -> None:
        own = rich(world)
        asked(own)
        assert reworded(own, world.anna, "often", "Hoe dikwijls?").renamed.items == {"often": "often_v2"}
        when = queries.find(own.code).item("why").when
        assert when is not None
        assert when.item == "often_v2"

    def test_counting_the_other_way_round_is_another_scale(self, world: World) -> None:
        own = rich(world)
        asked(own)
        writing.change_item(by=world.anna, own=own, key="hide", values={"reverse": False})
        made = versions.publish(by=world.anna, own=own)
        assert (made.renamed.items, made.renamed.scales) == ({}, {"safety": "safety_v2"})

    def test_put_away_and_taken_back(self, world: World) -> None:
        own = published(world.bram, world)
        versions.retire(by=world.bram, own=own)
        assert own.code not in queries.all_for(world.bram)
        assert not may_be_asked(queries.find(own.code))
        with pytest.raises(Refused):
            begin = queries.get_own(world.bram, own.code)
            writing.add_lines(by=world.bram, own=begin, lines="x", answers=AnswerScale.OPEN)
        versions.take_back(by=world.bram, own=own)
        assert may_be_asked(queries.find(own.code))
        verbs = Statement.objects.filter(object_kind="instrument").values_list("verb", flat=True)
        assert sorted(verbs) == ["published", "resumed", "withdrew"]


class TestCopies:
    def test_a_published_figure_stands_only_beside_its_own_words(self, world: World) -> None:
        shipped = next(one for one in instruments.load_all().values() if one.references and one.has_texts)
        own = writing.copy_instrument(by=world.anna, team=world.team, slug=shipped.slug, name="Van ons")
        versions.publish(by=world.anna, own=own)
        assert queries.find(own.code).references == shipped.references
        of = shipped.references[0].of
        if of in {item.key for item in shipped.items}:
            reworded(own, world.anna, of, "Heel andere woorden")
            assert of not in {figure.of for figure in queries.find(own.code).references}
            writing.remove_item(by=world.anna, own=own, key=of)
            versions.publish(by=world.anna, own=own)

    def test_a_copy_without_texts_is_refused(self, world: World) -> None:
        with pytest.raises(Refused):
            writing.copy_instrument(by=world.anna, team=world.team, slug=instruments.get(LICENSED).slug)


class TestPermission:
    def given(self, world: World, **more: object) -> Permission:
        common = {"code": LICENSED, "whose": "De auteurs", "given_on": clock.today(), "document": "Mail"}
        return permissions.note_permission(by=world.ada, **{**common, **more})  # type: ignore[arg-type]

    def texts(self) -> list[str]:
        return [f"Tekst {number}" for number, _item in enumerate(instruments.get(LICENSED).items)]

    def test_each_refusal_says_what_to_do(self, world: World) -> None:
        with override("en"):
            assert "not ours" in str(may_be_asked(instruments.get(LICENSED)).reason)
            self.given(world)
            assert "missing" in str(may_be_asked(instruments.get(LICENSED)).reason)
            avoided = next(one for one in instruments.load_all().values() if one.licence is Licence.AVOID)
            assert "advise against" in str(may_be_asked(avoided).reason)

    def test_from_permission_to_asking_and_back(self, world: World) -> None:
        with pytest.raises(Refused):
            permissions.bring_texts(by=world.ada, team=None, code=LICENSED, texts=self.texts(), labels={})
        self.given(world)
        self.given(world, whose="Iemand anders")
        assert Permission.objects.filter(ended_at=None).count() == 1
        own = permissions.bring_texts(by=world.ada, team=None, code=LICENSED, texts=self.texts(), labels={})
        versions.publish(by=world.ada, own=own)
        found = queries.find(own.code)
        assert found.scales == instruments.get(LICENSED).scales
        assert (found.licence, found.based_on, found.item("vigour").text.nl) == (
            Licence.PERMISSION, LICENSED, "Tekst 0",
        )  # fmt: skip
        assert may_be_asked(found)
        permissions.end_permission(by=world.ada, code=LICENSED)
        assert not may_be_asked(found)
        with pytest.raises(NotFound):
            permissions.end_permission(by=world.ada, code=LICENSED)

    def test_too_few_texts_a_wrong_day_and_the_wrong_people(self, world: World) -> None:
        self.given(world)
        with pytest.raises(Refused, match="3"):
            permissions.bring_texts(by=world.ada, team=None, code=LICENSED, texts=["Eén"], labels={})
        with pytest.raises(Refused):
            self.given(world, given_on=clock.today().replace(year=2999))
        with pytest.raises(Refused):
            permissions.end_permission(by=world.bram, code=LICENSED)
        with pytest.raises(NotFound):
            self.given(world, code="NONE")
        free = next(one.code for one in instruments.load_all().values() if one.licence is Licence.OWN)
        with pytest.raises(Refused):
            self.given(world, code=free)

    def test_a_copy_of_texts_under_permission_needs_it_too(self, world: World) -> None:
        self.given(world)
        own = permissions.bring_texts(by=world.ada, team=None, code=LICENSED, texts=self.texts(), labels={})
        versions.publish(by=world.ada, own=own)
        copied = writing.copy_instrument(by=world.anna, team=world.team, slug=own.slug)
        versions.publish(by=world.anna, own=copied)
        permissions.end_permission(by=world.ada, code=LICENSED)
        assert not may_be_asked(queries.find(copied.code))
