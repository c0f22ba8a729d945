// Modules that bundle.mjs makes: a wasm as a text, what Node loads of the CommonJS modules, and the panel of developer tools.

declare module '*/wasm-of-class.js' {
  export const text: string;
  /** How many bytes the wasm has. */
  export const length: number;
}

declare module '*/wasm-of-reconnecting.js' {
  export const text: string;
  export const length: number;
}

declare module '*/wasm-of-shared.js' {
  export const text: string;
  export const length: number;
}

declare module '*/wasm-of-stream.js' {
  export const text: string;
  export const length: number;
}

declare module '*.cjs';

/** Made of www/src/devtools. */
declare module '*/devtools-panel.js' {
  export const makePanel: any;
  export const Sockets: any;
}
