// Fields of a panel's form, with their labels.
import { InputError } from '../model/bytes.js';
import { element } from '../view/format.js';

/** A label above a control. */
export const labelled = (label, control) =>
  element('div', {}, element('label', { htmlFor: control.id }, label), control);

/** A select with these options, each `[value, text]`. */
export const choiceOf = (id, options) =>
  element('select', { id }, ...options.map(([value, text]) => element('option', { value }, text)));

/** A field for a URL. */
export const urlField = (id, value, placeholder = 'wss://example.org/socket') =>
  element('input', {
    id,
    value,
    placeholder,
    inputMode: 'url',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
  });

/** A field for a number from `least` to `most`, in units of `unit`; an empty field means `empty`, if that is given. */
export class NumberField {
  #label;
  /** @type {{ least: number, most: number, unit: number, empty?: number }} */
  #limits;
  #control;

  constructor(id, label, value, limits = {}) {
    this.#label = label;
    this.#limits = { least: 0, most: 1e9, unit: 1, ...limits };
    this.#control = element('input', {
      id,
      value,
      inputMode: 'decimal',
      autocomplete: 'off',
      placeholder: 'empty' in limits ? 'none' : '',
    });
    this.node = labelled(label, this.#control);
  }

  /** The number times the unit; throws an InputError that names the field. */
  read() {
    const { least, most, unit } = this.#limits;
    const text = this.#control.value.trim();
    if (text === '' && 'empty' in this.#limits) return this.#limits.empty;
    const number = text === '' ? NaN : Number(text);
    if (!(number >= least && number <= most))
      throw new InputError(`${this.#label}: “${text}” is not a number from ${least} to ${most}.`);
    return number * unit;
  }
}
