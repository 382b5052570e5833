"""Lint rules of our own, over the syntax tree and over templates. Each yields what is wrong, with its line."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

type Rule = Callable[[ast.AST], bool]

GETTEXT = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy", "N_"}
HTML = re.compile(r"<[a-z/!][^>]*>?", re.IGNORECASE)
SQL = re.compile(
    r"^\s*(select|insert|update|delete|alter|create|drop|grant|revoke|vacuum|set|truncate)\s", re.IGNORECASE
)
UNNAMED = re.compile(r"%[sd]|\{\}")


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _constants(node: ast.JoinedStr) -> str:
    return "".join(part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str))


def reads_rows(node: ast.AST) -> bool:
    """`.objects` outside models, queries and actions: pages ask queries, so that rights are asked in one place.

    `.objects.none()` is no reading: a form's field begins with it.
    """
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
        return False
    return node.value.attr in {"objects", "_default_manager"} and node.attr != "none"


def html_by_hand(node: ast.AST) -> bool:
    """HTML in an f-string: nothing in it is escaped. Use format_html or a template."""
    return isinstance(node, ast.JoinedStr) and bool(HTML.search(_constants(node)))


def sql_by_hand(node: ast.AST) -> bool:
    """SQL in an f-string: use parameters."""
    return isinstance(node, ast.JoinedStr) and bool(SQL.match(_constants(node)))


def joins_everything(node: ast.AST) -> bool:
    """`select_related()` without names follows every key, also those that come later."""
    return _called(node) == "select_related" and isinstance(node, ast.Call) and not node.args


def time_without_unit(node: ast.AST) -> bool:
    """`timedelta(3)` hides that it means days."""
    return _called(node) == "timedelta" and isinstance(node, ast.Call) and bool(node.args)


def message_put_together(node: ast.AST) -> bool:
    """A message is one whole sentence with named places; an f-string cannot be translated."""
    if _called(node) not in GETTEXT or not isinstance(node, ast.Call):
        return False
    texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    joined = any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in node.args)
    return joined or any(UNNAMED.search(text) for text in texts)


def state_set_aside(node: ast.AST) -> bool:
    """A state changes in its action alone."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(one, ast.Attribute) and one.attr in {"state", "phase"} for one in targets)


def model_in_migration(node: ast.AST) -> bool:
    """A migration asks `apps.get_model`: the model of today is not the one of then."""
    return (
        isinstance(node, ast.ImportFrom)
        and bool(node.module)
        and str(node.module).startswith("drieslag.")
        and (str(node.module).endswith(".models"))
    )


def found(rule: Rule, source: str) -> list[int]:
    """Return the lines on which the rule is broken."""
    return sorted({getattr(node, "lineno", 0) for node in ast.walk(ast.parse(source)) if rule(node)})


# Templates

_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
TEMPLATE_RULES: dict[str, re.Pattern[str]] = {
    "style in a template": re.compile(r"<[^>]*\sstyle\s*=|<style[\s>]", re.IGNORECASE),
    "script in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=|hx-on[:=-]|[\"'\s]js:|javascript:", re.IGNORECASE),
    "script in a template": re.compile(r"<script(?![^>]*\bnonce=)[^>]*>", re.IGNORECASE),
    "script that is not data and has no source": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE
    ),
    "form that posts without a token": re.compile(
        r"<form(?=[^>]*method=\"post\")(?![^>]*data-anonymous)[^>]*>(?!(?:(?!</form>).)*csrf(?:_token|middlewaretoken))",
        re.IGNORECASE | re.DOTALL,
    ),
    "text marked as safe": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "translation with its line breaks": re.compile(r"\{%\s*blocktranslate(?![^%]*\btrimmed\b)"),
}


def found_in_template(name: str, source: str) -> list[int]:
    """Return the lines on which the template rule is broken."""
    plain = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    return [plain[: match.start()].count("\n") + 1 for match in TEMPLATE_RULES[name].finditer(plain)]


def files(root: Path, *patterns: str) -> Iterator[Path]:
    """Yield the files of these patterns, in order."""
    for pattern in patterns:
        yield from sorted(root.glob(pattern))
