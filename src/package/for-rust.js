// The class for Rust. An app in Rust may run in Node or Deno as well, or in a page that a script has patched.
import '../wrapped/wrapper.js';

export { webSocketClass } from '../class/class.js';
