-- Starts the language server for argument files: YAML files with a line that begins with `argmap:`, and those beside them.
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

local function read(file)
  local can_be_read, lines = pcall(vim.fn.readfile, file, "", 50)
  return can_be_read and lines or {}
end

local function says_argmap(lines)
  for _, line in ipairs(lines) do
    if line:match("^argmap:") then return true end
  end
  return false
end

-- Whether the file says `argmap:`, or lies beside one that does, or below a folder that holds a map.
local function is_argument_file(buffer, file)
  if says_argmap(vim.api.nvim_buf_get_lines(buffer, 0, 50, false)) then return true end
  local folder, top = vim.fn.fnamemodify(file, ":p:h"), root(file)
  local there, names = pcall(vim.fn.readdir, folder)
  for _, name in ipairs(there and names or {}) do
    if name:match("%.yaml$") and says_argmap(read(folder .. "/" .. name)) then return true end
  end
  while folder ~= top and folder ~= vim.fn.fnamemodify(folder, ":h") do
    folder = vim.fn.fnamemodify(folder, ":h")
    if says_argmap(read(folder .. "/map.yaml")) then return true end
  end
  return false
end

local function attached(id, buffer)
  if vim.bo[buffer].omnifunc == "" then vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc" end
end

local function start(event)
  local file = vim.api.nvim_buf_get_name(event.buf)
  if file == "" or vim.bo[event.buf].filetype ~= "yaml" or not is_argument_file(event.buf, file) then return end
  local config = { name = "argmap", cmd = { "argmap", "lsp" }, root_dir = root(file), on_attach = attached }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = event.buf })
  else -- Neovim before 0.8
    client = client or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(event.buf, client)
  end
end

vim.api.nvim_create_autocmd("FileType", { pattern = "yaml", callback = start })
vim.api.nvim_create_autocmd("BufWritePost", { pattern = "*.yaml", callback = start })
