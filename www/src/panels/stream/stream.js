// A stream piped into a WebSocketStream and back: its rate, the bytes in transit, and its end.
import '../panels.css';
import './stream.css';
import { echoUrl } from '../../config.js';
import { onSubmit } from '../../view/form.js';
import { element } from '../../view/format.js';
import { controlCard, exampleCard, partsOf, progressCard } from './cards.js';
import { Exchange } from './exchange.js';
import { Progress } from './progress.js';

/** Fills the view. */
export async function start(view) {
  const url = await echoUrl();
  const parts = partsOf(url);
  view.append(
    element('div', { className: 'panel stream' }, controlCard(parts, url), progressCard(parts), exampleCard()),
  );

  let exchange;
  onSubmit(parts.run.form, async () => {
    const blob = parts.source.read();
    const options = { chunkSize: Math.round(parts.chunk.read()), receiveLimit: Math.round(parts.limit.read()) };
    const progress = new Progress(parts, blob.size);
    setRunning(parts, true);
    parts.status.textContent = 'Running…';
    try {
      exchange = new Exchange(parts.url.value.trim(), blob, {
        ...options,
        isSlow: () => parts.isSlow.checked,
        progress,
      });
      parts.status.textContent = await exchange.end();
    } catch (error) {
      parts.status.textContent = 'Failed.';
      throw error;
    } finally {
      progress.end();
      setRunning(parts, false);
    }
  });
  parts.abort.addEventListener('click', () => exchange.abort());
  onSubmit(parts.close.form, () => exchange.close(parts.code.read(), parts.reason.value));
}

function setRunning({ run, abort, close }, isRunning) {
  const hadFocus = [run, abort, close].includes(document.activeElement);
  run.disabled = isRunning;
  abort.disabled = !isRunning;
  close.disabled = !isRunning;
  // A button that cannot be pressed any more loses the focus, and the keyboard its place.
  if (hadFocus) (isRunning ? abort : run).focus();
}
