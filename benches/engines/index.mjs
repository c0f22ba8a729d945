// The engines that can be measured in.
import { openChromium } from './chromium.mjs';
import { openFirefox } from './firefox.mjs';

/**
 * Name → a function that starts the engine and resolves to:
 *
 * - `version`;
 * - `load(url)`: opens a page, and resolves when its `window.bench` is there;
 * - `call(name, ...args)`: calls a function of `window.bench`;
 * - `watchMainThread()`: finds the main thread of the page that is open; resolves to whether anybody tells its CPU time;
 * - `mainThreadMs()`: that time so far; undefined if nobody tells;
 * - `heapBytes()`: what the page's heaps hold without garbage; undefined if nobody tells;
 * - `close()`.
 */
export const ENGINES = { chromium: openChromium, firefox: openFirefox };
