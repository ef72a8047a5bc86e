// Starts the language server for argument files, and stops it when the window closes.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let running; // the client of the one server, and its watcher of files
let turn = Promise.resolve(); // starts and stops wait for one another
let newest = 0;

// `argmap` is the one in the project's own virtual environment, where it has one: the editor's PATH seldom leads there.
function found(command) {
  const places = command === "argmap" ? [".venv/bin/argmap", ".venv/Scripts/argmap.exe"] : [];
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  return folders.flatMap((folder) => places.map((place) => join(folder, place))).find(existsSync) ?? command;
}

async function start() {
  const settings = workspace.getConfiguration("argmap");
  const [command, ...args] = settings.get("command");
  const profile = settings.get("profile");
  const watcher = workspace.createFileSystemWatcher("**/*.{yaml,toml,lock}");
  const client = new LanguageClient("argmap", "argmap", { command: found(command), args }, {
    documentSelector: [{ scheme: "file", pattern: settings.get("files") }],
    initializationOptions: profile ? { profile } : {},
    synchronize: { fileEvents: watcher },
  });
  running = { client, watcher };
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`argmap: the language server did not start (${error?.message ?? error}). Install it with: pip install 'argmap[lsp]'; or set argmap.command.`);
  }
}

async function stop() {
  const { client, watcher } = running ?? {};
  running = undefined;
  try {
    if (client?.needsStop()) await client.stop();
  } catch (error) {
    console.error(`argmap: the language server did not stop (${error?.message ?? error}).`);
  }
  watcher?.dispose();
}

// Stop what runs and, unless it is the end or something newer was asked for meanwhile, start anew.
function next(isEnd = false) {
  if (newest === Infinity) return turn;
  const mine = isEnd ? (newest = Infinity) : (newest += 1);
  turn = turn.then(async () => {
    if (mine !== newest) return;
    await stop();
    if (mine === newest && !isEnd) await start();
  });
  return turn;
}

async function activate(context) {
  newest = 0;
  context.subscriptions.push(
    commands.registerCommand("argmap.restart", () => next()),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("argmap") && next()),
  );
  await next();
}

module.exports = { activate, deactivate: () => next(true) };
