// The card for sending as its tests see it.

/** What a person reads on it: the size, a mistake in what is written, what has just been done, the problem, how far a repeat is. */
export function readCard(driver) {
  return driver.executeScript(() => {
    const text = (selector) => document.querySelector(selector).textContent;
    return {
      kind: document.querySelector('#send').elements.kind.value,
      size: text('#send-size'),
      check: text('#send .check'),
      notice: text('#send .notice'),
      problem: text('#send .problem'),
      template: document.querySelector('#template').selectedOptions[0].textContent,
      files: Array.from(document.querySelectorAll('#files li'), (row) => row.textContent),
      repeat: text('#repeat .progress') || text('#repeat .notice') || text('#repeat .problem'),
      repeatButton: text('#repeat button'),
    };
  });
}

/** Waits until the card shows all of this; a pattern where it is one. */
export async function waitForCard(page, wanted) {
  const fits = (value, want) =>
    want instanceof RegExp ? want.test(value) : JSON.stringify(value) === JSON.stringify(want);
  let card;
  await page
    .waitFor(
      `the card to show ${Object.entries(wanted)
        .map(([key, want]) => `${key}: ${want}`)
        .join('; ')}`,
      async () => {
        card = await readCard(page.driver);
        return Object.entries(wanted).every(([key, want]) => fits(card[key], want));
      },
    )
    .catch((error) => {
      throw new Error(`the card shows ${JSON.stringify(card)}`, { cause: error });
    });
}

/** Puts a text into a field of the card as if it had been typed. */
export function write(driver, selector, text) {
  return driver.executeScript(
    (field, value) => {
      document.querySelector(field).value = value;
      document.querySelector(field).dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    selector,
    text,
  );
}

/** Where the focus is, and the caret in it. */
export function focus(driver) {
  return driver.executeScript(() => {
    const { id, selectionStart, selectionEnd } = document.activeElement;
    return selectionStart === selectionEnd ? [id, selectionStart] : [id, selectionStart, selectionEnd];
  });
}

/**
 * Drops files, `{ name, content }`, on what the selector names, as 'drop', or pastes them there, as 'paste'; resolves to
 * whether the page took them.
 */
export function bring(driver, how, selector, files) {
  return driver.executeScript(
    (type, target, given) => {
      const fill = (transfer) => {
        for (const { name, content } of given) transfer.items.add(new File([content], name, { type: 'text/plain' }));
        return transfer;
      };
      const fire = (kind) => {
        const transfer = fill(new DataTransfer());
        const event =
          kind === 'paste'
            ? new ClipboardEvent(kind, { clipboardData: transfer, bubbles: true, cancelable: true })
            : new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
        // Firefox makes an empty clipboard of its own.
        if (kind === 'paste' && event.clipboardData.files.length === 0) fill(event.clipboardData);
        document.querySelector(target).dispatchEvent(event);
        return event.defaultPrevented;
      };
      if (type === 'drop') fire('dragover');
      return fire(type);
    },
    how,
    selector,
    files,
  );
}
