// What the reports that scripts write are made of.

/** A table in Markdown. */
export function table(heads, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The name of an engine or runtime as it is written, at the start of a text. */
export const titled = (place) => place.replace(/^\w+/, (name) => TITLES[name] ?? name);

const TITLES = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit', node: 'Node', deno: 'Deno', bun: 'Bun' };
