// The page of the fuzzer: it is given programs, and gives back what happened.
import { prepare } from './jobs.mjs';

Object.assign(globalThis, await prepare(document.body.dataset.configuration, () => import('/package/dist/index.js')));
