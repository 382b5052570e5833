"""Every format of the library prints: its script as a card, and what lies on the table, as PDF/A and PDF/UA at once."""

import pytest
from django.utils import translation

from drieslag.library import formats
from drieslag.web.formats.presenters import papers
from drieslag.web.printing import pdf

pytestmark = pytest.mark.slow
CODES = sorted(formats.load_all())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", CODES)
def test_a_script_card_and_its_materials(code: str, language: str) -> None:
    found = formats.get(code)
    with translation.override(language):
        assert pdf.render_data(papers.card(found), paper="card")[:5] == b"%PDF-"
        if found.materials:
            assert pdf.render_data(papers.materials(found), paper="materials")[:5] == b"%PDF-"


def test_signs_that_no_font_has_become_boxes_and_hostile_text_stays_text() -> None:
    card = papers.card(formats.get("W03")) | {"title": "#panic() 🌦 \u0007", "needs": '#read("/etc/passwd")'}
    assert pdf.render_data(card, paper="card")[:5] == b"%PDF-"
