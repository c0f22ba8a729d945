// Messages whose content anyone can tell from their size.

/** 0, 1, 2 … 255, 0, 1 … */
export function patternedBytes(size) {
  return Buffer.alloc(size, Buffer.from([...Array(256).keys()]));
}

/** abc … zabc … */
export function patternedText(size) {
  return Buffer.alloc(size, 'abcdefghijklmnopqrstuvwxyz');
}
