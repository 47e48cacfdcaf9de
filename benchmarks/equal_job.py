"""The equal job with Glueport: its data, made once and kept, and its pipeline."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
REPOSITORY = BENCHMARKS.parent
PEERS = BENCHMARKS / "peers"
PIPELINE = PEERS / "equal-job.yaml"
# What is kept between two times: git does not look at it.
KEPT = REPOSITORY / ".build-benchmarks"

# Glueport ends with 2 where some domains stayed Unimported.
SUCCESS = (0, 2)


def data(kept: Path, organizations: int, domains: int, seed: int) -> Path:
    """The folder of the data, which are made where they are not there."""
    folder = kept / f"data-{organizations}-{domains}-{seed}"
    if not folder.is_dir():
        unfinished = folder.with_name(folder.name + ".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        words = [PEERS / "generate", unfinished, "--orgs", organizations, "--domains", domains]
        subprocess.run([str(word) for word in [*words, "--seed", seed]], check=True)
        unfinished.rename(folder)
    return folder


def environment(data: Path, home: Path, licences: int) -> dict[str, str]:
    """What the programs are run with: the same on every machine."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "GLUEPORT_EQUAL_JOB_DATA": str(data),
        "GLUEPORT_EQUAL_JOB_LICENCES": str(licences),
    }


def copy_extracted(run: Path, to: Path) -> None:
    """A fresh run that has got as far as another one. The extracted rows, which are only read from
    then on, are links."""

    def copy(source: str, target: str) -> None:
        if source.endswith(".jsonl"):
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(run, to, copy_function=copy)
