"""Messages through pipes that an event loop watches arrive whole and in order, and an end is noticed."""

from __future__ import annotations

import asyncio
import os
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from io import FileIO

import pytest

from posture.processes.framing import receive, send
from posture.processes.watched_pipes import WatchedPipes, can_watch

pytestmark = pytest.mark.skipif(not can_watch, reason="threads wait here instead")
Told = list[tuple[bytes, bytes]]


def talk(
    other_end: Callable[[FileIO, FileIO], None], ask: Callable[[WatchedPipes, Told], None], *, until: int
) -> tuple[Told, int]:
    """What was heard until so many messages came or the other end was gone, and how often it was gone."""

    async def _talk() -> tuple[Told, int]:
        (requests, ours_out), (ours_in, answers) = os.pipe(), os.pipe()
        heard: Told = []
        lost: list[int] = []
        enough = asyncio.Event()

        def hear(kind: bytes, payload: bytes) -> None:
            heard.append((kind, payload))
            if len(heard) == until:
                enough.set()

        def lose() -> None:
            lost.append(1)
            enough.set()

        with FileIO(ours_out, "w") as out, FileIO(ours_in) as into:
            theirs = FileIO(requests), FileIO(answers, "w")
            thread = threading.Thread(target=other_end, args=theirs)
            thread.start()
            pipes = WatchedPipes(asyncio.get_running_loop(), (out, into), hear=hear, lose=lose)
            ask(pipes, heard)
            await asyncio.wait_for(enough.wait(), 20)
            pipes.close()
            pipes.close()
        await asyncio.to_thread(thread.join)
        return heard, len(lost)

    return asyncio.run(_talk())


def echo(requests: FileIO, answers: FileIO) -> None:
    """Answer each message with itself, until the end."""
    with requests, answers, suppress(EOFError):
        while True:
            send(answers, *receive(requests))


def test_messages_of_every_size_come_back_whole_and_in_order() -> None:
    """Some are far larger than a pipe, and all are asked before the first is answered."""
    chance = random.Random(7)
    sizes = [0, 1, 4, 5, 65_530, 65_531, 65_536, 300_000, 2, 524_288, *chance.choices(range(3000), k=40)]
    asked = [(bytes([65 + i % 26]), chance.randbytes(size)) for i, size in enumerate(sizes)]

    def ask(pipes: WatchedPipes, _: Told) -> None:
        for kind, payload in asked:
            pipes.send(kind, payload)

    assert talk(echo, ask, until=len(asked)) == (asked, 0)


def test_what_was_said_before_the_end_is_heard_and_the_end_once() -> None:
    def last_words(requests: FileIO, answers: FileIO) -> None:
        with requests, answers:
            receive(requests)
            for word in (b"one", b"two"):
                send(answers, b"W", word)
            answers.write(b"W\x10\0\0\0cut off")

    heard, lost = talk(last_words, lambda pipes, _: pipes.send(b"A", b""), until=9)
    assert heard == [(b"W", b"one"), (b"W", b"two")]
    assert lost == 1


def test_an_end_that_is_gone_already_is_noticed_by_writing() -> None:
    def leave(requests: FileIO, answers: FileIO) -> None:
        requests.close()
        gone.wait(20)
        answers.close()

    gone = threading.Event()

    def ask(pipes: WatchedPipes, _: Told) -> None:
        for _ in range(100):
            pipes.send(b"A", bytes(5000))
        gone.set()

    assert talk(leave, ask, until=1) == ([], 1)
