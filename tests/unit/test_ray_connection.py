"""What Ray raises where it cannot join a cluster, in words of one line."""

from __future__ import annotations

import pytest

from posture.cluster.ray_connection import why


def from_cause(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


MISMATCH = "Version mismatch: The cluster was started with:\n    Ray: 2.60.0\n    Python: 3.11.7"
SAID = " ".join(MISMATCH.split())
FAILED = "RuntimeError: Starting Ray client server failed. See ray_client_server_23000.err."
THERE = f"""Initialization failure from server:
Traceback (most recent call last):
  File "proxier.py", line 772, in Datapath
    raise RuntimeError(
{FAILED}
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            RuntimeError(MISMATCH),
            f"Ray or Python has another version there ({SAID}); install the same on both sides",
        ),
        (ConnectionAbortedError(THERE), FAILED),
        (
            from_cause(ConnectionError("connection failed"), ValueError("Unauthenticated: no token")),
            "it asks for its token; set RAY_AUTH_TOKEN to it, or RAY_AUTH_MODE=token if it is in ~/.ray",
        ),
        (
            ConnectionError("ray client connection timeout"),
            "no answer; check that Ray's client server has that port, and set RAY_AUTH_TOKEN to its token",
        ),
        (SystemExit(), "SystemExit"),
    ],
)
def test_a_failure_of_ray_is_one_line(error: BaseException, said: str) -> None:
    assert why(error) == said
