/** Has the browser keep the page, so that it can be used without its server from now on, and says so when it is done. */
export function startOffline() {
  // There is none where the page came neither by https nor from this machine.
  if (!navigator.serviceWorker) return;
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep, { once: true });
}

async function keep() {
  try {
    await navigator.serviceWorker.register(workerUrl());
    await navigator.serviceWorker.ready;
  } catch {
    // A certificate that nobody signed, a private window, a server that has no such file: then not.
    return;
  }
  document.getElementById('offline').textContent = 'Works offline';
}

/** webpack.config.js emits the file beside the page. */
function workerUrl() {
  const policy = globalThis.trustedTypes?.createPolicy('offline', { createScriptURL: () => 'service_worker.js' });
  return policy ? policy.createScriptURL('') : 'service_worker.js';
}
