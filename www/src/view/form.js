import { InputError } from '../model/bytes.js';

/** Runs `action` with the form's controls when it is submitted; what that throws is shown below the form. */
export function onSubmit(form, action) {
  const problem = form.querySelector('.problem');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    problem.textContent = '';
    try {
      action(form.elements);
    } catch (error) {
      problem.textContent = error instanceof InputError ? error.message : `${error.name}: ${error.message}`;
    }
  });
}
