"""Messages between processes survive the pipe, buffered or not, and a broken pipe is noticed."""

from __future__ import annotations

import io
import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.processes.framing import receive, send


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=1), st.lists(st.binary(max_size=300), max_size=3))))
def test_messages_come_out_as_they_went_in(messages: list[tuple[bytes, list[bytes]]]) -> None:
    pipe = io.BytesIO()
    for kind, parts in messages:
        send(pipe, kind, *parts)
    pipe.seek(0)
    assert [receive(pipe) for _ in messages] == [(kind, b"".join(parts)) for kind, parts in messages]
    with pytest.raises(EOFError):
        receive(pipe)


@pytest.mark.parametrize("kept", [0, 1, 4, 5, 7])
def test_a_message_cut_off_is_no_message(kept: int) -> None:
    whole = io.BytesIO()
    send(whole, b"F", b"abcd")
    with pytest.raises(EOFError, match="closed"):
        receive(io.BytesIO(whole.getvalue()[:kept]))


@pytest.mark.parametrize("buffering", [0, -1], ids=["raw", "buffered"])
def test_a_message_larger_than_the_pipe_arrives_whole(buffering: int) -> None:
    reads, writes = os.pipe()
    payload = bytes(range(256)) * 4096
    with os.fdopen(reads, "rb", buffering) as requests, os.fdopen(writes, "wb", buffering) as answers:
        sender = threading.Thread(target=send, args=(answers, b"S", memoryview(payload)))
        sender.start()
        assert receive(requests) == (b"S", payload)
        sender.join()
