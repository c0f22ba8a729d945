// The first script of every page: keeps what nobody catches, and tells the harness at once, as the scenario may wait in vain.
(() => {
  const errors = [];
  globalThis.interopErrors = errors;
  addEventListener('error', ({ message, error }) => {
    // Not every engine has the message in the stack.
    const text = [`uncaught: ${message.replace(/^Uncaught /, '')}`, error?.stack].join('\n').trim();
    errors.push(text);
    fetch('/report', { method: 'POST', body: JSON.stringify({ error: text }) });
  });
})();
