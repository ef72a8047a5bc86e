"""A real server process for each test, and an editor that talks to it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsp_editor import Editor
from pytest_lsp import ClientServerConfig, LanguageClient

SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "argmap", "lsp"])


@pytest_lsp.fixture(config=SERVER)  # type: ignore[untyped-decorator]
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await _end(lsp_client)


@pytest_lsp.fixture(config=SERVER)  # type: ignore[untyped-decorator]
async def other_client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await _end(lsp_client)


async def _end(client: LanguageClient) -> None:
    try:
        async with asyncio.timeout(10):
            await client.shutdown_session()
    except Exception:  # whatever a test has done to the server must not keep the others from running
        if client._server is not None:
            client._server.kill()
        raise


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder."""
    (tmp_path / "argmap.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def editor(client: LanguageClient, project: Path) -> Editor:
    """An editor that has not said hello to its server yet."""
    return Editor(client, project)
