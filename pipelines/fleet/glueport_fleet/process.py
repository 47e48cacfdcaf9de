"""One run of glueport: a small environment, output without secrets, a gentle end."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

# glueport itself takes ten seconds at most to end what is under way; a moment more, so that it is
# not killed while it writes its last checkpoint.
STOP_SECONDS = 12.0
HIDDEN = "***"
# Shorter ones would tear ordinary words of the output apart.
SHORTEST_SECRET = 4


@dataclass(frozen=True)
class Ended:
    """How a glueport ended: its exit code, the JSON object that it printed, how long it took."""

    code: int
    answer: dict[str, Any]
    seconds: float


def base_environment() -> dict[str, str]:
    """All that glueport gets of the worker's environment: that may hold every partner's secrets."""
    wanted = {"PATH": os.defpath, "HOME": "/", "LANG": "C.UTF-8"}
    return {name: os.environ.get(name) or default for name, default in wanted.items()}


class GlueportProcess:
    """Runs glueport once."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        tell: Callable[[str], None],
        secrets: Sequence[str] = (),
    ) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._tell = tell
        # The longest first: one may be a part of another.
        self._secrets = sorted(
            {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}, key=len, reverse=True
        )
        self._process: subprocess.Popen[str] | None = None
        self._killer: threading.Timer | None = None
        self._asked_to_stop = False
        self._printed = ""

    def run(self) -> Ended:
        """Runs it to its end; its messages are told line by line as they come."""
        begun = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            # The worker's own input is its line to Airflow. Whoever holds it open after the worker
            # was killed keeps Airflow from seeing that.
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            # Airflow kills its task's process group five seconds after it asked it to stop.
            start_new_session=True,
        )
        if self._asked_to_stop:
            self.stop()
        try:
            code = self._follow(self._process)
        except BaseException:
            # A time-out of Airflow, for one. It must not go on unseen.
            self.stop()
            self._process.wait()
            raise
        finally:
            if self._killer:
                self._killer.cancel()
        return Ended(code, self._answer(), time.monotonic() - begun)

    def stop(self) -> None:
        """Asks it to stop at a checkpoint, and ends it where it does not.

        This runs inside a signal handler while `run` waits, so it only sends a signal.
        """
        self._asked_to_stop = True
        if self._process is None or self._killer is not None:
            return
        self._send(signal.SIGTERM)
        self._killer = threading.Timer(STOP_SECONDS, self._send, [signal.SIGKILL])
        self._killer.daemon = True
        self._killer.start()

    def scrubbed(self, text: str) -> str:
        """The text without the secrets."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def _follow(self, process: subprocess.Popen[str]) -> int:
        assert process.stdout is not None
        assert process.stderr is not None
        # Both at once: it would stand still with one of the pipes full.
        reader = threading.Thread(target=self._read, args=[process.stdout], daemon=True)
        reader.start()
        with process.stderr:
            for line in process.stderr:
                if line := line.rstrip():
                    self._tell(self.scrubbed(line))
        reader.join()
        return process.wait()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            self._printed = stream.read()

    def _answer(self) -> dict[str, Any]:
        if not self._printed.strip():
            return {}
        try:
            answer = json.loads(self._printed)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            self._tell(f"glueport printed no JSON object: {self.scrubbed(self._printed)[:500]}")
            return {}
        # Figures and digests stay as they are; what is shown to people is in here.
        if isinstance(error := answer.get("error"), dict):
            answer["error"] = {name: self.scrubbed(str(text)) for name, text in error.items()}
        return answer

    def _send(self, number: signal.Signals) -> None:
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, number)
