"""Programs from npm that tests drive: at the versions of a folder's package-lock.json, fetched once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent / "tools"


def fetched(folder: Path = TOOLS) -> Path:
    """The `node_modules` of a folder, fetched if it is not current; the test is skipped where that cannot be done.

    Tests that run at the same time wait for one another.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None or sys.platform == "win32":
        pytest.skip("node and npm are not installed")
    import fcntl

    modules = folder / "node_modules"
    stamp = modules / ".fetched"
    with (folder / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = lock.read()
        if not stamp.is_file() or stamp.read_bytes() != wanted:
            fetch = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(fetch, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
            if done.returncode:
                pytest.skip(f"npm could not fetch what {folder.name}/package-lock.json names: {done.stderr[-300:]}")
            stamp.write_bytes(wanted)
    return modules
