"""What system calls tell of a way out of this machine."""

from __future__ import annotations

import re

ASKS = re.compile(r"port=htons\(53\)|io\.systemd\.Resolve")
HERE = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"|"::ffff:127\.')
ADDRESSED = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_(INET6?)\b")


def leaving(trace: str) -> list[str]:
    """The system calls that address another machine, or ask a name server, wherever it runs."""
    return [
        line
        for line in trace.splitlines()
        if ASKS.search(line) or (ADDRESSED.search(line) and not HERE.search(line))
    ]
