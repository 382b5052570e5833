"""Habits as rules: each over all files that it is about, and each with a good and a bad line."""

from pathlib import Path

import pytest

from tests.sweeps import rules
from tests.sweeps.rules import TEMPLATE_RULES, Rule, files, found, found_in_template

ROOT = Path(__file__).resolve().parents[2] / "src" / "drieslag"
EVERYWHERE = ("**/*.py",)
# Where a rule holds, and which files are let off, each with its reason.
PYTHON: list[tuple[Rule, tuple[str, ...], dict[str, str]]] = [
    (
        rules.reads_rows,
        ("web/**/*.py",),
        {
            "web/demo/simulate.py": "fills tables by the thousand",
            "web/demo/past_moments.py": "writes a year and a half in one go",
        },
    ),
    (rules.html_by_hand, ("web/**/*.py",), {"web/components/fields.py": "the class is one of two words of ours"}),
    (
        rules.sql_by_hand,
        EVERYWHERE,
        {
            "core/tenancy.py": "names of tables, quoted, run by the owner",
            "core/middleware.py": "adds a constant",
            "config/postgres/cluster.py": "names of roles, quoted",
            "privacy/anonymous/compaction.py": "names of tables, quoted, run by the owner",
            "privacy/anonymous/queries.py": "the parts' own queries, of constants alone",
        },
    ),
    (rules.joins_everything, EVERYWHERE, {}),
    (rules.time_without_unit, EVERYWHERE, {}),
    (rules.message_put_together, EVERYWHERE, {}),
    (
        rules.state_set_aside,
        ("web/**/*.py", "people/**/*.py"),
        {"web/demo/past_moments.py": "writes a year and a half in one go"},
    ),
    (rules.model_in_migration, ("**/migrations/*.py",), {}),
]
LET_OFF_TEMPLATES = {("text marked as safe", "invitation_mail.txt"): "plain text, for a mail"}


@pytest.mark.parametrize(("rule", "where", "let_off"), PYTHON, ids=lambda one: getattr(one, "__name__", ""))
def test_no_file_breaks_the_rule(rule: Rule, where: tuple[str, ...], let_off: dict[str, str]) -> None:
    wrong = []
    for path in files(ROOT, *where):
        name = str(path.relative_to(ROOT))
        if name not in let_off and ("migrations" not in path.parts or "migrations" in where[0]):
            wrong += [f"{name}:{line}" for line in found(rule, path.read_text(encoding="utf-8"))]
    assert not wrong, f"{rule.__doc__}\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", TEMPLATE_RULES)
def test_no_template_breaks_the_rule(name: str) -> None:
    wrong = []
    for path in files(ROOT, "**/templates/**/*.html", "**/templates/**/*.txt"):
        if (name, path.name) not in LET_OFF_TEMPLATES:
            lines = found_in_template(name, path.read_text(encoding="utf-8"))
            wrong += [f"{path.relative_to(ROOT)}:{line}" for line in lines]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (rules.reads_rows, "queries.get_team(by, key)", "Team.objects.get(pk=key)"),
        (rules.reads_rows, "Team.objects.none()", "Team.objects.filter(name='x')"),
        (rules.html_by_hand, "format_html('<b>{}</b>', name)", "f'<b>{name}</b>'"),
        (rules.sql_by_hand, "cursor.execute('select %s', [name])", "cursor.execute(f'select {name}')"),
        (rules.joins_everything, "rows.select_related('team')", "rows.select_related()"),
        (rules.time_without_unit, "timedelta(days=3)", "timedelta(3)"),
        (rules.message_put_together, "_('%(n)s is in') % {'n': name}", "_(f'{name} is in')"),
        (rules.message_put_together, "_('Done')", "_('%s is in') % name"),
        (rules.state_set_aside, "actions.close_thread(by=by)", "thread.state = 'closed'"),
        (rules.model_in_migration, "apps.get_model('people', 'Team')", "from drieslag.people.models import Team"),
    ],
)
def test_a_good_line_passes_and_a_bad_one_does_not(rule: Rule, good: str, bad: str) -> None:
    assert found(rule, good) == []
    assert found(rule, f"x = 1\n{bad}") == [2]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("style in a template", '<p class="soft">', '<p style="color:red">'),
        ("style in a template", "<stylish>", "<style>p{}</style>"),
        ("script in an attribute", '<button data-copy="a">', '<button onclick="go()">'),
        ("script in an attribute", '<div hx-get="/mine/">', '<div hx-on:click="go()">'),
        ("script in an attribute", "<div hx-vals='{}'>", "<div hx-vals='js:{a: b}'>"),
        ("script in a template", '<script type="module" src="a.js" nonce="{{ csp_nonce }}">', '<script src="a.js">'),
        (
            "script that is not data and has no source",
            '<script type="application/json" nonce="{{ csp_nonce }}">{}</script>',
            '<script nonce="{{ csp_nonce }}">go()</script>',
        ),
        (
            "form that posts without a token",
            '<form method="post">{% csrf_token %}</form>',
            '<form method="post"><button>Go</button></form>',
        ),
        ("text marked as safe", "{{ text }}", "{{ text|safe }}"),
        (
            "translation with its line breaks",
            "{% blocktranslate trimmed %}a{% endblocktranslate %}",
            "{% blocktranslate %}a{% endblocktranslate %}",
        ),
    ],
)
def test_a_good_template_passes_and_a_bad_one_does_not(name: str, good: str, bad: str) -> None:
    assert found_in_template(name, good) == []
    assert found_in_template(name, f"<p>\n{bad}") == [2]
