const output = document.querySelector('output');
const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => {
  output.textContent = data;
};
worker.postMessage(['one', 'two', 'three']);
