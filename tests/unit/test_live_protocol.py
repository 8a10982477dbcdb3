"""Messages between server and worker survive the pipe, and a broken pipe is noticed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.live.limits import RateCap
from posture.live.protocol import Answer, Ask, pack_frame, unpack_frame
from posture.processes.framing import receive, send


@given(st.lists(st.tuples(st.sampled_from([*Ask, *Answer]), st.binary(max_size=300))))
def test_messages_come_out_as_they_went_in(messages: list[tuple[bytes, bytes]]) -> None:
    pipe = io.BytesIO()
    for kind, payload in messages:
        send(pipe, kind, payload)
    pipe.seek(0)
    assert [receive(pipe) for _ in messages] == [(bytes(kind), payload) for kind, payload in messages]
    with pytest.raises(EOFError):
        receive(pipe)


@pytest.mark.parametrize("kept", [0, 1, 4, 5, 7])
def test_a_message_cut_off_is_no_message(kept: int) -> None:
    whole = io.BytesIO()
    send(whole, Ask.FRAME, b"abcd")
    with pytest.raises(EOFError, match="closed"):
        receive(io.BytesIO(whole.getvalue()[:kept]))


@given(st.floats(allow_nan=False), st.binary(max_size=50))
def test_a_picture_keeps_its_time(t_s: float, jpeg: bytes) -> None:
    assert unpack_frame(pack_frame(t_s, jpeg)) == (t_s, jpeg)


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert len({bytes(a) for a in Ask}) == len(Ask)
    assert len({bytes(a) for a in Answer}) == len(Answer)


def test_the_rate_is_capped_after_two_seconds_worth() -> None:
    cap = RateCap(per_s=10)
    allowed = [cap.allows_one_more() for _ in range(30)]
    assert allowed[:20] == [True] * 20
    assert not any(allowed[22:])
