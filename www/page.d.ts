// What the page has by another way than an import.

// Which element an id or a selector stands for is in index.html, and no type tells.
interface Document {
  getElementById(id: string): any;
}
interface ShadowRoot {
  getElementById(id: string): any;
}
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}

/** webpack.config.js puts it before the service worker: a version, and the names of files. */
declare const BUILD: { version: string; lasting: string[]; changing: string[] };
/** The pages of a service worker: its own types exclude those of the page. */
declare const clients: { claim(): Promise<void> };

interface Window {
  /** What the frame of the benchmark panel offers it. */
  bench: object;
}

// webpack makes files of them, scripts/lib/devtools.mjs texts.
declare module '*.css';
declare module 'section-of-*';
