"""Joins a Ray cluster, or starts one on this machine, in the process of `posture.cluster.ray_driver`."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from posture.cluster.ray_protocol import CLIENT
from posture.errors import ClusterUnavailable
from posture.files.scratch import ScratchFolder

_REACH_S = 5.0
"""How long a cluster may take to accept a connection: Ray itself would try for minutes."""
_RUNNING = Path("/tmp/ray/ray_current_cluster")  # noqa: S108  where Ray writes the address of what runs here
_STORE_BYTES = 256 << 20
"""Memory for clips on their way to workers, in a cluster of this machine alone."""
_LONGEST_FOLDER = 40
"""Characters: Ray's sockets lie deep below it, and their paths may have a hundred."""
_QUOTED = 200


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Join a cluster, and leave it at the end; one that was started here ends then.

    Args:
        address: ``ray://host:port``, ``host:port``, or empty for the one that runs on this machine; if
            there is none, one is started.

    Yields:
        The library.

    Raises:
        ClusterUnavailable: It cannot be reached, or has another version of Ray or Python.
    """
    # What Ray would tell its maker of a cluster that is started here.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    _show_token()
    # The address is known by now, and Ray would mix it with that.
    variable = os.environ.pop("RAY_ADDRESS", "") == address
    import ray

    with ExitStack() as stack:
        quiet: dict[str, Any] = {"log_to_driver": False, "configure_logging": False}
        found = address or _running_here()
        if found:
            _reach(found, variable=variable)
            _begin(ray, found, quiet)
        else:
            quiet |= {"include_dashboard": False, "object_store_memory": _STORE_BYTES}
            folder = stack.enter_context(ScratchFolder("ray")).path
            if len(str(folder)) <= _LONGEST_FOLDER:
                quiet["_temp_dir"] = str(folder)
            _begin(ray, "local", quiet)
        stack.callback(ray.shutdown)
        yield ray


def _running_here() -> str:
    """Return the address of the cluster that runs on this machine; empty if there is none."""
    with suppress(OSError, UnicodeDecodeError, ClusterUnavailable):
        address = _RUNNING.read_text("ascii").strip()
        _reach(address)
        return address
    return ""


def _reach(address: str, *, variable: bool = False) -> None:
    """Find out whether anybody listens there; ``variable``: ``RAY_ADDRESS`` says so."""
    host, _, port = address.removeprefix(CLIENT).partition("/")[0].rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_REACH_S):
            return
    except ValueError as error:
        raise ClusterUnavailable(
            f"{address} is no address of a cluster; "
            f"{'set RAY_ADDRESS to ' if variable else f'use {CLIENT}'}host:port"
        ) from error
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise ClusterUnavailable(
            f"no cluster can be reached at {address} ({reason}); "
            f"check {'RAY_ADDRESS' if variable else 'host and port'}, and that Ray runs there"
        ) from error


def _show_token() -> None:
    """Show the token that a person has set for their cluster: Ray shows it only when it is told to.

    One that merely lies in their home folder may be of another cluster, and a cluster without tokens does
    not work for a process that shows one.
    """
    if os.environ.get("RAY_AUTH_TOKEN") or os.environ.get("RAY_AUTH_TOKEN_PATH"):
        os.environ.setdefault("RAY_AUTH_MODE", "token")


def _begin(ray: Any, address: str, options: dict[str, Any]) -> None:
    if address.startswith(CLIENT):
        options = {}
    try:
        ray.init(address, **options)
    except (Exception, SystemExit) as error:  # it tells each of its failures in another way
        raise ClusterUnavailable(f"the cluster at {address} cannot be joined: {why(error)}") from error


def why(error: BaseException) -> str:
    """Say why a cluster cannot be joined, and what to do where that is known.

    Args:
        error: What Ray raised.
    """
    said = " ".join(str(error).split())
    if "Traceback (most recent call last)" in said:  # of the process at the other end
        said = str(error).strip().splitlines()[-1].strip()
    causes, cause = said, error.__cause__ or error.__context__
    while cause is not None:
        causes, cause = f"{causes} {cause}", cause.__cause__ or cause.__context__
    if "ersion" in causes and ("mismatch" in causes or "differ" in causes):
        return f"Ray or Python has another version there ({said[:_QUOTED]}); install the same on both sides"
    if "uthenticat" in causes:
        return "it asks for its token; set RAY_AUTH_TOKEN to it, or RAY_AUTH_MODE=token if it is in ~/.ray"
    if "connection timeout" in causes:
        return "no answer; check that Ray's client server has that port, and set RAY_AUTH_TOKEN to its token"
    return said[:_QUOTED] or type(error).__name__
