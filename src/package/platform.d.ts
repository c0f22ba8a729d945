/**
 * Types of the platform, taken from the libraries that the app is compiled with: the DOM, a worker, Node or Bun. If they lack a type,
 * the members that the package needs are described here.
 *
 * @packageDocumentation
 */

/** The instances of a class that the global has; `Otherwise` if the libraries have no such class. */
type InstanceOf<Name extends string, Otherwise> =
  typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : Otherwise;

/** A class that the global has. */
type ClassOf<Name extends string, Otherwise> = typeof globalThis extends Record<Name, infer Class> ? Class : Otherwise;

/** The symbol by which `using` disposes, if the libraries have it. */
type DisposeKey = typeof Symbol extends { readonly dispose: infer Key extends symbol } ? Key : never;
/** What `using` takes. */
export type Disposable = { [Key in DisposeKey]: () => void };

export type AbortSignal = InstanceOf<'AbortSignal', { readonly aborted: boolean; readonly reason: any }>;
export type Blob = InstanceOf<
  'Blob',
  { readonly size: number; readonly type: string; arrayBuffer(): Promise<ArrayBuffer> }
>;
export type URL = InstanceOf<'URL', { readonly href: string }>;
export type Request = InstanceOf<'Request', { readonly url: string; readonly method: string }>;
export type Response = InstanceOf<
  'Response',
  { readonly ok: boolean; readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }
>;
export type Event = InstanceOf<
  'Event',
  { readonly type: string; readonly target: any; readonly currentTarget: any; preventDefault(): void }
>;
export type MessageEvent = InstanceOf<'MessageEvent', Event & { readonly data: any; readonly origin: string }>;
export type CloseEvent = InstanceOf<
  'CloseEvent',
  Event & { readonly code: number; readonly reason: string; readonly wasClean: boolean }
>;

/** An {@link EventTarget}, if the libraries have none. */
interface PlainTarget {
  addEventListener(type: string, listener: Listener | null, options?: boolean | object): void;
  removeEventListener(type: string, listener: Listener | null, options?: boolean | object): void;
  dispatchEvent(event: Event): boolean;
}

type Listener = ((event: any) => void) | { handleEvent(event: any): void };

export type EventTarget = InstanceOf<'EventTarget', PlainTarget>;
/** The base of a class that is an EventTarget. */
export declare const EventTarget: { prototype: EventTarget; new (): EventTarget };
/** The arguments of `addEventListener` and `removeEventListener` after the type of the event. */
export type AnyListener = Parameters<EventTarget['addEventListener']>[1];
export type AddOptions = Parameters<EventTarget['addEventListener']>[2];
export type RemoveOptions = Parameters<EventTarget['removeEventListener']>[2];

export type DOMException = InstanceOf<'DOMException', Error & { readonly code: number }>;
/** The base of a class that is a DOMException. */
export declare const DOMException: { prototype: DOMException; new (message?: string, name?: string): DOMException };

/** The platform's own class of sockets, and its instances. */
export type HostWebSocketClass = ClassOf<'WebSocket', undefined>;
export type HostWebSocket = InstanceOf<'WebSocket', PlainWebSocket>;

/** A socket, if the libraries have none. */
interface PlainWebSocket extends PlainTarget {
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
  readonly readyState: 0 | 1 | 2 | 3;
  onopen: ((this: any, event: Event) => any) | null;
  onmessage: ((this: any, event: MessageEvent) => any) | null;
  onerror: ((this: any, event: Event) => any) | null;
  onclose: ((this: any, event: CloseEvent) => any) | null;
  send(data: string | ArrayBuffer | ArrayBufferView | Blob): void;
}

/** Bytes that a socket sends: a buffer, or a view of one. Versions of TypeScript differ in the types that count. */
export type BufferSource = Exclude<Parameters<HostWebSocket['send']>[0], string | Blob>;
export type BinaryType = 'blob' | 'arraybuffer';
export type WebAssemblyModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Instance } } }
  ? Instance
  : object;
