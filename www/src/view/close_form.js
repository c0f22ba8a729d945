import { onSubmit } from './form.js';

/** Code and reason, handed to `close` as they were typed; an empty field is an argument left out. */
export function startCloseForm(store) {
  onSubmit(document.getElementById('close'), ({ code, reason }) => store.selected.close(...closeArguments(code.value, reason.value)));
}

function closeArguments(code, reason) {
  if (reason !== '') return [code === '' ? undefined : asTyped(code), reason];
  return code === '' ? [] : [asTyped(code)];
}

// A number where it looks like one, so that the log shows the call that a program would make.
function asTyped(code) {
  return String(Number(code)) === code ? Number(code) : code;
}
