// The sections of the items, and their places in the standard.

/** `[number, title, fragment]`: the fragment of the standard that a section is about. */
export const SECTIONS = [
  ['1', 'shape of the class', 'the-websocket-interface'],
  ['2', 'constructor', 'dom-websocket-websocket'],
  ['3', 'attributes', 'dom-websocket-readystate'],
  ['4', 'close', 'dom-websocket-close'],
  ['5', 'send', 'dom-websocket-send'],
  ['6', 'bufferedAmount', 'dom-websocket-bufferedamount'],
  ['7', 'binaryType', 'dom-websocket-binarytype'],
  ['8', 'events from the network', 'feedback-from-the-protocol'],
  ['9', 'events', 'the-closeevent-interface'],
  ['10', 'event handlers', 'handler-websocket-onopen'],
  ['12', 'choices of the implementation', ''],
  ['13', 'CloseEvent and the published IDL', 'the-closeevent-interface'],
];

/** The address of the section of the standard that an item's number belongs to. */
export function standardOf(id) {
  const [, , fragment] = SECTIONS.find(([number]) => number === id.split('.')[0]) ?? [];
  return `https://websockets.spec.whatwg.org/${fragment ? `#${fragment}` : ''}`;
}
