// The same as with cowboy.
export { default } from '../cowboy/page.mjs';
