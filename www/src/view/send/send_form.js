import { formatJson } from '../../model/json_text.js';
import { checkedJson, messagesOf } from '../../model/payload.js';
import { onSubmit } from '../form.js';
import { draftOf } from './drafts.js';
import { Editor } from './editor.js';
import { startFiles } from './files.js';
import { startRepeatForm } from './repeat_form.js';
import { startTemplates } from './templates.js';

/** The Send card: the draft of each session, templates, files, and sending it once or repeatedly. */
export function startSendForm(store) {
  const form = document.getElementById('send');
  const editor = new Editor(form, store);
  onSubmit(form, () => {
    editor.read();
    return editor.pointingAtMistakes(() => sendDraft(store.selected, editor));
  });
  document.getElementById('sending').addEventListener('keydown', (event) => {
    if (!asksToSend(event)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.getElementById('format').addEventListener('click', () =>
    editor.change(() => {
      editor.replaceText(formatJson(editor.draft.json, checkedJson(editor.draft)));
    }),
  );
  startFiles(editor);
  startTemplates(store, editor);
  startRepeatForm(store, editor);
}

async function sendDraft(session, editor) {
  const draft = draftOf(session);
  const { count, message } = messagesOf({ ...draft });
  const written = editor.written;
  for (let index = 0; index < count; index += 1) {
    const data = message(index, draft.sent + 1);
    // Data that is there is sent at once, so that messages keep their order.
    await session.send(data instanceof Promise ? await data : data);
    draft.sent += 1;
  }
  // Enter sends it again, typing replaces it.
  if (session === editor.session && editor.written === written) editor.selectAll();
}

function asksToSend({ key, target, ctrlKey, metaKey, shiftKey, isComposing, keyCode }) {
  // While an input method is composing, Enter accepts its suggestion; WebKit says so in the old way.
  if (key !== 'Enter' || isComposing || keyCode === COMPOSING) return false;
  return ctrlKey || metaKey || (!shiftKey && SENT_BY_ENTER.includes(target.id));
}

const SENT_BY_ENTER = ['text', 'bytes'];
const COMPOSING = 229;
