const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = workspace.getConfiguration("tide").get("server");
  client = new LanguageClient(
    "tide",
    "Tide rules",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ language: "tide" }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.tide") },
    },
  );
  return client.start();
};

exports.deactivate = () => client?.stop();
