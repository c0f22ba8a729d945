// A client that wants to open a WebSocket connection, and what can be done about it.
import { STATUS_CODES } from 'node:http';
import { WebSocketServer } from 'ws';
import { Connection } from './connection.mjs';
import { closeFrameFinder } from './frames.mjs';

/** The handshake was not one, and the client has been told so: nothing is left to do. */
export class NotAHandshake extends Error {}

export class Handshake {
  #request;
  #tcp;
  #head;
  #report;

  constructor({ request, tcp, head, query, report }) {
    this.#request = request;
    this.#tcp = tcp;
    this.#head = head;
    this.#report = report;
    /** The parameters in the URL. */
    this.query = query;
    report.handleHandshake(request);
    // A client may go at any time; that is its right and no error of ours.
    tcp.on('error', () => {}).once('close', () => report.handleTcpClosed());
  }

  /** Opens the connection, with this subprotocol (null: none) or else the first one asked for. */
  accept({ deflate = false, protocol = this.#firstRequestedProtocol() } = {}) {
    const server = new WebSocketServer({
      ...LIMITLESS,
      noServer: true,
      clientTracking: false,
      WebSocket: Connection,
      perMessageDeflate: deflate,
      handleProtocols: () => false,
    });
    server.on('headers', (headers) => {
      if (protocol !== null) headers.push(`Sec-WebSocket-Protocol: ${protocol}`);
    });
    let accepted;
    server.handleUpgrade(this.#request, this.#tcp, this.#head, (connection) => {
      accepted = connection;
    });
    if (!accepted) throw new NotAHandshake();
    return this.#watch(accepted);
  }

  /** Answers with an HTTP status instead of opening. */
  refuse(status, body = '') {
    // Reading on, we also see the client go.
    this.#tcp
      .resume()
      .end(
        [
          `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
          'Connection: close',
          'Content-Type: text/plain; charset=utf-8',
          `Content-Length: ${Buffer.byteLength(body)}`,
          '',
          body,
        ].join('\r\n'),
      );
  }

  /** Reads on, but never answers. */
  ignore() {
    this.#tcp.resume().once('end', () => this.#tcp.end());
  }

  /** Resets the TCP connection: no answer, and no orderly end either. */
  reset() {
    // TLS has no reset of its own.
    if (this.#tcp.encrypted) this.#tcp.destroy();
    else this.#tcp.resetAndDestroy();
  }

  #firstRequestedProtocol() {
    return this.#request.headers['sec-websocket-protocol']?.split(',')[0].trim() ?? null;
  }

  #watch(connection) {
    connection.tcp = this.#tcp;
    this.#report.handleOpened();
    // Before `ws` gets to the bytes: it unmasks them in place.
    this.#tcp.prependListener(
      'data',
      closeFrameFinder((body) => this.#report.handleCloseFrame(body)),
    );
    connection.on('message', (data) => this.#report.handleMessage(data));
    // A broken frame; `ws` closes by itself.
    connection.on('error', () => {});
    return connection;
  }
}

// The protections of a public server would only get in the way of tests: 0 is "no limit". Invalid UTF-8 is let
// through, so that a behaviour that shows the bytes on the wire shows those, too.
const LIMITLESS = {
  maxPayload: 0,
  maxFragments: 0,
  maxBufferedChunks: 0,
  maxPendingAutoPongs: 0,
  skipUTF8Validation: true,
};
