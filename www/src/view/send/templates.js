import { InputError } from '../../model/bytes.js';
import { contentOf, templateOf } from '../../model/payload.js';
import { onSubmit } from '../form.js';
import { element } from '../format.js';

/** The templates of the selected session's profile: picked into the editor, saved from it, updated and deleted. */
export function startTemplates(store, editor) {
  const list = document.getElementById('template');
  const [save, update, remove] = ['template-save', 'template-update', 'template-delete'].map((id) =>
    document.getElementById(id),
  );
  const templates = () => store.selected.profile.templates;
  const keep = (changed) => store.update(store.selected, { templates: changed });

  list.addEventListener('change', () => editor.change(() => pick(editor.draft, templates()[list.value] ?? null)));

  askForName(editor, save, async (name) => {
    if (templates().some((other) => other.name === name))
      throw new InputError(`A template “${name}” exists. To change it, select it and press Update.`);
    const template = templateOf(editor.draft, name);
    await keep([...templates(), template]);
    choose(editor.draft, template);
    show();
    editor.notify(`Saved “${name}”.`);
  });
  update.addEventListener('click', () =>
    editor.change(async () => {
      const { draft } = editor;
      const template = templateOf(draft, draft.template.name);
      await keep(templates().map((other) => (other === draft.template ? template : other)));
      draft.template = template;
      editor.notify(`Updated “${template.name}”.`);
    }),
  );
  askWhether(
    remove,
    () => editor.draft.template.name,
    () =>
      editor.change(async () => {
        const { draft } = editor;
        const { template } = draft;
        await keep(templates().filter((other) => other !== template));
        choose(draft, null);
        editor.notify(`Deleted “${template.name}”. The text stays in the editor.`);
        list.focus();
      }),
  );

  let shown;
  const show = () => {
    if (shown !== templates()) {
      shown = templates();
      list.replaceChildren(
        element('option', { value: '' }, shown.length > 0 ? 'none' : 'none saved'),
        ...shown.map(({ name }, index) => element('option', { value: String(index) }, name)),
      );
    }
    const index = shown.indexOf(editor.draft.template);
    list.value = index < 0 ? '' : String(index);
    for (const button of [update, remove]) button.disabled = index < 0;
  };
  editor.addEventListener('fill', show);
  store.addEventListener('change', show);
  show();
}

/** Picks a template, or none: then the editor has the text from before the first template again. */
function pick(draft, template) {
  if (template)
    draft.own ??= {
      kind: draft.kind,
      text: draft.text,
      json: draft.json,
      bytes: draft.bytes,
      encoding: draft.encoding,
    };
  Object.assign(draft, template ? contentOf(template) : draft.own);
  draft.template = template;
  if (!template) draft.own = null;
}

/** The content of the editor belongs to that template from now on, or to none. */
function choose(draft, template) {
  draft.template = template;
  draft.own = null;
}

function askForName(editor, button, save) {
  const dialog = document.getElementById('template-save-dialog');
  const form = dialog.querySelector('form');
  button.addEventListener('click', () =>
    editor.change(() => {
      // Says so before anybody thinks of a name.
      templateOf(editor.draft, '');
      form.reset();
      form.querySelector('.problem').textContent = '';
      dialog.showModal();
    }),
  );
  onSubmit(form, async ({ name }) => {
    const text = name.value.trim();
    if (text === '') throw new InputError('Enter a name.');
    await save(text);
    dialog.close();
  });
  closeByButton(dialog);
}

function askWhether(button, name, remove) {
  const dialog = document.getElementById('template-delete-dialog');
  button.addEventListener('click', () => {
    dialog.querySelector('output').textContent = name();
    dialog.showModal();
  });
  dialog.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    remove();
  });
  closeByButton(dialog);
}

function closeByButton(dialog) {
  dialog.querySelector('[type="button"]').addEventListener('click', () => dialog.close());
}
