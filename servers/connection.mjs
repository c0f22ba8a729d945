// The server's end of an open connection: what `ws` does, and by hand what `ws` refuses to do.
import { WebSocket } from 'ws';
import { frame, OPCODE } from './frames.mjs';

/** A `ws` socket that can also break the rules. `Handshake.accept` makes them. */
export class Connection extends WebSocket {
  /** The TCP (or TLS) socket below. */
  tcp;
  /** Whether the peer's Close frame is answered. */
  answersClose = true;
  #startedClose = false;

  /** Puts these bytes on the wire as they are. */
  sendRaw(bytes) {
    this.tcp.write(bytes);
  }

  /** Starts the closing handshake with this body, legal or not. */
  startClose(body) {
    this.#startedClose = true;
    this.sendRaw(frame(OPCODE.close, body));
  }

  /** Ends TCP without a Close frame. What was sent before still arrives. */
  drop() {
    this.tcp.destroySoon();
  }

  /** `ws` calls this when the peer's Close frame, or a broken frame, has come in. */
  close(code, reason) {
    if (!this.answersClose) return;
    // The frame that `ws` would send now has been sent already, by hand.
    if (this.#startedClose) this.tcp.end();
    else super.close(code, reason);
  }
}
