import { InputError } from '../model/bytes.js';

/** By form, how often its problems were forgotten: what was begun before has nothing to say there any more. */
const turns = new WeakMap();

/** Runs `action` with the form's controls when it is submitted; what that rejects with is shown below the form. */
export function onSubmit(form, action) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tellingProblems(form, () => action(form.elements));
  });
}

/** Calls `act` whenever what is in a field, or in one of a form, is edited by whatever means: some clear a field with a change alone. */
export function onEdit(node, act) {
  node.addEventListener('input', act);
  node.addEventListener('change', act);
}

/** Runs `action`, and shows below the form what it throws or rejects with, unless another tab has been selected meanwhile. */
export async function tellingProblems(form, action) {
  const problem = form.querySelector('.problem');
  const turn = turns.get(form);
  problem.textContent = '';
  try {
    await action();
  } catch (error) {
    if (turns.get(form) !== turn) return;
    problem.textContent = error instanceof InputError ? error.message : `${error.name}: ${error.message}`;
  }
}

/** Clears what is below the form: it is another tab's now. */
export function forgetProblem(form) {
  turns.set(form, (turns.get(form) ?? 0) + 1);
  form.querySelector('.problem').textContent = '';
}
