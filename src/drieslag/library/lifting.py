"""Old files, made new before they are read. A change of the schema that old files do not survive adds a step here."""

from collections.abc import Callable, Mapping

from yaml.nodes import MappingNode

from drieslag.library import words
from drieslag.library.problems import Place
from drieslag.library.reading import entries, number

type Lift = Callable[[MappingNode], None]

SCHEMA = 1
# From version n to n + 1, changing the nodes in place so that line numbers stay.
LIFTS: Mapping[int, Lift] = {}


def lift(root: Place, *, current: int = SCHEMA, lifts: Mapping[int, Lift] = LIFTS) -> None:
    """Take `schema` off the file and bring it to the current version. Raises Unreadable."""
    found = entries(root)
    if "schema" not in found:
        root.refuse(words.NEEDS_SCHEMA)
    version = number(1, 9_999)(found["schema"])
    if version > current:
        found["schema"].refuse(words.newer_schema(current))
    assert isinstance(root.node, MappingNode)
    root.node.value = [pair for pair in root.node.value if pair[0].value != "schema"]
    for step in range(version, current):
        lifts[step](root.node)
