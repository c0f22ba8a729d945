import { InputError } from '../model/bytes.js';

/** By form, how often its problems were cleared: actions that began before report nothing there. */
const turns = new WeakMap();

/** Runs `action` with the form's controls when it is submitted; its error is shown below the form. */
export function onSubmit(form, action) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tellingProblems(form, () => action(form.elements));
  });
}

/** Calls `act` after every edit of a field, or of a field of a form. Some tools clear a field with a change event alone. */
export function onEdit(node, act) {
  node.addEventListener('input', act);
  node.addEventListener('change', act);
}

/** Runs `action`, and shows its error below the form, unless another tab was selected meanwhile. */
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

/** Clears the problem below the form, because the form shows another tab now. */
export function forgetProblem(form) {
  turns.set(form, (turns.get(form) ?? 0) + 1);
  form.querySelector('.problem').textContent = '';
}
