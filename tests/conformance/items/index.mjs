// All items, in the order of the sections: one or more tests for each numbered requirement that a page can observe.
import { attributes } from './attributes.mjs';
import { binaryType } from './binary_type.mjs';
import { bufferedAmount } from './buffered_amount.mjs';
import { close } from './close.mjs';
import { closeArguments } from './close_arguments.mjs';
import { constructor } from './constructor.mjs';
import { constructorProtocols } from './constructor_protocols.mjs';
import { constructorUrl } from './constructor_url.mjs';
import { decisions } from './decisions.mjs';
import { eventHandlers } from './event_handlers.mjs';
import { events } from './events.mjs';
import { feedback } from './feedback.mjs';
import { idl } from './idl.mjs';
import { listeners } from './listeners.mjs';
import { nestedCalls } from './nested_calls.mjs';
import { send } from './send.mjs';
import { sendData } from './send_data.mjs';
import { shape } from './shape.mjs';

/** `{ id, also, title, run }`: the number of the requirement, others that the same test covers, a sentence, the test. */
export const items = [
  ...shape,
  ...constructor,
  ...constructorUrl,
  ...constructorProtocols,
  ...attributes,
  ...closeArguments,
  ...close,
  ...send,
  ...sendData,
  ...bufferedAmount,
  ...binaryType,
  ...feedback,
  ...events,
  ...eventHandlers,
  ...listeners,
  ...nestedCalls,
  ...decisions,
  ...idl,
].sort(byNumber);

function byNumber({ id: one }, { id: other }) {
  const [section, item] = one.split('.').map(Number);
  const [otherSection, otherItem] = other.split('.').map(Number);
  return section - otherSection || item - otherItem;
}
