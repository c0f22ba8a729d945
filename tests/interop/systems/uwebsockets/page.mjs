import { closedByServer, closesWithWatcher, echoes } from '../../lib/page/echo.mjs';
import { TEXT, close, manyBytes, open } from '../../lib/page/sockets.mjs';

// More than the buffers of an operating system and a browser take in.
const CHUNKS = 128;
const CHUNK_BYTES = 256 * 1024;

export default async function scenario({ urls, step }) {
  const socket = await open(urls.echo, ['chat', 'echo']);
  await step('the subprotocol that the server chose', () => socket.protocol);
  await echoes(socket, step);
  await closesWithWatcher(socket, urls.echo, step);
  await closedByServer(urls.echo, step);
  await backpressure(urls.slow, step);

  const inPython = (name, act) => step(`in Python: ${name}`, act);
  const other = await open(urls.python);
  await echoes(other, inPython);
  await inPython('a close code and reason of ours', () => close(other, 4001, `adieu ${TEXT}`));
  await closedByServer(urls.python, inPython);
}

/** More than a slow server takes in: it waits in the browser, and all of it arrives. */
async function backpressure(url, step) {
  const socket = await open(url);
  const chunk = manyBytes(CHUNK_BYTES);
  await step('32 MB for a server that reads slowly', async () => {
    let sent = 0;
    let hasWaited = false;
    let queued;
    let arrived;
    // A page that is held up can miss that something waits: as much as it takes.
    while (!hasWaited) {
      for (let index = 0; index < CHUNKS; index++) socket.send(chunk);
      sent += CHUNKS * CHUNK_BYTES;
      queued ??= socket.bufferedAmount;
      const all = await arrival(socket, sent, () => {
        hasWaited ||= socket.bufferedAmount > 0;
      });
      arrived ??= all;
    }
    return { queued, arrived, hasWaited, bufferedInTheEnd: socket.bufferedAmount };
  });
  await step('its close', () => close(socket, 1000));
}

/** Resolves once the server has had so many bytes: it answers each message with how many it has had. */
function arrival(socket, bytes, onAnswer) {
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      onAnswer();
      if (Number(data) === bytes) resolve(bytes);
    };
  });
}
