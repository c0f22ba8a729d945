// The samples by name. Each contender's script has a copy of its own of all this: what an engine has learnt from one
// class's calls must neither help nor harm another's.
import { prepareCreate, prepareOpenClose } from './connections.mjs';
import { prepareReceive } from './receive.mjs';
import { prepareRoundTrip } from './round_trip.mjs';
import { prepareSend } from './send.mjs';

const SAMPLES = {
  receive: prepareReceive,
  send: prepareSend,
  'round-trip': prepareRoundTrip,
  'open-close': prepareOpenClose,
  create: prepareCreate,
};

/** What prepares samples of the sockets that `connect(url)` makes. */
export function samplesOf(connect) {
  return { connect, prepare: (parameters) => SAMPLES[parameters.sample](connect, parameters) };
}
