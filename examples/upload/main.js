import { upload } from './upload.js';

const [input, progress, output] = ['input', 'progress', 'output'].map((name) => document.querySelector(name));

input.onchange = async () => {
  const [file] = input.files;
  progress.max = file.size;
  try {
    await upload('ws://127.0.0.1:8081/upload', file, (bytes) => {
      progress.value = bytes;
    });
    output.textContent = `${file.size} bytes uploaded`;
  } catch (error) {
    output.textContent = error.message;
  }
};
