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
