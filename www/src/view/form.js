import { InputError } from '../model/bytes.js';

/** Runs `action` with the form's controls when it is submitted; what that rejects with is shown below the form. */
export function onSubmit(form, action) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tellingProblems(form, () => action(form.elements));
  });
}

/** Runs `action`, and shows below the form what it throws or rejects with. */
export async function tellingProblems(form, action) {
  const problem = form.querySelector('.problem');
  problem.textContent = '';
  try {
    await action();
  } catch (error) {
    problem.textContent = error instanceof InputError ? error.message : `${error.name}: ${error.message}`;
  }
}
