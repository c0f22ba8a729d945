import { InputError } from '../../model/bytes.js';
import { examine, isFilled, reencoded } from '../../model/payload.js';
import { tellingProblems } from '../form.js';
import { formatNumber } from '../format.js';
import { oncePerPicture } from '../schedule.js';
import { draftOf } from './drafts.js';

/** Controls of the form whose value is a field of the draft. */
const FIELDS = ['kind', 'text', 'json', 'bytes', 'encoding', 'bytesType', 'fileType'];

/** The controls of the draft: they show the draft of the selected session and its mistakes while somebody types. */
export class Editor extends EventTarget {
  #form;
  #store;
  #examineLater = oncePerPicture(() => this.#examine());

  /** Fires `fill` when another draft is shown. */
  constructor(form, store) {
    super();
    this.#form = form;
    this.#store = store;
    // `change`, too: drivers of browsers fire nothing else when they choose an option.
    for (const type of ['input', 'change']) form.addEventListener(type, ({ target }) => this.#take(target));
    store.addEventListener('select', () => this.fill());
    this.#fillControls();
  }

  get session() {
    return this.#store.selected;
  }

  get draft() {
    return draftOf(this.session);
  }

  /** Copies the controls into the draft, also changes that fired no event. */
  read() {
    const { draft } = this;
    const { elements } = this.#form;
    for (const name of FIELDS) draft[name] = elements[name].value;
    draft.fills = elements.fills.checked;
  }

  /** The text field of the kind that is chosen, if it has one. */
  get field() {
    return FIELD_KINDS.includes(this.draft.kind) ? this.#form.elements[this.draft.kind] : undefined;
  }

  /** The content of that field. */
  get written() {
    return this.field?.value;
  }

  /** Runs `action`, shows the draft afterwards, and the error below the form. */
  change(action) {
    this.#form.querySelector('.notice').textContent = '';
    return tellingProblems(this.#form, () =>
      this.pointingAtMistakes(async () => {
        await action();
        this.#fillControls();
      }),
    );
  }

  /**
   * Runs `action`; if it rejects with a mistake in what was written, the caret is put there. What another session's action
   * rejects with is in its journal, and not for this one to show.
   */
  async pointingAtMistakes(action) {
    const { session, written } = this;
    try {
      await action();
    } catch (error) {
      if (session !== this.session) return;
      if (error instanceof InputError && error.offset !== undefined && written === this.written)
        this.#putCaret(error.offset);
      throw error;
    }
  }

  /** Shows the draft of the selected session and clears the notes about another one. */
  fill() {
    for (const name of ['notice', 'problem']) this.#form.querySelector(`.${name}`).textContent = '';
    this.#fillControls();
  }

  /** Replaces the text in a way that the browser can undo. */
  replaceText(text) {
    const { field } = this;
    field.focus();
    field.select();
    // Nothing else keeps the undo history of a field. The browser refuses it if there is nothing to insert.
    if (!document.execCommand('insertText', false, text)) field.value = text;
    this.#take(field);
  }

  selectAll() {
    if (this.field && document.activeElement === this.field && this.draft.kind !== 'json') this.field.select();
  }

  /** Shows a notice about a result. */
  notify(text) {
    this.#form.querySelector('.notice').textContent = text;
  }

  #fillControls() {
    const { elements } = this.#form;
    const { draft } = this;
    for (const name of FIELDS) {
      // Text that stays keeps its caret and its history.
      if (elements[name].value !== draft[name]) elements[name].value = draft[name];
    }
    elements.fills.checked = draft.fills;
    this.#describe();
    this.dispatchEvent(new Event('fill'));
  }

  #take({ name, value }) {
    const { draft } = this;
    if (name !== 'fills' && !FIELDS.includes(name)) return;
    if (name === 'encoding' && value !== draft.encoding) this.#form.elements.bytes.value = reencoded(draft, value);
    this.read();
    for (const line of ['notice', 'problem']) this.#form.querySelector(`.${line}`).textContent = '';
    this.#describe();
  }

  #describe() {
    const { kind, encoding } = this.draft;
    this.#form.querySelector('.hint').textContent = HINTS[kind === 'bytes' ? encoding : kind];
    this.#examineLater();
  }

  #examine() {
    const { draft, field } = this;
    const { size, mistake } = examine(draft);
    const about = isFilled(draft) ? 'about ' : '';
    document.getElementById('send-size').textContent =
      size === null ? '' : `${about}${formatNumber(size)} ${size === 1 ? 'byte' : 'bytes'}`;
    this.#form.querySelector('.check').textContent = mistake?.message ?? '';
    if (mistake) field.setAttribute('aria-invalid', 'true');
    else field?.removeAttribute('aria-invalid');
  }

  #putCaret(offset) {
    const { field } = this;
    // A field that gets the focus scrolls to its caret.
    field.blur();
    field.setSelectionRange(offset, offset);
    field.focus();
  }
}

const FIELD_KINDS = ['text', 'json', 'bytes'];

const PLACEHOLDERS =
  '{{n}} is the number of the message, {{now}} the time in ms, {{iso}} the date, {{uuid}} a random UUID.';
const HINTS = {
  text: `Enter sends, Shift+Enter adds a line. ${PLACEHOLDERS}`,
  json: `Ctrl+Enter (⌘+Enter on a Mac) sends. ${PLACEHOLDERS}`,
  hex: 'A byte has two digits: 00 7f ff, 007fff or 0x00, 0x7f. Enter sends, Shift+Enter adds a line.',
  base64: 'Use + and /, or - and _ as in URLs. The = at the end is optional. Enter sends, Shift+Enter adds a line.',
  file: 'Drop files on this card, or paste them. Each file is one message. The files are sent in order.',
};
