"""Large documents read bit by bit give what reading them whole gives."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.history import json_stream
from posture.history.json_stream import members

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(leaves, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v, max_size=3))


@given(
    document=st.dictionaries(st.text(), values, max_size=4),
    indent=st.none() | st.integers(0, 3),
    chunk=st.integers(1, 9),
)
def test_any_document_comes_as_it_is_whole(document: dict[str, Any], indent: int | None, chunk: int) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=bool(chunk % 2))
    expected = [
        pair
        for name, value in document.items()
        for pair in ([(name, v) for v in value] if isinstance(value, list) else [(name, value)])
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        assert list(members(io.StringIO(text))) == expected


def test_no_more_is_read_than_is_asked_for() -> None:
    def endless() -> Any:
        yield '{"a": [1'
        while True:
            yield ", 2"

    class File(io.StringIO):
        parts = endless()

        def read(self, _size: int | None = -1) -> str:
            return next(self.parts)

    found = members(File())
    assert [next(found) for _ in range(1000)] == [("a", 1)] + [("a", 2)] * 999


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_document_that_is_cut_off_is_refused(cut: int) -> None:
    text = '{"a": [1, {"b": "c"}], "d": {"e": null}}'
    with pytest.raises(ValueError, match=r"."):
        list(members(io.StringIO(text[:-cut])))


@pytest.mark.parametrize(
    ("part", "most"), [("[], ", "_MOST_PARTS"), ('{"a": 1}, ', "_MOST_PARTS"), ("1, ", "_MOST_VALUES")]
)
def test_an_entry_of_more_parts_than_a_set_can_have_is_refused_before_it_fills_the_memory(
    part: str, most: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few letters of text become many times as many bytes once they are read."""
    monkeypatch.setattr(json_stream, "_CHUNK", 1000)
    monkeypatch.setattr(json_stream, most, 1000)
    file = io.StringIO(f'{{"sets": [[{part * 100_000}0]]}}')
    with pytest.raises(ValueError, match="one entry has more than 1000 "):
        list(members(file))
    assert file.tell() < 50_000
