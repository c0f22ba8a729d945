import { utf8Length } from '../model/bytes.js';
import { closeArguments, closeProblems, REASON_BYTES } from '../model/closing.js';
import { onEdit, onSubmit } from './form.js';
import { setText } from './format.js';

/** Code and reason, checked as they are typed, and passed to `close` unchanged: the page is for trying it. */
export function startCloseForm(store) {
  const form = document.getElementById('close');
  const { code, reason } = form.elements;
  onSubmit(form, () => store.selected.close(...closeArguments(code.value, reason.value)));
  const check = () => showProblems(form);
  onEdit(form, () => {
    // The error of the class was about other arguments.
    form.querySelector('.problem').textContent = '';
    check();
  });
  keepDrafts(store, [code, reason], check);
  check();
}

function showProblems(form) {
  const { code, reason } = form.elements;
  const problems = closeProblems(code.value, reason.value);
  code.ariaInvalid = String(problems.code !== '');
  reason.ariaInvalid = String(problems.reason !== '');
  const advice = [problems.code, problems.reason].filter(Boolean).join(' ');
  setText(form.querySelector('.advice'), advice);
  const bytes = utf8Length(reason.value);
  setText(
    form.querySelector('.hint'),
    `The code is 1000 or 3000 to 4999. The reason has ${bytes} of at most ${REASON_BYTES} bytes.`,
  );
}

/** The input belongs to its tab. */
function keepDrafts(store, fields, check) {
  const drafts = new WeakMap();
  let selected = store.selected;
  store.addEventListener('select', () => {
    drafts.set(
      selected,
      fields.map(({ value }) => value),
    );
    selected = store.selected;
    const draft = drafts.get(selected) ?? ['', ''];
    fields.forEach((field, index) => {
      field.value = draft[index];
    });
    check();
  });
}
