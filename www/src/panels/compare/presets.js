// Scripts to begin with: some show differences between browsers and the standard, some show none.

/** The differences that the README names, each as a piece of a script. */
const PIECES = {
  'Close code 999.5': `
    # Web IDL rounds it to 1000.
    connect /echo
    wait open
    close 999.5
    read readyState`,
  'A reason without a code': `
    # A reason without a code implies the code 1000.
    connect /echo
    wait open
    close undefined why`,
  'A host with a space': `
    connect "ws://foo bar.com/"`,
  'An empty URL': `
    # It means the address of the page, with ws: instead of http:.
    connect ""
    read url`,
  'A subprotocol that the server does not confirm': `
    # The connection must fail.
    connect /protocol chat
    wait open
    read readyState protocol`,
  'A subprotocol in a different case': `
    connect /protocol?answer=CHAT chat
    wait open
    read readyState protocol`,
  'Protocols in an object': `
    # Follows whatwg/websockets#76, which is not merged yet.
    connect /echo {"protocols": ["chat"]}
    wait open
    read protocol`,
  'bufferedAmount after closing': `
    # Only the payload counts.
    connect /echo
    wait open
    close
    send hello
    read bufferedAmount readyState`,
};

const SAME = {
  'An exchange without differences': `
    connect /echo chat
    wait open
    read protocol binaryType
    send hello
    wait message
    binaryType arraybuffer
    bytes 00 7f ff
    wait message
    blob 01 02
    wait message
    close 4001 done
    wait close
    read readyState`,
  'close() before open': `
    connect /stall?for=1000
    close 3000 early
    read readyState
    wait close
    read readyState`,
  'The server closes': `
    connect /close?code=4000&reason=enough
    wait open
    wait close
    read readyState
    close 1000
    read readyState`,
};

/** Name → script. */
export const PRESETS = Object.fromEntries([
  [
    'All differences between browsers',
    Object.entries(PIECES)
      .map(([title, piece]) => `# ${title}.\n${dedented(piece)}`)
      .join('\n\n'),
  ],
  ...Object.entries(PIECES).map(([title, piece]) => [title, dedented(piece)]),
  ...Object.entries(SAME).map(([title, piece]) => [title, dedented(piece)]),
]);

function dedented(text) {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
