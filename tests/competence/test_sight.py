"""A page of one's own says who reads it now: no leader who cannot."""

import pytest

from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.privacy.actions import end_consent
from drieslag.privacy.models import Consent
from tests.competence.showing import consent, declaration
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_a_declaration_names_a_leader_only_while_there_is_consent(world: World) -> None:
    made = declaration(world)
    consent(world)
    sharing.share(by=world.bram, kind=Kind.DECLARATION, key=made.pk, reader=world.lea)
    page = f"/competence/declarations/{made.pk}/"
    assert "Shared with Lea Kok" in world.client(world.bram).get(page).content.decode()
    end_consent(by=world.ada.pk, consent_id=Consent.objects.get().pk)
    shown = world.client(world.bram).get(page).content.decode()
    assert "Lea Kok" not in shown
    assert "Only you, and the two whom you ask" in shown
