// Data that nothing reads any more: what a panic's message would have said, where it happened, and tables of functions to
// format it with. The linker's map tells where each piece is; a piece is in use where a constant of the code points at it.

// A loop may count from an address before its table.
const MARGIN = 8;

/** The pieces that neither the code (as text) nor data in use points at: `[{ start, end }]`, addresses. */
export function deadData(map, code, readWord) {
  const pieces = piecesOf(map);
  const isLive = new Set();
  const visit = (address) => {
    for (const piece of pieces) {
      if (isLive.has(piece) || address < piece.start - MARGIN || address >= piece.end) continue;
      isLive.add(piece);
      for (let at = Math.ceil(piece.start / 4) * 4; at + 4 <= piece.end; at += 4) visit(readWord(at));
    }
  };
  for (const address of constants(code)) visit(address);
  return pieces.filter((piece) => !isLive.has(piece));
}

// Lines of the map: address, offset and size in hexadecimal, then a section after one blank, a piece of it after nine.
function piecesOf(map) {
  const sections = map.slice(map.indexOf(' DATA\n')).split(' CUSTOM(')[0];
  const pieces = sections.matchAll(/^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) {9}\S/gm);
  return Array.from(pieces, ([, start, size]) => ({ start: parseInt(start, 16), end: parseInt(start, 16) + parseInt(size, 16) }));
}

function* constants(text) {
  // The stack begins where the data do, and grows down.
  const code = text.replaceAll(/^ \((data|global) .*$/gm, '');
  for (const [, number] of code.matchAll(/\b(?:i32\.const |offset=)(-?\d+)/g)) yield Number(number);
  // Two numbers may be stored at once.
  for (const [, number] of code.matchAll(/\bi64\.const (-?\d+)/g)) {
    yield Number(BigInt.asUintN(32, BigInt(number)));
    yield Number(BigInt.asUintN(32, BigInt(number) >> 32n));
  }
}
