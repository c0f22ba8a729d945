import { observe } from 'websocket-wasm/observe';

/** User Timing marks and measures, which the browser's performance panel shows. */
export function observeWithMarks() {
  const mark = ({ id, type, direction, time }) =>
    performance.mark(`websocket ${id} ${direction ?? type}`, { startTime: time });
  return observe({
    created: mark,
    sent: mark,
    received: mark,
    closed: mark,
    opened(record) {
      mark(record);
      const { id } = record;
      performance.measure(`websocket ${id} connects`, `websocket ${id} created`, `websocket ${id} opened`);
    },
  });
}
