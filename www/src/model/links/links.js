import { WindowLink } from './in_window.js';
import { WorkerLink } from './in_worker.js';

/**
 * The places in which a session's socket can live, by name.
 *
 * A link is made with two functions, `report(event)` and `fail(error)`: SocketOwner's events go to the one; the other is called
 * when the place is lost, and the socket with it. `call(command, ...args)` resolves to what SocketOwner's command returns, and
 * rejects with what it throws. `end()` closes what is open; its events are still reported, and then the place is gone.
 */
export const links = { window: WindowLink, worker: WorkerLink };
