"""The configurations of editors in docs/editors.md are those in editors/, and those are tried with the editors."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.cli.main import COMMANDS
from argmap.config import PROFILES

ROOT = Path(__file__).parents[1]
EDITORS = ROOT / "editors"
DOCS = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
EXTENSION = EDITORS / "vscode"
WRONG = """
argmap: 1
map: {title: A sale}
assertions:
  sold: {text: The parties made a contract of sale., premises: [offred]}
  offered: {text: The buyer accepted the offer.}
""".lstrip()
needs_server = pytest.mark.skipif(
    "lsp" not in COMMANDS or importlib.util.find_spec("pygls") is None, reason="the extra `lsp` is not installed"
)


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "case" / "arguments"
    folder.mkdir(parents=True)
    (tmp_path / "case" / "argmap.toml").touch()
    (folder / "sale.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "case" / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    return tmp_path / "case"


@pytest.fixture
def run(project: Path, tmp_path: Path) -> Callable[..., str]:
    """Run a program in the project, `argmap` on its path, in a home of its own; what it says."""

    def ran(*words: str) -> str:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "TERM": "dumb"}
        done = subprocess.run(
            words, cwd=project, env=environment, capture_output=True, text=True, timeout=90, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return ran


@pytest.mark.parametrize(
    ("file", "language"),
    [("neovim/argmap.lua", "lua"), ("emacs/argmap.el", "elisp"), ("helix/languages.toml", "toml")],
)
def test_the_docs_show_the_file(file: str, language: str) -> None:
    text = (EDITORS / file).read_text(encoding="utf-8")
    assert f"```{language}\n{text.rstrip()}\n```\n" in DOCS


@needs_server
@needs("nvim")
def test_neovim_attaches_to_argument_files_alone(project: Path, run: Callable[..., str], tmp_path: Path) -> None:
    probe, clients = tmp_path / "probe.lua", "(vim.lsp.get_clients or vim.lsp.get_active_clients)()"
    probe.write_text(
        "vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)\n"
        "for _, found in ipairs(vim.diagnostic.get(0)) do print(found.code) end\n"
        f"for _, client in pairs({clients}) do print('root ' .. client.config.root_dir) end\n"
        "vim.cmd('qa!')\n",
        encoding="utf-8",
    )
    start = ("nvim", "--headless", "--clean", "-u", str(EDITORS / "neovim" / "argmap.lua"))
    said = run(*start, "arguments/sale.yaml", "-S", str(probe))
    assert "dangling-id" in said
    assert f"root {project}" in said.replace(str(project.resolve()), str(project))
    spaced = project / "a, b; c and d" / "arguments"
    spaced.mkdir(parents=True)
    (spaced.parent / "argmap.toml").touch()
    (spaced / "sale.yaml").write_text(WRONG, encoding="utf-8")
    said = run(*start, str(spaced / "sale.yaml"), "-S", str(probe))
    assert f"root {spaced.parent}" in said
    said = run(*start, "other.yaml", f"+lua vim.wait(300) print(#{clients})", "+qa!")
    assert said.split() == ["0"]


@needs_server
@needs("nvim")
def test_neovim_attaches_to_a_new_file(project: Path, run: Callable[..., str], tmp_path: Path) -> None:
    """Beside an argument file at once, elsewhere when it is saved; and completes without further settings."""
    probe = tmp_path / "probe.lua"
    attached = "(vim.lsp.get_clients and #vim.lsp.get_clients({ bufnr = 0 }) or #vim.lsp.buf_get_clients(0)) > 0"
    probe.write_text(
        "local function write(text) vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, '\\n')) end\n"
        "local function attached(name)\n"
        f"  print(name .. ' ' .. tostring(vim.wait(20000, function() return {attached} end, 50)))\n"
        "end\n"
        "vim.cmd('edit arguments/new.yaml')\n"
        "write('assertions:\\n  fact: {text: A fact., knid: factual}')\n"
        "attached('beside')\n"
        "vim.wait(30000, function() return #vim.diagnostic.get(0) > 1 end, 50)\n"
        "for _, found in ipairs(vim.diagnostic.get(0)) do print('found ' .. found.code) end\n"
        "vim.wait(5000, function() return vim.bo.omnifunc ~= '' end, 50)\n"
        "print('omnifunc ' .. vim.bo.omnifunc)\n"
        "vim.cmd('edit! elsewhere/new.yaml')\n"
        f"print('elsewhere before ' .. tostring({attached}))\n"
        "write('argmap: 1\\nassertions: {fact: {text: A fact.}}')\n"
        "vim.cmd('silent write')\n"
        "attached('elsewhere')\n"
        "vim.cmd('qa!')\n",
        encoding="utf-8",
    )
    (project / "elsewhere").mkdir()
    said = run("nvim", "--headless", "--clean", "-u", str(EDITORS / "neovim" / "argmap.lua"), "-S", str(probe))
    lines = [" ".join(line.split()) for line in said.replace("\r", "\n").splitlines()]
    assert [line for line in lines if line] == [
        "beside true", "found missing-key", "found unknown-key", "omnifunc v:lua.vim.lsp.omnifunc",
        "elsewhere before false", "elsewhere true",
    ]  # fmt: skip


@needs_server
@needs("emacs")
def test_emacs_attaches_to_argument_files_alone(run: Callable[..., str], tmp_path: Path) -> None:
    start = ("emacs", "--batch", "--eval", "(require 'package)", "--eval", "(package-initialize)")
    has = "(princ (and (require 'eglot nil t) (or (fboundp 'yaml-mode) (fboundp 'yaml-ts-mode)) 'eglot-here))"
    if "eglot-here" not in run(*start, "--eval", has):
        pytest.skip("eglot or a mode for YAML is not installed")
    probe = tmp_path / "probe.el"
    probe.write_text(
        """
(find-file "other.yaml")
(run-hooks 'post-command-hook)
(message "other %s" (and (eglot-current-server) t))
(find-file "arguments/sale.yaml")
(run-hooks 'post-command-hook)
(let ((end (+ (float-time) 30)))
  (while (and (< (float-time) end) (not (and (eglot-current-server) (flymake-diagnostics))))
    (accept-process-output nil 0.1)
    (when (eglot-current-server) (flymake-start))))
(dolist (found (flymake-diagnostics)) (message "%s" (flymake-diagnostic-text found)))
(ignore-errors (eglot-shutdown (eglot-current-server)))
""",
        encoding="utf-8",
    )
    said = run(*start, "-l", str(EDITORS / "emacs" / "argmap.el"), "-l", str(probe))
    assert "other nil" in said
    assert "dangling-id" in said


def test_helix_starts_a_command_that_exists() -> None:
    written = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text(encoding="utf-8"))
    server = written["language-server"]["argmap"]
    assert server["command"] == "argmap"
    assert [word for word in server["args"] if word not in COMMANDS] == []
    assert written["language"] == [{"name": "yaml", "language-servers": ["argmap"]}]


# -- Visual Studio Code


def manifest() -> dict[str, object]:
    found: dict[str, object] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    return found


def test_the_extension_uses_the_settings_that_it_declares() -> None:
    code = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    contributes = json.loads(json.dumps(manifest()["contributes"]))
    declared = contributes["configuration"]["properties"]
    assert {f"argmap.{name}" for name in re.findall(r'settings\.get\("(\w+)"\)', code)} == set(declared)
    assert {item["command"] for item in contributes["commands"]} == set(re.findall(r'registerCommand\("([^"]+)"', code))
    assert declared["argmap.profile"]["enum"] == ["", *PROFILES]
    assert declared["argmap.command"]["default"][0] == "argmap"
    for name in declared:
        assert f"`{name}`" in DOCS
        assert f"`{name}`" in (EXTENSION / "README.md").read_text(encoding="utf-8")


def test_the_extension_says_how_it_is_made_as_the_docs_do() -> None:
    steps = re.search(r"```sh\n(npm install\n.*?)```", (EXTENSION / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert steps is not None
    assert steps[1] in DOCS
    assert f"argmap-{manifest()['version']}.vsix" in steps[1]


STAND_INS = """
const Module = require("module"), events = [];
const settings = { command: ["argmap", "lsp"], files: "**/arguments/**/*.yaml", profile: PROFILE };
let changed, watchers = 0, up = 0, most = 0;
const later = () => new Promise((done) => setTimeout(done, 30));
const vscode = {
  commands: { registerCommand: (name, run) => (events.push(["command", name]), vscode.restart = run, {}) },
  window: { showErrorMessage: (text) => events.push(["error", text]) },
  workspace: {
    getConfiguration: () => ({ get: (name) => settings[name] }),
    createFileSystemWatcher: () => (watchers++, { dispose: () => watchers-- }),
    onDidChangeConfiguration: (run) => ((changed = run), {}),
  },
};
class LanguageClient {
  constructor(id, name, server, client) { events.push(["new", server, client]); }
  async start() {
    most = Math.max(most, ++up);
    await later();
    if (FAILS) throw (up--, new Error("spawn argmap ENOENT"));
    events.push(["start"]);
  }
  needsStop() { return !FAILS; }
  async stop() { await later(); up--; events.push(["stop"]); }
}
const load = Module._load;
const instead = { "vscode": vscode, "vscode-languageclient/node": { LanguageClient } };
Module._load = (name, ...rest) => instead[name] ?? load(name, ...rest);
const { activate, deactivate } = require(EXTENSION);
(async () => {
  SCRIPT
  console.log(JSON.stringify(events.concat([["left", up, watchers, most]])));
})();
"""
AFTER_EACH_OTHER = """
  await activate({ subscriptions: [] });
  await changed({ affectsConfiguration: () => true });
  await deactivate();
"""
AT_ONCE = """
  const first = activate({ subscriptions: [] });
  const all = [1, 2, 3].map(() => changed({ affectsConfiguration: () => true }));
  await later();
  all.push(vscode.restart());
  await Promise.all([first, ...all]);
  events.push(["here", up]);
  changed({ affectsConfiguration: () => true });
  await deactivate();
  await changed({ affectsConfiguration: () => true });
"""


def _extension_events(
    run: Callable[..., str], script: str, *, profile: str = "", fails: bool = False
) -> list[list[object]]:
    given = {"PROFILE": profile, "FAILS": fails, "EXTENSION": str(EXTENSION / "extension.js")}
    code = STAND_INS.replace("SCRIPT", script)
    code = re.sub(r"\b(PROFILE|FAILS|EXTENSION)\b", lambda name: json.dumps(given[name[0]]), code)
    events: list[list[object]] = json.loads(run("node", "-e", code))
    return events


@needs("node")
@pytest.mark.parametrize("fails", [False, True])
def test_settings_that_change_quickly_leave_one_server_and_the_end_none(run: Callable[..., str], fails: bool) -> None:
    *events, left = _extension_events(run, AT_ONCE, fails=fails)
    assert left == ["left", 0, 0, 1]
    assert ["here", 0 if fails else 1] in events


@needs("node")
@pytest.mark.parametrize(("profile", "fails"), [("", False), ("opponent", False), ("", True)])
def test_the_extension_starts_and_ends_the_server(run: Callable[..., str], profile: str, fails: bool) -> None:
    *events, left = _extension_events(run, AFTER_EACH_OTHER, profile=profile, fails=fails)
    assert left == ["left", 0, 0, 1]
    kinds = [event[0] for event in events]
    if fails:
        assert kinds == ["command", "new", "error", "new", "error"]
        assert "pip install 'argmap[lsp]'" in events[2][1]
        return
    assert kinds == ["command", "new", "start", "stop", "new", "start", "stop"]
    assert events[1][1] == {"command": "argmap", "args": ["lsp"]}
    assert events[1][2]["initializationOptions"] == ({"profile": profile} if profile else {})
