import { profilesOf } from '../model/profile.js';
import { notice } from './notice.js';

/** The buttons that write every profile into a file, and add those of a file. */
export function startProfileFiles(store) {
  const file = document.getElementById('import-file');
  document.getElementById('export').addEventListener('click', () => download(store.exported()));
  document.getElementById('import').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    await importFrom(chosen, store);
    // The same file can be chosen again, once it is corrected.
    file.value = '';
  });
}

async function importFrom(file, store) {
  notice('');
  try {
    const text = await file.text();
    const { checkJson } = await import('../model/json_text.js');
    checkJson(text);
    store.addAll(profilesOf(JSON.parse(text)));
    document.querySelector('#tabs [aria-selected="true"]').focus();
  } catch ({ message }) {
    notice(`The page imported nothing from ${file.name}. ${message}`);
  }
}

function download(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'websocket-connections.json' });
  link.click();
  // A download that has not begun yet still needs it.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

const REVOKE_AFTER_MS = 60_000;
