"""Old files are made new before they are read."""

from yaml.nodes import MappingNode, ScalarNode

from drieslag.library.lifting import Lift, lift
from drieslag.library.problems import Page, Place
from drieslag.library.reading import entries, open_page


def opened(text: str) -> Place:
    return open_page(text, Page("x.yaml"))


def names(place: Place) -> list[str]:
    return list(entries(place))


def renaming(old: str, new: str) -> Lift:
    def change(root: MappingNode) -> None:
        root.value = [
            (ScalarNode(name.tag, new, name.start_mark) if name.value == old else name, value)
            for name, value in root.value
        ]

    return change


def test_a_current_file_only_loses_its_schema() -> None:
    root = opened("schema: 1\ntitle: x\n")
    lift(root)
    assert names(root) == ["title"]


def test_an_old_file_goes_through_each_version_in_turn() -> None:
    root = opened("schema: 1\ntitle: x\n")
    lift(root, current=3, lifts={1: renaming("title", "heading"), 2: renaming("heading", "name")})
    assert names(root) == ["name"]
    assert entries(root)["name"].page.lines["name"] == 2


def test_a_file_of_the_version_between_skips_the_first_lift() -> None:
    root = opened("schema: 2\ntitle: x\n")
    lift(root, current=3, lifts={1: renaming("title", "wrong"), 2: renaming("title", "name")})
    assert names(root) == ["name"]
