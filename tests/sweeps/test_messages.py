"""What is said on screen: complete in Dutch, the same placeholders, calm, short, and never written past gettext."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "drieslag" / "web"
MOST_WORDS = 25
DUTCH = re.compile(
    r"\b(aan|alle|alleen|als|begeleider|bent|bij|bijeenkomst|deze|dit|een|geen|heb|hebt|heeft|het|hier|hoe|iedereen"
    r"|ik|jij|jouw|jullie|kan|kies|kun|maar|mag|met|moet|naar|niet|nog|onder|ons|onze|ook|schrijf|uit|vraag|vragen"
    r"|van|voor|waar|waarom|wat|welke|wie|worden|wordt|zelf|zien|zijn|zonder)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"!|\b(oeps|helaas|succesvol\w*|ongeldig\w*|annule\w+|deadline\w*|compliance|submit\w*|u heeft|weet u het"
    r"|geen resultaten|verplicht veld|synchronis\w+|sessie verlopen)\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w+\}(?!\})")
TEMPLATE_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
SHOWN_ATTRIBUTES = re.compile(r'\b(?:aria-label|title|alt|placeholder|value|data-[\w-]+)="([^"{]*)"')
# The made-up organisation of the demo is content, and it is Dutch.
CONTENT = ("demo/",)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def dutch(tool: ModuleType) -> Catalog:
    problems: list[str] = []
    catalog: Catalog = tool.joined(problems)
    assert not problems
    return catalog


def several(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, list | tuple) else (str(texts),)


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?:;])\s+|\n", text)


def dutch_words(text: str) -> set[str]:
    return {word.lower() for word in DUTCH.findall(text)}


def said_in_python(source: str) -> Iterator[tuple[int, str]]:
    """Every text in code that is no docstring and has more than one word."""
    tree = ast.parse(source)
    own = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in own and " " in node.value:
            yield node.lineno, node.value


def said_in_template(source: str) -> str:
    """What stands in a template outside its tags, with the attributes that are shown or read aloud."""
    plain = TEMPLATE_CODE.sub(" ", source)
    return re.sub(r"<[^>]*>", " ", plain) + " ".join(SHOWN_ATTRIBUTES.findall(plain))


def test_every_message_has_its_dutch_and_every_dutch_is_used(tool: ModuleType, dutch: Catalog) -> None:
    assert tool.compared(tool.extracted(), dutch) == []


def test_placeholders_are_the_same_on_both_sides(dutch: Catalog) -> None:
    wrong = [
        f"{text} → {said}"
        for message in messages(dutch)
        for text, said in zip(several(message.id), several(message.string), strict=True)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(said))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_sentence_is_long(dutch: Catalog) -> None:
    texts = [text for message in messages(dutch) for text in several(message.string)]
    wrong = [one for text in texts for one in sentences(text) if too_long(one)]
    assert not wrong, "\n".join(wrong)


def too_long(sentence: str) -> bool:
    return len(re.findall(r"\S*\w\S*", sentence)) > MOST_WORDS


def test_nothing_shouts_blames_or_praises(dutch: Catalog) -> None:
    wrong = [text for message in messages(dutch) for text in several(message.string) if FORBIDDEN.search(text)]
    assert not wrong, "\n".join(wrong)


def test_what_is_translated_is_english(tool: ModuleType) -> None:
    wrong = [
        text
        for message in messages(tool.extracted())
        for text in several(message.id)
        if len(dutch_words(text)) > 1 and "‘" not in text
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_no_dutch_stands_in_a_template(ending: str) -> None:
    wrong = []
    for path in sorted(WEB.rglob(f"templates/**/*.{ending}")):
        found = dutch_words(said_in_template(path.read_text("utf-8")))
        if found:
            wrong.append(f"{path.relative_to(WEB)}: {', '.join(sorted(found))}")
    assert not wrong, "\n".join(wrong)


def test_no_dutch_stands_in_the_code_of_pages() -> None:
    wrong = []
    for path in sorted(WEB.rglob("*.py")):
        name = str(path.relative_to(WEB))
        if not name.startswith(CONTENT):
            said = said_in_python(path.read_text("utf-8"))
            wrong += [f"{name}:{line}: {text}" for line, text in said if dutch_words(text)]
    assert not wrong, "\n".join(wrong)


def test_the_sweeps_see_what_they_look_for() -> None:
    assert dutch_words(said_in_template('<p>{% translate "Go on" %} Wat zie je hier?</p>')) == {"wat", "hier"}
    assert dutch_words(said_in_template('<b aria-label="Nog niet">{# niet #}</b>')) == {"nog", "niet"}
    assert list(said_in_python('"""Niet dit."""\nx = "Wel dit"\ny = "dit"')) == [(2, "Wel dit")]
    assert FORBIDDEN.search("Bewaard!")
    assert FORBIDDEN.search("Helaas lukte dat niet.")
    assert not FORBIDDEN.search("Voor je beroepsregister.")
    assert too_long("een " * 26)
    assert not too_long("een " * 25)
    assert set(PLACEHOLDER.findall("%(n)s of {count}, not 100 %")) == {"%(n)s", "{count}"}
