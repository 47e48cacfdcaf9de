"""What an exit code of glueport means for a task, and when the task is tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import RetryDecision, RetryPolicy
from airflow.sdk.exceptions import AirflowException

if TYPE_CHECKING:
    from airflow.sdk.definitions.context import Context

DONE = 0
SOME_STAYED_OUT = 2

# Trying again changes nothing: a person has to mend something first.
FINAL = {
    64: "wrong use of the command line",
    65: "bad input",
    70: "an error in the program",
    77: "the credentials or the address were refused",
    78: "the plan is not the approved one, or the world has moved",
}
# It mends itself with time, so it is worth the wait.
LATER = {
    69: "a service gave up, or an import is still pending",
    73: "another process works on the run or the account",
}
OTHERS = {
    74: "the disk, the ledger or a lock failed",
    130: "it was interrupted, the checkpoints are whole",
    143: "it was stopped, the checkpoints are whole",
}
LONGEST_WAIT = timedelta(hours=1)


def meaning(code: int) -> str:
    """An exit code in words."""
    if code < 0:
        return f"it was ended by signal {-code}"
    return {**FINAL, **LATER, **OTHERS}.get(code, "an exit code that glueport does not have")


class GlueportFailed(AirflowException):
    """A glueport that did not end well: its exit code, and what it said to it."""

    def __init__(
        self,
        command: str,
        code: int,
        message: str = "",
        remedy: str = "",
        retry_after: float | None = None,
    ) -> None:
        said = "; ".join(part for part in (message, remedy) if part)
        text = f"glueport {command}: exit code {code}, {meaning(code)}"
        super().__init__(f"{text}: {said}" if said else text)
        self.code = code
        self.retry_after = retry_after


class ByExitCode(RetryPolicy):
    """Tries again only what time can mend, and no sooner than glueport advises."""

    def __init__(self, delay: timedelta) -> None:
        self.delay = delay

    def evaluate(
        self,
        exception: BaseException,
        try_number: int,
        max_tries: int,
        context: Context | None = None,
    ) -> RetryDecision:
        if not isinstance(exception, GlueportFailed):
            return RetryDecision.default()
        reason = f"exit code {exception.code}: {meaning(exception.code)}"
        if exception.code in FINAL:
            return RetryDecision.fail(reason)
        if exception.code in LATER:
            return RetryDecision.retry(self._wait(exception, try_number), reason)
        return RetryDecision.default()

    def _wait(self, exception: GlueportFailed, try_number: int) -> timedelta:
        # The exponent is bounded too: a timedelta overflows long before a whole number does.
        doubled: timedelta = self.delay * 2 ** min(max(try_number - 1, 0), 16)
        growing = min(doubled, LONGEST_WAIT)
        # No shorter than the service asks, and never so short that the tries are used up at once.
        return max(timedelta(seconds=exception.retry_after or 0), growing)

    def serialize(self) -> dict[str, Any]:
        """The scheduler only shows it: it is asked on the worker."""
        return {"__type": "ByExitCode", "delay": self.delay.total_seconds()}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> ByExitCode:
        return cls(timedelta(seconds=float(data["delay"])))
