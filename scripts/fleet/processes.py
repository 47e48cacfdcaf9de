"""Programs that run beside a script, and that end with it whatever happens."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
_MARK = "GLUEPORT_FLEET_MARK"


class FleetError(Exception):
    """Something that keeps the script from going on; its text is for people."""


class Processes:
    """All that a script started. They carry a mark, so that what they start is found too.

    Glueports do not: they get an environment of their own, and are known by the folder of the runs.
    """

    def __init__(self, folder: Path, runs: Path) -> None:
        self.folder = folder
        self._runs = runs
        self._mark = secrets.token_hex(16)
        self._reaper = subprocess.Popen(
            [
                sys.executable,
                "-B",
                str(Path(__file__).with_name("reaper.py")),
                self._mark,
                str(runs),
            ],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> int:
        """Starts a program; what it prints goes to a file of its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log(name).open("ab") as output:
            self._running[name] = subprocess.Popen(
                list(command),
                env={**environment, _MARK: self._mark},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C at the terminal is for the script alone: it stops them in order.
                start_new_session=True,
            )
        return self._running[name].pid

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def ended(self, name: str) -> bool:
        return self._running[name].poll() is not None

    def stop(self, names: Iterable[str], seconds: float) -> None:
        """Ends programs together: asked first, and killed with all of their group after a while."""
        processes = [self._running.pop(name) for name in list(names) if name in self._running]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + seconds
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(end - time.monotonic(), 0))
            # Its children stay in the group when it is gone.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop_all(self, seconds: float = 10) -> None:
        """Ends whatever is left, and what that has started."""
        self.stop(list(self._running), seconds)
        kill_marked(self._mark)
        stop_glueports(self._runs)
        assert self._reaper.stdin is not None
        self._reaper.stdin.close()
        self._reaper.wait()


def kill_marked(mark: str) -> None:
    """Kills all processes that carry a mark."""
    wanted = f"{_MARK}={mark}".encode()
    for pid, _ in every_process():
        # Some end meanwhile, and others are somebody else's.
        with contextlib.suppress(OSError):
            if wanted in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
                os.kill(pid, signal.SIGKILL)


def every_process() -> Iterator[tuple[int, str]]:
    """The processes of this computer but this one: number and command."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
            yield int(entry.name), command.decode(errors="replace").strip()


def glueports_of(runs: Path) -> list[tuple[int, str]]:
    """The glueports that work on a run below a folder. They know nothing of who started them."""
    return [
        (pid, command)
        for pid, command in every_process()
        if "/glueport " in f"/{command} " and f" --run-dir {runs}/" in command
    ]


def stop_glueports(runs: Path, seconds: float = 12) -> None:
    """Ends glueports that outlived their task: gently, then for good."""
    end = time.monotonic() + seconds
    number = signal.SIGTERM
    while running := glueports_of(runs):
        for pid, _ in running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        time.sleep(0.2)
        if time.monotonic() > end:
            number = signal.SIGKILL


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def terminated_is_interrupted() -> None:
    """Has SIGTERM and SIGHUP end the script as Ctrl-C does, so that it stops what it started."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Lets nothing interrupt what stops the programs."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
