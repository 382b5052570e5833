"""Functions, classes, files and templates stay small. Raising a limit needs a decision in docs/decisions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUNCTION, CLASS, PUBLIC_METHODS, FILE, TEST_FILE, TEMPLATE = 60, 200, 15, 400, 600, 150


def python_files() -> list[Path]:
    """Return our own Python files, without what Django wrote."""
    found = [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("tools/*.py"), *ROOT.glob("bench/*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def too_large(source: str, limit: int) -> Iterator[str]:
    """Yield what is too large in this source."""
    lines = source.count("\n")
    if lines > limit:
        yield f"the file has {lines} lines, at most {limit}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _node(node)


def _node(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[str]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if isinstance(node, ast.ClassDef):
        public = [one.name for one in node.body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]
        if length > CLASS:
            yield f"class {node.name} has {length} lines, at most {CLASS}"
        if len(public) > PUBLIC_METHODS and not _plays(node):
            yield f"class {node.name} has {len(public)} public methods, at most {PUBLIC_METHODS}"
    elif length > FUNCTION:
        yield f"{node.name} has {length} lines, at most {FUNCTION}"


def _plays(node: ast.ClassDef) -> bool:
    """Whether it is a machine of hypothesis: its methods are moves, and there are as many as there are moves."""
    return any(isinstance(base, ast.Name) and base.id == "RuleBasedStateMachine" for base in node.bases)


def test_functions_classes_and_files_are_small() -> None:
    wrong = []
    for path in python_files():
        limit = TEST_FILE if path.is_relative_to(ROOT / "tests") else FILE
        wrong += [f"{path.relative_to(ROOT)}: {said}" for said in too_large(path.read_text(encoding="utf-8"), limit)]
    assert not wrong, "\n".join(["", *wrong])


def test_templates_are_small() -> None:
    sizes = {path: path.read_text(encoding="utf-8").count("\n") for path in ROOT.glob("src/**/templates/**/*.html")}
    wrong = [f"{path.relative_to(ROOT)} has {size} lines" for path, size in sizes.items() if size > TEMPLATE]
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = 1\n" * 401, "the file has 401 lines"),
        ("def long():\n" + "    x = 1\n" * 60, "long has 61 lines"),
        ("class Wide:\n" + "    x = 1\n" * 200, "class Wide has 201 lines"),
        (
            "class Many:\n" + "".join(f"    def m{n}(self): pass\n" for n in range(16)),
            "class Many has 16 public methods",
        ),
    ],
)
def test_what_is_too_large_is_told(source: str, said: str) -> None:
    assert any(one.startswith(said) for one in too_large(source, FILE))


def test_what_just_fits_is_fine() -> None:
    assert list(too_large("def just():\n" + "    x = 1\n" * 59, FILE)) == []
