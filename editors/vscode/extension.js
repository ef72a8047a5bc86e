// Starts the language server for argument files, and stops it when the window closes.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = workspace.getConfiguration("argmap");
  const [command, ...args] = settings.get("command");
  const profile = settings.get("profile");
  client = new LanguageClient("argmap", "argmap", { command, args }, {
    documentSelector: [{ scheme: "file", pattern: settings.get("files") }],
    initializationOptions: profile ? { profile } : {},
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{yaml,toml,lock}") },
  });
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`argmap: the language server did not start (${error.message}). Install it with: pip install 'argmap[lsp]'; or set argmap.command.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.needsStop()) await running.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("argmap.restart", restart),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("argmap") && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
