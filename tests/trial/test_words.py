"""How the driver reads Block Kit: as a person would."""

from __future__ import annotations

import pytest

from tests.shown import buttons, entered, fillable, visible, words_of
from tests.trial.gallery import elements, message_blocks, modal


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*Fredag 5 mars kl. 9.00–12.00*, Jönköping", "Fredag 5 mars kl. 9.00–12.00, Jönköping"),
        ("_*båda*_ ~nej~ `kod`", "båda nej kod"),
        ("<https://example.org|Öppna protokollet>", "Öppna protokollet"),
        ("<https://example.org/a?b=1&amp;c=2>", "https://example.org/a?b=1&c=2"),
        ("<!date^1804320000^{date}|6 mars>", "6 mars"),
        ("&lt;b&gt; &amp; 2*3*4 snake_case_name", "<b> & 2*3*4 snake_case_name"),
    ],
)
def test_mrkdwn_is_read_without_its_marks(written: str, read: str) -> None:
    assert visible(written) == read


def test_a_message_is_read_from_top_to_bottom() -> None:
    words = list(words_of(message_blocks()))
    assert words[:2] == ["Datumförfrågan: möte i mars", "fet kursiv struken kod länk <b> <@U2BO> då"]
    assert "Säker?" not in words


def test_buttons_and_menus_can_be_pressed_and_inputs_filled() -> None:
    assert [s.names[0] for s in buttons(message_blocks())] == ["5 mars", "12 mars", "Boka"]
    assert [s.names[0] for s in fillable(modal()["blocks"])][:2] == ["static_select", "multi_static_select"]


def test_a_choice_is_named_by_its_label() -> None:
    [radio] = elements({"radio_buttons": {"options": [{"text": {"type": "plain_text", "text": "Ja"}, "value": "y"}]}})
    assert entered(radio, "Ja") == "y"
    with pytest.raises(AssertionError, match="no choice 'Nej' among"):
        entered(radio, "Nej")
