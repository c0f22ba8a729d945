import { element, formatNumber } from '../format.js';

/** Files for the draft, by the picker, dropped on the card or pasted into it; those that are chosen are listed with their size. */
export function startFiles(editor) {
  const card = document.getElementById('sending');
  const picker = document.getElementById('file');
  const take = (files) => editor.change(() => Object.assign(editor.draft, { kind: 'file', files: [...files] }));

  picker.addEventListener('change', () => take(picker.files));
  card.addEventListener('paste', (event) => {
    const { files, types } = event.clipboardData;
    // A text that was copied may come with a picture of it.
    if (files.length === 0 || (types.includes('text/plain') && event.target instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    take(files);
  });
  takeDropped(card, take);
  keepFilesFromReplacingThePage();

  let shown = [];
  editor.addEventListener('fill', () => {
    const { files } = editor.draft;
    if (shown === files) return;
    shown = files;
    show(files, picker);
  });
}

function takeDropped(card, take) {
  card.addEventListener('dragover', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    card.classList.add('is-target');
  });
  card.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!card.contains(relatedTarget)) card.classList.remove('is-target');
  });
  card.addEventListener('drop', (event) => {
    card.classList.remove('is-target');
    if (!bringsFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

/** A browser opens a file that misses the card, and every connection would be gone. */
function keepFilesFromReplacingThePage() {
  for (const type of /** @type {const} */ (['dragover', 'drop'])) {
    addEventListener(type, (event) => {
      if (event.defaultPrevented || !bringsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
  }
}

const bringsFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files') ?? false;

function show(files, picker) {
  const list = document.getElementById('files');
  list.replaceChildren(
    ...files.map(({ name, size, type }) =>
      element(
        'li',
        {},
        element('span', { className: 'file-name' }, name || '(no name)'),
        element('span', {}, `${formatNumber(size)} B${type ? `, ${type}` : ''}`),
      ),
    ),
  );
  // A stop of the keyboard only if it scrolls.
  list.tabIndex = list.scrollHeight > list.clientHeight ? 0 : -1;
  if (Array.from(picker.files).every((file, index) => file === files[index]) && picker.files.length === files.length)
    return;
  // The picker says the same: these files, wherever they are from.
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  picker.files = transfer.files;
}
