"""Ends what a script started, where the script itself was killed and could not.

It waits for the end of its input, which is the end of the script: whichever way that came.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from processes import kill_marked, stop_glueports


def main() -> None:
    mark, runs = sys.argv[1], Path(sys.argv[2])
    # Whoever ends the script by a signal to all of its group does not mean this one.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin.read()
    kill_marked(mark)
    stop_glueports(runs)


if __name__ == "__main__":
    main()
