import { InputError, parseHex } from '../model/bytes.js';
import { onSubmit } from './form.js';

/** Text, bytes or a file: layout.css shows the controls of the kind that is chosen. */
export function startSendForm(store) {
  const form = document.getElementById('send');
  onSubmit(form, async (controls) => {
    await store.selected.send(MESSAGE_OF[controls.kind.value](controls));
    // Enter sends it again, typing replaces it.
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.select();
  });
  form.addEventListener('keydown', (event) => {
    if (!asksToSend(event)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

function asksToSend({ key, target, ctrlKey, metaKey, shiftKey, isComposing }) {
  // While an input method is composing, Enter accepts its suggestion.
  if (key !== 'Enter' || isComposing) return false;
  return ctrlKey || metaKey || (target instanceof HTMLTextAreaElement && !shiftKey);
}

const MESSAGE_OF = {
  text: ({ text }) => text.value,
  bytes: ({ bytes, bytesType }) => BYTES_AS[bytesType.value](parseHex(bytes.value)),
  file: ({ file }) => {
    if (file.files.length === 0) throw new InputError('Choose a file first.');
    return file.files[0];
  },
};

const BYTES_AS = {
  ArrayBuffer: (bytes) => bytes.buffer,
  Uint8Array: (bytes) => bytes,
  Blob: (bytes) => new Blob([bytes]),
};
