import { observe } from 'websocket-wasm/observe';

/** Breadcrumbs of how connections open and end; `addBreadcrumb` is that of an error tracker, such as Sentry's. */
export function observeWithBreadcrumbs(addBreadcrumb) {
  const add = (level, message, { url, time }, data) =>
    addBreadcrumb({
      category: 'websocket',
      level,
      message,
      timestamp: (performance.timeOrigin + time) / 1000,
      data: { url: url.split('?')[0], ...data },
    });
  return observe({
    opened: (record) => add('info', 'opened', record),
    closed(record) {
      const { code, reason, wasClean, meaning } = record;
      add(wasClean ? 'info' : 'warning', `closed: ${meaning}`, record, { code, reason });
    },
  });
}
