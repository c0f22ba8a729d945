// The little Markdown that the report needs.

/** A table; all columns but the first are numbers. */
export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

/** Blocks of text, those that are not empty, with a line between. */
export function blocks(...parts) {
  return parts.flat().filter(Boolean).join('\n\n');
}

/** A median with its quartiles. */
export function withQuartiles({ median, lower, upper }, digits = 3) {
  return `${median.toFixed(digits)} (${lower.toFixed(digits - 1)}–${upper.toFixed(digits - 1)})`;
}
