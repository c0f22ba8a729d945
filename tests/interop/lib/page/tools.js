// Opens the panel of developer tools before the system's scripts run, and reads it when the scenario is over.
{
  // This script's namespace has no class.
  const { WebSocket: ours } = globalThis;
  interop.ourClass = () => ours;
  const opened = websocketWasm.devtools.open();
  const LIMIT_MS = 10_000;

  /** How many sockets the panel lists, and whether it reads one of the latest messages in the system's dialect. */
  interop.readTools = async () => {
    await opened;
    const { shadowRoot: root } = document.querySelector('websocket-wasm-devtools');
    const rows = () => Array.from(root.querySelectorAll('.entry'));
    const kind = root.getElementById('log-kind');
    kind.value = 'messages';
    kind.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => rows().length > 0 && !rows().some(({ dataset }) => /^(connect|open|close)$/.test(dataset.kind)));
    let isRead = false;
    for (const { firstChild: head } of rows()) {
      head.click();
      const words = () => head.parentElement.querySelector('.dialect:not([hidden])');
      await until(() => words() || !head.isConnected);
      isRead = Boolean(words()?.textContent.startsWith(`${interopDialect}: `));
      if (isRead) break;
    }
    const listed = () => root.querySelectorAll('.sockets li button').length;
    // The panel shows a socket in a later frame than it is made in.
    await until(() => listed() === interop.sockets.length);
    return { sockets: listed(), isRead };
  };

  async function until(isTrue) {
    const end = Date.now() + LIMIT_MS;
    while (!isTrue() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
