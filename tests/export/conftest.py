"""A map that shows everything, in a folder of its own where commands are run."""

from pathlib import Path

import pytest

from tests.maps_for_tests import EVERYTHING, analysed


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, with the map as `arguments/sale.yaml`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "arguments").mkdir()
    analysed(EVERYTHING, tmp_path / "arguments", "sale")
    return tmp_path
