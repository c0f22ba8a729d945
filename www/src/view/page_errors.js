// Shows every uncaught error on the page itself: nobody needs the developer tools to learn of one.
const box = document.getElementById('page-errors');

addEventListener('error', ({ message }) => show(message));
addEventListener('unhandledrejection', ({ reason }) => show(`Unhandled rejection: ${reason}`));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  show(`The page's security policy (${violatedDirective}) blocked ${blockedURI}`);
});

function show(text) {
  if (!box.hasChildNodes()) box.append(dismissButton());
  const line = document.createElement('p');
  line.textContent = text;
  box.append(line);
  if (box.childElementCount > MOST_SHOWN) box.querySelector('p').remove();
}

function dismissButton() {
  const button = document.createElement('button');
  button.textContent = 'Dismiss';
  button.addEventListener('click', () => box.replaceChildren());
  return button;
}

/** Children of the box, its button among them: an error that comes back with every picture must not fill the page. */
const MOST_SHOWN = 20;
