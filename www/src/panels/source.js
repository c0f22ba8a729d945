// What a panel sends: a chosen file, or so many bytes made up.
import { InputError } from '../model/bytes.js';
import { element } from '../view/format.js';
import { labelled, NumberField } from './fields.js';

/** The fields for it, their ids beginning with `prefix`. */
export class SourceFields {
  #size;
  #file;

  constructor(prefix, mebibytes) {
    this.#size = new NumberField(`${prefix}-size`, 'Generated, MiB', mebibytes, { most: 1024, unit: 2 ** 20 });
    this.#file = element('input', { id: `${prefix}-file`, type: 'file' });
    this.nodes = [this.#size.node, labelled('or a file', this.#file)];
  }

  /** The file where one is chosen, otherwise a Blob of bytes made up; throws an InputError where that is none. */
  read() {
    const blob = this.#file.files[0] ?? madeUp(Math.round(this.#size.read()));
    if (blob.size === 0) throw new InputError('There is nothing to send. Choose a size, or a file that is not empty.');
    return blob;
  }
}

function madeUp(size) {
  const piece = Uint8Array.from({ length: PIECE_BYTES }, (_, index) => index % 251);
  const whole = Array.from({ length: Math.floor(size / PIECE_BYTES) }, () => piece);
  return new Blob([...whole, piece.subarray(0, size % PIECE_BYTES)]);
}

const PIECE_BYTES = 2 ** 20;
