import { textOf as textOfValue } from '../../model/binary/decode.js';
import { explain, explainBytes } from '../../model/dialects/dialects.js';
import { readable, readBytes } from '../../model/export.js';
import { hexDump } from '../../model/hex_dump.js';
import { imageTypeOf, SNIFFED_BYTES } from '../../model/image_type.js';
import { formatJson } from '../../model/json_text.js';
import { bytesOf, isMessage } from '../../model/preview.js';
import { element, formatNumber } from '../format.js';
import { paged } from './pages.js';
import { copy, save } from './take.js';

/**
 * The whole of an entry, below its row: what it says in the dialect of a library, in words; JSON well laid out, text as it is, bytes as a
 * hex dump, MessagePack and CBOR decoded, images shown; and to be copied and saved. `made` is what its connection was made with, `{ url, protocols }`. `say(text)`
 * announces a result. Call `end()` when it is no longer shown.
 */
export class Details {
  element = element('div', { className: 'details' });
  #entry;
  #made;
  #say;
  #imageUrl = null;
  #isEnded = false;

  constructor(entry, made, say) {
    this.#entry = entry;
    this.#made = made;
    this.#say = say;
    this.element.append(...this.#parts());
  }

  end() {
    this.#isEnded = true;
    if (this.#imageUrl) URL.revokeObjectURL(this.#imageUrl);
    this.#imageUrl = null;
  }

  #parts() {
    const { data, content } = this.#entry;
    if (!isMessage(this.#entry)) return [this.#actions(), textOf(content)];
    const note = content ? [element('p', { className: 'hint' }, content)] : [];
    if (data === undefined)
      return [
        ...note,
        element(
          'p',
          { className: 'hint' },
          `The page no longer keeps this message, because more than 256 MB came after it.`,
        ),
      ];
    const actions = this.#actions();
    const words = element('p', { className: 'dialect', hidden: true });
    const value = element('div', { className: 'decoded', hidden: true });
    this.#explain(data, words, value);
    return [actions, words, ...note, value, typeof data === 'string' ? jsonOrText(data, actions) : this.#bytes(data)];
  }

  #actions() {
    const { data, size } = this.#entry;
    const buttons = [];
    if (!(data instanceof Blob) || size <= MOST_COPIED)
      buttons.push(
        this.#action('Copy', async () => {
          await copy(readable(this.#entry));
          this.#say('Copied.');
        }),
      );
    if (data !== undefined)
      buttons.push(this.#action('Download', () => save(new Blob([data], { type: typeOf(data) }), nameOf(this.#entry))));
    return element('div', { className: 'details-actions' }, ...buttons);
  }

  #action(label, act) {
    const button = element('button', { type: 'button' }, label);
    button.addEventListener('click', async () => {
      try {
        await act();
      } catch ({ name, message }) {
        this.#say(`Failed. ${name}: ${message}`);
      }
    });
    return button;
  }

  #bytes(data) {
    const image = element('div', { className: 'image' });
    const { size } = this.#entry;
    const width = bytesPerLine();
    const dump = paged({
      total: size,
      size: DUMP_BYTES,
      name: 'bytes',
      lines: Math.ceil(Math.min(size, DUMP_BYTES) / width),
      read: (start, end) => {
        const dumped = (bytes) => hexDump(bytes, { offset: start, total: size, width });
        return data instanceof Blob
          ? readBytes(data.slice(start, end)).then(dumped)
          : dumped(bytesOf(data).subarray(start, end));
      },
    });
    this.#showImage(data, image);
    return element('div', { className: 'bytes' }, image, dump);
  }

  async #explain(data, place, valuePlace) {
    if (this.#entry.size > MOST_EXPLAINED) return;
    try {
      const explaining = explained(data, this.#made);
      const found = explaining instanceof Promise ? await explaining : explaining;
      if (found?.words) {
        place.append(element('strong', {}, `${found.dialect}: `), found.words);
        place.hidden = false;
      }
      if (found?.decoded) {
        const { format, value } = found.decoded;
        valuePlace.append(element('p', { className: 'hint' }, `${format}:`), textOf(textOfValue(value)));
        valuePlace.hidden = false;
      }
    } catch {
      /* The dump says that it cannot be read. */
    }
  }

  async #showImage(data, place) {
    try {
      const start =
        data instanceof Blob ? await readBytes(data.slice(0, SNIFFED_BYTES)) : bytesOf(data).subarray(0, SNIFFED_BYTES);
      const type = imageTypeOf(start);
      if (!type || this.#isEnded) return;
      this.#imageUrl = URL.createObjectURL(new Blob([data], { type }));
      place.append(
        element('img', { src: this.#imageUrl, alt: `Image, ${type}, ${formatNumber(this.#entry.size)} bytes` }),
      );
    } catch {
      /* The dump says that it cannot be read. */
    }
  }
}

/** What a message says: of text at once, so that nothing moves. */
function explained(data, made) {
  if (typeof data === 'string') return explain(data, made);
  return data instanceof Blob
    ? readBytes(data).then((bytes) => explainBytes(bytes, made))
    : explainBytes(bytesOf(data), made);
}

/** JSON is laid out, and a button among the actions shows it as it came. */
function jsonOrText(text, actions) {
  const json = text.length <= MOST_FORMATTED ? formatted(text) : null;
  if (json === null || json === text) return textOf(text);
  const box = element('div', {});
  const toggle = element('button', { type: 'button' }, 'Original text');
  const show = (isFormatted) => {
    toggle.ariaPressed = String(!isFormatted);
    box.replaceChildren(textOf(isFormatted ? json : text));
  };
  toggle.addEventListener('click', () => show(toggle.ariaPressed === 'true'));
  show(true);
  actions.append(toggle);
  return box;
}

function formatted(text) {
  // Nothing but objects and lists gains by it.
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return formatJson(text);
  } catch {
    return null;
  }
}

function textOf(text) {
  return paged({
    total: text.length,
    size: TEXT_CHARACTERS,
    name: 'characters',
    read: (start, end) => text.slice(start, end),
  });
}

const typeOf = (data) => (typeof data === 'string' ? 'text/plain' : data.type || 'application/octet-stream');

function nameOf({ id, data }) {
  if (data instanceof File) return data.name;
  if (data.type === 'image/svg+xml') return `message-${id}.svg`;
  return `message-${id}.${typeof data === 'string' ? 'txt' : 'bin'}`;
}

const bytesPerLine = () => (matchMedia('(min-width: 40rem)').matches ? 16 : 8);

const DUMP_BYTES = 4096;
const TEXT_CHARACTERS = 50_000;
const MOST_FORMATTED = 512 * 1024;
const MOST_EXPLAINED = 512 * 1024;
/** Bytes of a Blob that can be copied as hex. */
const MOST_COPIED = 4 * 1024 * 1024;
