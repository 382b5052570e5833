"""On any other database there is nothing of the demo."""

import pytest
from django.test import Client

from drieslag.core.models import Installation
from drieslag.web.demo.seed import NotADemo, seed

pytestmark = pytest.mark.django_db


def test_only_a_database_made_for_it_is_a_demo() -> None:
    Installation.objects.create(is_demo=False)
    with pytest.raises(NotADemo):
        seed(lambda _what, _part: None)


@pytest.mark.parametrize(("method", "path"), [("get", "/demo/"), ("post", "/demo/yasmin/"), ("get", "/gallery/")])
def test_its_pages_are_not_there(method: str, path: str) -> None:
    assert getattr(Client(), method)(path).status_code == 404


def test_the_way_in_asks_for_a_password() -> None:
    assert b"password" in Client().get("/account/login/").content
