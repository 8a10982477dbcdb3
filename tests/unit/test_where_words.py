"""What pages say about where data are: each sentence of a computer at home has one for a server."""

from __future__ import annotations

import ast
from pathlib import Path

from posture.app.components import where_words

APP = Path(__file__).parents[2] / "posture" / "app"
AT_HOME_ALONE = {"It works on this computer while Posture runs."}
"""What a server's page leaves out."""


def said() -> set[str]:
    """The texts of all pages, and what else stands between quotation marks in their code."""
    return {
        node.value
        for path in APP.rglob("*.py")
        if path.stem != "where_words"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_sentence_that_a_server_says_otherwise_is_said_by_a_page() -> None:
    assert set(where_words._ON_A_SERVER) - said() == set()


def test_every_sentence_that_holds_at_home_has_one_for_a_server() -> None:
    at_home = {text for text in said() if "on this computer" in text}
    assert at_home - set(where_words._ON_A_SERVER) == AT_HOME_ALONE
