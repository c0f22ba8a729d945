/** Makes the browser store the page, so that it works without its server, and says so when that is done. */
export function startOffline() {
  // There is none if the page came neither by https nor from this machine.
  if (!navigator.serviceWorker) return;
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep, { once: true });
}

async function keep() {
  try {
    const registration = await navigator.serviceWorker.register(workerUrl());
    const isNew = registration.installing;
    await navigator.serviceWorker.ready;
    document.getElementById('offline').textContent = 'Works offline';
    // Browsers would look for a new build in their own time.
    if (!isNew) await registration.update();
  } catch {
    // A self-signed certificate, a private window, or no server: the page stays online only.
  }
}

/** webpack.config.js emits the file beside the page. */
function workerUrl() {
  const policy = globalThis.trustedTypes?.createPolicy('offline', { createScriptURL: () => 'service_worker.js' });
  return policy ? policy.createScriptURL('') : 'service_worker.js';
}
