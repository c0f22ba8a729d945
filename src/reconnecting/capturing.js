// How the platform treats listeners that capture. The standard: they come first, and may keep an event from the others. If the target is
// no node, Chromium has all listeners in the order of the calls, and in WebKit nobody keeps an event from the others.

import { dispatch, listen } from '../class/events.js';
import { Event, EventTarget, takeMethod } from '../platform/captured.js';

/** `stopPropagation`, with the event first. */
const stop = takeMethod('Event', 'stopPropagation');

let found;

/** `isFirst`, and `stopsOthers`: found out once, when somebody captures. */
export const howCapturing = () => {
  if (!found) {
    const target = new EventTarget();
    let calls = '';
    listen(target, 'x', () => {
      calls += 'other ';
    });
    const capture = (event) => {
      calls += 'capturing ';
      stop(event);
    };
    listen(target, 'x', capture, true);
    dispatch(target, new Event('x'));
    found = { isFirst: calls !== 'other capturing ', stopsOthers: calls === 'capturing ' };
  }
  return found;
};
