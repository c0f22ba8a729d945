// The functions of a tab that know what the connection needs: where to connect, what to greet with.

import { toText } from '../convert/values.js';
import { apply } from '../platform/captured.js';
import { toAddress, toProtocols } from './options.js';
import { post } from './ports.js';
import { SAYS_ANSWER } from './words.js';

const CONVERT = { __proto__: null, url: toAddress, protocols: toProtocols, greeting: (value) => value };

/** Answers a question of the worker by this port: with the result of a function, or what it has thrown. */
export const answer = async (providers, { 1: question, 2: name, 3: details }, port) => {
  try {
    const value = await apply(providers[name], undefined, [details]);
    post(port, [SAYS_ANSWER, question, true, CONVERT[name](value)]);
  } catch (error) {
    post(port, [SAYS_ANSWER, question, false, toText(error)]);
  }
};
