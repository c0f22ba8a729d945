// What entries share that wrap the objects that are no sockets of a browser.
import '../wrapped/wrapper.js';
