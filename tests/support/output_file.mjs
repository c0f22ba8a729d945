// What a program that runs beside the tests writes.
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary file for the output of a program, gone when it is closed; `descriptor` is for the program's stdio. */
export class OutputFile {
  #read = 0;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'output-'));
    this.descriptor = openSync(join(folder, 'output'), 'w+');
    // Open files outlive their names.
    rmSync(folder, { recursive: true });
  }

  /** The complete lines since the last call. */
  readLines() {
    const unread = Buffer.alloc(fstatSync(this.descriptor).size - this.#read);
    readSync(this.descriptor, unread, 0, unread.length, this.#read);
    const end = unread.lastIndexOf('\n') + 1;
    this.#read += end;
    return unread.toString('utf8', 0, end).split('\n').slice(0, -1);
  }

  close() {
    closeSync(this.descriptor);
  }
}
