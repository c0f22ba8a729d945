/** What the wasm of the class exports: src/boundary and src/class, context.rs and core.rs. */
export interface Exports {
  memory: WebAssembly.Memory;
  /** An app in Rust need not export it. */
  __stack_pointer?: WebAssembly.Global;

  websocket_wasm_abort: Export;
  websocket_wasm_acquire: Export;
  websocket_wasm_binary_type: Export;
  websocket_wasm_buffered_amount: Export;
  websocket_wasm_check_close: Export;
  websocket_wasm_check_protocol: Export;
  websocket_wasm_check_url: Export;
  websocket_wasm_close: Export;
  websocket_wasm_closes_directly: Export;
  websocket_wasm_context: Export;
  websocket_wasm_descend: Export;
  websocket_wasm_figure: Export;
  websocket_wasm_give_up: Export;
  websocket_wasm_handle_blob_read: Export;
  websocket_wasm_handle_subprotocol: Export;
  websocket_wasm_handover: Export;
  websocket_wasm_hides_messages: Export;
  websocket_wasm_incoming: Export;
  websocket_wasm_inspected: Export;
  websocket_wasm_intake: Export;
  websocket_wasm_is_abandoned: Export;
  websocket_wasm_is_queue_empty: Export;
  websocket_wasm_look: Export;
  websocket_wasm_next_look: Export;
  websocket_wasm_observe: Export;
  websocket_wasm_poll_action: Export;
  websocket_wasm_ready_state: Export;
  websocket_wasm_refuse_url: Export;
  websocket_wasm_release: Export;
  websocket_wasm_room: Export;
  websocket_wasm_send: Export;
  websocket_wasm_set_binary_type: Export;
  websocket_wasm_set_limits: Export;
  websocket_wasm_start_inspection: Export;
  websocket_wasm_stop_inspection: Export;
  websocket_wasm_text: Export;
  websocket_wasm_text_length: Export;
}

/** Takes and returns numbers; a boolean is 0 or 1 there. */
type Export = (...args: (number | boolean)[]) => number;
