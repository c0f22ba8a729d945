// What programs in pages find on the global: other programs, and the package, have put it there.
declare var attemptsMade: any;
declare var conformance: any;
declare var found: Promise<any>;
declare var nativeWebSocket: typeof WebSocket;
declare var resultsOf: (config: any) => Promise<string>;
declare var tab: any;
declare var websocketWasm: any;
