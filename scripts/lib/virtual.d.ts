// Modules that bundle.mjs makes: a wasm as a text, and what Node loads of the CommonJS modules.

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
