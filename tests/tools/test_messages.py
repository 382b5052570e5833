"""The tool that puts the Dutch catalogue together."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = '_("Save")\nngettext("%(n)s team", "%(n)s teams", n)\n'
TEMPLATE = """{% load i18n %}
  <p>
    {% translate 'Stop' %}
  {% blocktranslate trimmed %}
    Hello
    {{ name }}
  {% endblocktranslate %}
"""
DUTCH = """
msgid "Save"
msgstr "Bewaar"

msgid "%(n)s team"
msgid_plural "%(n)s teams"
msgstr[0] "%(n)s team"
msgstr[1] "%(n)s teams"

msgid "Stop"
msgstr "Stop"

msgid "Hello %(name)s"
msgstr "Dag %(name)s"
"""


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, looking at a small project of its own that is complete."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    source = tmp_path / "src"
    (source / "templates").mkdir(parents=True)
    (source / "locale" / "parts").mkdir(parents=True)
    (source / "code.py").write_text(CODE)
    (source / "templates" / "page.html").write_text(TEMPLATE)
    (source / "locale" / "parts" / "one.po").write_text(DUTCH)
    paths = {
        "ROOT": tmp_path,
        "SOURCE": source,
        "PARTS": source / "locale" / "parts",
        "WHOLE": source / "locale" / "nl" / "LC_MESSAGES" / "django.po",
    }
    for name, path in paths.items():
        monkeypatch.setattr(module, name, path)
    return module


def test_a_complete_project_passes_and_its_catalogue_is_compiled(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main("check") == 0
    assert capsys.readouterr().out == ""
    assert tool.WHOLE.with_suffix(".mo").stat().st_size > 100
    first = tool.WHOLE.read_bytes()
    assert tool.main("compile") == 0
    assert tool.WHOLE.read_bytes() == first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda po: po.replace('"Bewaar"', '""'), "src/code.py:1: no Dutch for 'Save'"),
        (lambda po: po + '\nmsgid "Gone"\nmsgstr "Weg"\n', "not used any more: 'Gone'"),
        (lambda po: po.replace('\nmsgid "Stop"', '\n#, fuzzy\nmsgid "Stop"'), "marked fuzzy for 'Stop'"),
        (lambda po: po.replace("Dag %(name)s", "Dag %(naam)s"), "naam"),
        (
            lambda po: po.replace('msgid_plural "%(n)s teams"\nmsgstr[0] "%(n)s team"\nmsgstr[1]', "msgstr"),
            "needs a plural",
        ),
    ],
)
def test_what_is_missing_unused_fuzzy_or_wrong_is_said(
    tool: ModuleType, capsys: pytest.CaptureFixture[str], change: object, said: str
) -> None:
    assert callable(change)
    part = tool.PARTS / "one.po"
    part.write_text(change(part.read_text()))
    assert tool.main("check") == 1
    assert said in capsys.readouterr().out


def test_two_parts_may_not_disagree(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    (tool.PARTS / "two.po").write_text('msgid "Stop"\nmsgstr "Halt"\n')
    assert tool.main("check") == 1
    assert capsys.readouterr().out == "two.po: two Dutch texts for 'Stop'\n"
