// How Chromium's own WebSocketStream does not do what the draft says, or ours cannot do what Chromium's does.
import { readFileSync } from 'node:fs';

/** What Chromium's own classes do: row → outcome. */
export const chromium = JSON.parse(readFileSync(new URL('stream/chromium.json', import.meta.url), 'utf8'));

const at1006 = { error: { name: 'WebSocketError', closeCode: 1006, reason: '' } };
const closedWith = (closeCode) => ({ value: { closeCode, reason: '' } });

/** Row → why ours differs from Chromium's, and what ours gives. */
export const deviations = {
  'a binary message': {
    reason: "the draft's chunk is a Uint8Array, Chromium's an ArrayBuffer",
    outcome: { value: ['[object Uint8Array]', 2, 2] },
  },
  'options that are refused': {
    reason:
      'the draft checks the URL and the subprotocols before it looks at the signal (the last two), Chromium afterwards',
    outcome: {
      value: [
        ...Array(6).fill('TypeError'),
        ...Array(3).fill('SyntaxError'),
        ...Array(6).fill('TypeError'),
        'SyntaxError',
        'SyntaxError',
      ],
    },
  },
  'an aborted signal': {
    reason:
      "the draft rejects with the signal's reason and keeps the URL, Chromium rejects with an AbortError of its own and has no URL",
    outcome: { value: [['RangeError', 'RangeError'], [true, true], true, 'InvalidAccessError'] },
  },
  'a signal aborted while connecting': {
    reason: "the draft rejects with the signal's reason, Chromium with an AbortError of its own",
    outcome: { value: [{ error: 'why' }, { error: 'why' }] },
  },
  'a signal aborted after close() while connecting': {
    reason: "the draft rejects with the signal's reason, Chromium with an AbortError of its own",
    outcome: { value: [{ error: 'why' }, { error: 'why' }] },
  },
  'close() with what is no unsigned short': {
    reason: 'the draft has [EnforceRange], Chromium [Clamp]',
    outcome: { value: [[...Array(5).fill('TypeError'), 'undefined'], closedWith(1005)] },
  },
  'WebSocketError with what is no unsigned short': {
    reason: 'the draft has [EnforceRange], Chromium [Clamp]',
    outcome: { value: Array(3).fill('TypeError') },
  },
  'reader.cancel() with a code that a page may not send': {
    reason: 'the draft closes without it; in Chromium cancel() rejects and nothing is closed',
    outcome: { value: [{ value: 'undefined' }, closedWith(1005)] },
  },
  'the server closes after messages that nobody has read': {
    reason: 'the draft has every message that came before the Close frame be read, Chromium keeps the first',
    outcome: {
      value: [
        closedWith(1000),
        ['hi', 'hi', 'hi'],
        { closed: closedWith(1000), reader: { value: 'undefined' }, writer: { error: 'InvalidStateError' } },
      ],
    },
  },
  'writer.close() while the server cuts': {
    reason: "the draft errors the writable with the connection's error, Chromium with another one that has no code",
    outcome: { value: [at1006, { closed: at1006, reader: at1006, writer: at1006 }] },
  },
  'rejections that nobody handles': {
    reason: 'a page that waits for `opened` alone need not handle `closed`; Chromium reports it',
    outcome: { value: [] },
  },
  'structuredClone of a WebSocketError': {
    reason: "a script's class can only extend DOMException, which can be cloned",
    outcome: { value: 'WebSocketError' },
  },
};

const laterReason = "the readable is a stream over Chromium's, and settles some microtasks later";

/** Row → why the class over Chromium's own differs from that, and what it gives. */
export const overChromium = {
  'a binary message': deviations['a binary message'],
  'shape of WebSocketStream': {
    reason: "it extends Chromium's own, and otherwise has the same shape",
    outcome: { value: [...chromium['shape of WebSocketStream'].value.slice(0, 2), false, false] },
  },
  'the order of what happens at a clean end': {
    reason: laterReason,
    outcome: { value: ['writer rejected', 'reader resolved', 'read resolved', 'closed resolved'] },
  },
  'the order of what happens at an unclean end': {
    reason: laterReason,
    outcome: { value: ['writer rejected', 'closed rejected', 'reader rejected', 'read rejected'] },
  },
};

/** Engine → row → why its host cannot be brought to it: the row is not compared. */
export const ofHosts = {
  chromium: {},
  firefox: {},
  webkit: {
    'a writer that has to wait': "WebKitGTK's bufferedAmount is 0 soon, whatever the server takes",
    'the order of what happens at a clean end': "its streams resolve a read before the reader's closed",
  },
};
