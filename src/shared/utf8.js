// What a tab has instead of `convert/utf8.js`: what has workers to share has a TextEncoder.

import { take, takeMethod } from '../platform/captured.js';

const Encoder = take('TextEncoder');
const encoder = new Encoder();
const encode = takeMethod('TextEncoder', 'encodeInto');

/** How many bytes of UTF-8 a text has; they are written into these. */
export const encodeInto = (text, bytes) => encode(encoder, text, bytes).written;
