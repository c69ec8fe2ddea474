"""Moves the clock of a process, before anything that looks at it is imported."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any


def move_clock(days: int) -> None:
    """Make this process believe that so many days have passed."""
    away = days * 86_400
    real_time, real_strftime = time.time, time.strftime
    time.time = lambda: real_time() + away
    for name in ("localtime", "gmtime"):
        real = getattr(time, name)
        setattr(time, name, lambda seconds=None, real=real: real(time.time() if seconds is None else seconds))
    time.strftime = lambda pattern, *when: real_strftime(pattern, *(when or (time.localtime(),)))

    class Moved(dt.datetime):
        """A datetime whose present is another."""

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> Any:
            return cls.now()

        @classmethod
        def utcnow(cls) -> Any:
            return cls.now(dt.UTC).replace(tzinfo=None)

    dt.datetime = Moved  # type: ignore[misc]
