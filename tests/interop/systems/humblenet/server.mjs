// HumbleNet, networking for games: its clients are compiled by Emscripten, and speak with a peer server.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'HumbleNet';
export const parts = ['flatbuffers', 'ws'];
export const fixture =
  "a peer server of our own with HumbleNet's messages: the real one is public source, and in no registry";
export const inTests = true;

export async function start() {
  const server = await serverOn((port) => node(import.meta.dirname, 'peers.mjs', port));
  const url = `ws://127.0.0.1:${server.port}/`;
  return { urls: { peers: url }, stop: server.stop, transcript: () => transcriptOf(url) };
}

async function transcriptOf(url) {
  // Only now: its packages are installed when the system is run.
  const { transcribe } = await import('./transcript.mjs');
  return transcribe(url);
}
