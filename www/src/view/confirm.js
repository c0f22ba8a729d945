/** Asks in a dialog; resolves to whether the answer was `yes`, a button's text. Unlike `window.confirm`, no socket waits. */
export function confirmed(question, yes) {
  const dialog = document.getElementById('confirm');
  dialog.querySelector('p').textContent = question;
  dialog.querySelector('[value="yes"]').textContent = yes;
  // Escape leaves the value as it was.
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
