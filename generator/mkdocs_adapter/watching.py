"""Watching: looks for changes of files, also of a folder that is gone for a while.

A folder may be renamed and brought back, as by a program that puts files in order; stock watchdog
looks no more once it was gone.
"""

from __future__ import annotations

from watchdog.events import FileSystemEvent
from watchdog.observers.api import BaseObserver, EventQueue, ObservedWatch
from watchdog.observers.polling import PollingEmitter, PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot, EmptyDirectorySnapshot


class _Emitter(PollingEmitter):
    """Takes a folder that is not there for an empty one."""

    def __init__(
        self,
        event_queue: EventQueue,
        watch: ObservedWatch,
        *,
        timeout: float,
        event_filter: list[type[FileSystemEvent]] | None = None,
    ) -> None:
        super().__init__(event_queue, watch, timeout=timeout, event_filter=event_filter)
        take = self._take_snapshot

        def take_what_is_there() -> DirectorySnapshot:
            try:
                return take()
            except (FileNotFoundError, NotADirectoryError):
                return EmptyDirectorySnapshot()

        self._take_snapshot = take_what_is_there


class Watcher(PollingObserver):
    """Looks every so many seconds, for as long as the preview runs."""

    def __init__(self, seconds: float) -> None:
        BaseObserver.__init__(self, _Emitter, timeout=seconds)
