-- Starts the language server for argument files: YAML files with a line that begins with `argmap:`.
local client

local function root(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  for _, mark in ipairs({ "argmap.toml", "pyproject.toml", ".git" }) do
    local above = folder
    repeat
      local at = above
      if (vim.uv or vim.loop).fs_stat(at .. "/" .. mark) then return at end
      above = vim.fn.fnamemodify(at, ":h")
    until above == at
  end
  return folder
end

local function start(event)
  local lines = vim.api.nvim_buf_get_lines(event.buf, 0, 50, false)
  if not vim.tbl_contains(vim.tbl_map(function(line) return line:match("^argmap:") ~= nil end, lines), true) then return end
  local config = { name = "argmap", cmd = { "argmap", "lsp" }, root_dir = root(event.file) }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = event.buf })
  else -- Neovim before 0.8
    client = client or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(event.buf, client)
  end
end

vim.api.nvim_create_autocmd("FileType", { pattern = "yaml", callback = start })
