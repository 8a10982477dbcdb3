"""What server and worker say to each other keeps its meaning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posture.live.protocol import Answer, Ask, pack_frame, unpack_frame
from posture.live.server_limits import RateCap


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
