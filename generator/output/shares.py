"""Shares: pieces of work by their number, done on every processor of the machine.

A process that is forked has all that the one before it has read and made, so that a piece is
but a number and what comes of it is small. Whoever is ready takes the next few, from a pipe:
that needs no memory which processes share, and which a system may refuse. Where a system cannot
fork, or forks with risk, as macOS, the work is done in one process, and all is the same.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")

_FEW = 4
"""Pieces that are taken at once, at least."""
_TICKET = 4
"""Bytes that name the first of them."""
_TICKETS = 8192
"""So many a pipe holds before anybody reads, and more."""


def processors() -> int:
    """How many processes may work at once."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


class Shares(Generic[T]):
    """Does ``piece`` for each number below ``count``; the other processors begin at once.

    What ``piece`` gives must be fit for a pipe. One that raises elsewhere is done again here, so
    that its error comes from where it can be told.
    """

    def __init__(self, count: int, piece: Callable[[int], T]) -> None:
        self._count, self._piece = count, piece
        self._few = max(_FEW, -(-count // _TICKETS))
        self._tickets, end = os.pipe()
        for first in range(0, count, self._few):
            os.write(end, first.to_bytes(_TICKET, "big"))
        os.close(end)
        self._helpers = [self._begin() for _ in range(min(processors(), count // _FEW) - 1)]

    def results(self) -> list[T]:
        """What came of every piece, in the order of their numbers, once all are done."""
        done: dict[int, T] = {}
        while numbers := self._take():
            done.update((number, self._piece(number)) for number in numbers)
        os.close(self._tickets)
        for results in self._helpers:
            try:
                done.update(results.recv())
            except EOFError:  # ended by the system: its pieces are done here
                continue
        every = range(self._count)
        return [done[n] if n in done else self._piece(n) for n in every]

    def _begin(self) -> Connection:
        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        context.Process(target=self._help, args=(theirs, os.getpid()), daemon=True).start()
        theirs.close()
        return ours

    def _help(self, results: Connection, parent: int) -> None:
        """What a forked process does: its share, until nothing is left or nobody waits."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that waits tells of it
        done: dict[int, T] = {}
        while (numbers := self._take()) and os.getppid() == parent:
            for number in numbers:
                try:
                    done[number] = self._piece(number)
                except Exception:  # done again, and told, by the one that waits
                    continue
        results.send(done)

    def _take(self) -> range:
        ticket = os.read(self._tickets, _TICKET)
        if not ticket:
            return range(0)
        first = int.from_bytes(ticket, "big")
        return range(first, min(first + self._few, self._count))
