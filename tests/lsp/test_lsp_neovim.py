"""A real Neovim, with the configuration of the documentation, at work on the first map."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lsp_editor import FIRST

ROOT = Path(__file__).parents[2]
WORK = """
local function say(...) io.stdout:write(table.concat({ ... }, " ") .. "\\n") end
local function at(words, offset)
  vim.fn.cursor(1, 1)
  vim.fn.search("\\\\V" .. words, "cW")
  local place = vim.fn.getpos(".")
  vim.api.nvim_win_set_cursor(0, { place[2], place[3] - 1 + offset })
end
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, found in ipairs(vim.diagnostic.get(0)) do say("diagnostic", found.code, found.lnum + 1) end

at("[offer-accepted", 3)
local told = vim.lsp.buf_request_sync(0, "textDocument/completion", vim.lsp.util.make_position_params(), 20000)
for _, answer in pairs(told) do
  for _, item in ipairs(answer.result.items) do say("completion", item.label, item.detail) end
end

at("[price-left-open", 3)
vim.lsp.buf.definition()
vim.wait(20000, function() return vim.api.nvim_win_get_cursor(0)[1] > 16 end, 50)
say("definition", vim.api.nvim_get_current_line())

at("price-left-open: {", 2)
vim.lsp.buf.rename("price-open")
vim.wait(20000, function() return vim.fn.search("price-left-open", "nw") == 0 end, 50)
vim.cmd("silent write")
vim.cmd("qa!")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="nvim is not installed")
def test_diagnostics_completion_definition_and_renaming(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text("", encoding="utf-8")
    path = tmp_path / "first.yaml"
    path.write_text(FIRST, encoding="utf-8")
    (tmp_path / "work.lua").write_text(WORK, encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    configured = ("-u", str(ROOT / "editors" / "neovim" / "argmap.lua"))
    done = subprocess.run(
        ["nvim", "--headless", "--clean", *configured, str(path), "-S", str(tmp_path / "work.lua")],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    said = done.stdout.splitlines()
    assert "diagnostic fact-without-evidence 18" in said, done.stderr
    assert "completion offer-accepted factual assertion · stands" in said
    assert "definition   price-left-open: {text: The parties had not agreed" in done.stdout
    assert path.read_text(encoding="utf-8") == FIRST.replace("price-left-open", "price-open")
