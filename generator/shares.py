"""Shares: work done beside other work, and pieces of work done on every processor.

A process that is forked has all that the one before it has read and made, so that only what
comes of its work has to be handed over. Where a system cannot fork, or forks with risk, as
macOS, the work is done in one process, and all is the same.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")

_TICKET = 4
"""Bytes that name the first of them."""
_TICKETS = 8192
"""So many a pipe holds before anybody reads, and more."""


def processors() -> int:
    """How many processes may work at once. With threads beside it, a process must not fork."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if can_fork else 1


def end() -> None:
    """End what other processes still do, as where a build has failed."""
    for child in active_children():
        child.terminate()
        child.join()


class Aside(Generic[T]):
    """Does ``work`` in another process, which begins at once, where there is a processor for it.

    What it gives must be fit for a pipe. If it raises there, it is done again here, so that the
    error comes from where it can be told.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._result = self._begin() if processors() > 1 else None

    def result(self) -> T:
        """What came of the work."""
        if self._result is not None:
            try:
                done, result = self._result.recv()
            except EOFError:  # ended by the system
                done, result = False, None
            if done:
                return result  # type: ignore[no-any-return]
        return self._work()

    def _begin(self) -> Connection:
        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        context.Process(target=self._do, args=(theirs,), daemon=True).start()
        theirs.close()
        return ours

    def _do(self, result: Connection) -> None:
        """What the forked process does."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that waits tells of it
        try:
            given = (True, self._work())
        except Exception:  # done again, and told, by the one that waits
            given = (False, None)  # type: ignore[assignment]
        result.send(given)


class Shares(Generic[T]):
    """Does ``piece`` for each number below ``count``; the other processors begin at once.

    Whoever is ready takes the next few, from a pipe: that needs no memory which processes share,
    and which a system may refuse. What ``piece`` gives must be fit for a pipe, too.
    """

    def __init__(self, count: int, piece: Callable[[int], T], few: int = 4) -> None:
        """``few`` are taken at once, and are worth a process."""
        self._count, self._piece = count, piece
        self._few = max(few, -(-count // _TICKETS))
        self._tickets, end = os.pipe()
        for first in range(0, count, self._few):
            os.write(end, first.to_bytes(_TICKET, "big"))
        os.close(end)
        parent = os.getpid()
        helpers = min(processors(), count // self._few) - 1
        self._helpers = [Aside(lambda: self._share(parent)) for _ in range(helpers)]

    def results(self) -> list[T]:
        """What came of every piece, in the order of their numbers, once all are done."""
        done: dict[int, T] = {}
        while numbers := self._take():
            done.update((number, self._piece(number)) for number in numbers)
        for helper in self._helpers:
            done.update(helper.result())
        os.close(self._tickets)
        return [done[n] if n in done else self._piece(n) for n in range(self._count)]

    def _share(self, parent: int) -> dict[int, T]:
        """What another process does: its share, until nothing is left or nobody waits."""
        done: dict[int, T] = {}
        while os.getppid() == parent and (numbers := self._take()):
            for number in numbers:
                try:
                    done[number] = self._piece(number)
                except Exception:  # done again, and told, by the one that waits
                    continue
        return done

    def _take(self) -> range:
        ticket = os.read(self._tickets, _TICKET)
        if not ticket:
            return range(0)
        first = int.from_bytes(ticket, "big")
        return range(first, min(first + self._few, self._count))
