// The classic script of `/observe`: observe() for a page without modules, as a member of `websocketWasm`.
import { addToNamespace } from './namespace.js';
import { observe } from './observe.js';
import { quietly } from './quietly.js';

quietly(() => addToNamespace({ observe }));
