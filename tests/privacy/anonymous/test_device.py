"""The browser's own modules against the running program: what is sent with a name, what without, and what stays on
the device.
"""

import json
import subprocess
import sys
from dataclasses import asdict

import pytest
from django.conf import settings
from django.middleware.csrf import get_token
from django.test import RequestFactory
from pytest_django.live_server_helper import LiveServer

from drieslag.core import tenancy
from drieslag.privacy.anonymous import actions, holders, queries
from drieslag.privacy.anonymous.enums import Purpose, Taking
from tests.factories.world import make_world
from tests.privacy.anonymous.people import Circle
from tests.privacy.anonymous.test_browser_half import FOLDER, HERE, node
from tests.support.browser import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.urls("tests.privacy.anonymous.pages")]


def test_a_device_hands_in_without_a_cookie_and_keeps_no_text_after_the_receipt(
    live_server: LiveServer, transactional_db: None, key_folder: object
) -> None:
    world, before = make_world(), dict(holders._rules)
    with tenancy.inside(world.organisation.pk):
        circle = Circle()
        circle.members.add(world.bram.pk)
        found, box = circle.open()
        card = asdict(queries.card(found)) | {"id": str(found.pk)}
    session = world.client(world.bram).cookies[settings.SESSION_COOKIE_NAME].value
    request = RequestFactory().get("/")
    csrf = get_token(request)
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: request.META["CSRF_COOKIE"]}
    given = {
        "folder": FOLDER.as_uri(),
        "server": live_server.url,
        "cookies": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "csrf": csrf,
        "rounds": [card],
        "holder": str(world.bram.pk),
        "round": str(found.pk),
        "box": str(box.pk),
    }
    command = [node(), str(HERE / "device_in_node.mjs")]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False, timeout=60)
    holders._rules.clear()
    holders._rules.update(before)
    assert done.returncode == 0, done.stderr
    got = json.loads(done.stdout)
    sent = got.pop("sent")

    assert got == {
        "same": True,
        "told": ["drieslag:token"],
        "offline": "TypeError: network",
        "waiting": ["geschreven zonder netwerk"],
        "back": "received",
        "again": None,
        "second": "received",
        "tooLong": "Refused: This is longer than 2000 characters.",
        "kept": [["holder", "mark", "round", "secret"], ["holder", "mark", "round", "secret"]],
        "changed": {"state": "changed"},
        "withdrawn": None,
        "ready": {"state": "ready"},
        "left": 1,
        "texts": 0,
    }
    assert [one["address"] for one in sent if one["cookie"]] == ["/anonymous/token/"], (
        "asked once, and it alone by name"
    )
    assert {tuple(one["names"]) for one in sent if one["address"] == "/anonymous/slip/"} == {
        ("box", "change_hash", "mark", "prepared", "round", "signature", "text")
    }
    with tenancy.inside(world.organisation.pk):
        assert queries.count_ready(box) == 1
        assert [content.text for content in actions.open_slips(box_id=box.pk)] == ["anders geschreven"]


@pytest.mark.e2e
def test_the_forms_of_a_page_do_in_a_browser_what_they_say(
    live_server: LiveServer, transactional_db: None, key_folder: object
) -> None:
    world, before = make_world(), dict(holders._rules)
    with tenancy.inside(world.organisation.pk):
        circle = Circle()
        circle.members.add(world.bram.pk)
        found, box = circle.open()
        vote = actions.open_box(
            purpose=Purpose.STEP, scope=circle.scope, part="vote", taking=Taking.ONCE, max_length=500, present=6
        )
    given = {
        "folder": str(FOLDER),
        "server": live_server.url,
        "cookie": settings.SESSION_COOKIE_NAME,
        "session": world.client(world.bram).cookies[settings.SESSION_COOKIE_NAME].value,
        "page": f"/page/?round={found.pk}&box={box.pk}&vote={vote.pk}",
        "box": str(box.pk),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.privacy.anonymous.forms_in_chromium"],
        cwd=ROOT,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    holders._rules.clear()
    holders._rules.update(before)
    assert done.returncode == 0, done.stderr

    got = json.loads(done.stdout)

    handed_in = "Handed in. It can no longer be seen on this device."
    assert got["faults"] == []
    expected = {
        "draft": "een concept",
        "received": handed_in,
        "offline": "Not sent yet. It stays on this device and is sent as soon as there is a connection.",
        "back": handed_in,
        "answered": handed_in,
        "shut after the answer": True,
        "already": "You have handed in already.",
        "ready after loading again": "true",
        "own": 2,
        "texts on the device": [],
        "another's button": False,
        "without script": [True, True],
    }
    assert {name: value for name, value in got["steps"].items() if value != expected[name]} == {}
    assert got["steps"].keys() == expected.keys()
    with tenancy.inside(world.organisation.pk):
        assert queries.count_ready(box) == 1
        assert sorted(one.text for one in actions.open_slips(box_id=box.pk)) == ["eerste, anders", "zonder netwerk"]
        (answer,) = actions.open_slips(box_id=vote.pk)
        assert json.loads(answer.text) == {"because": "daarom", "choice": "no"}
