// The classic script of `/devtools`: puts the class on the global and the panel's button on the page; the panel is `websocketWasm.devtools`.
import { installIfUsable, uninstall } from './core.js';
import { devtools } from './devtools.js';
import { addToNamespace } from './namespace.js';
import { quietly } from './quietly.js';

quietly(() => {
  installIfUsable();
  try {
    addToNamespace({ devtools: devtools() });
  } catch (error) {
    uninstall();
    throw error;
  }
});
