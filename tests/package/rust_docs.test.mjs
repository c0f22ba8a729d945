// README, docs/rust.md and docs/rust-everywhere.md: every snippet in Rust compiles against the crate.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';

/** What snippets use without saying where it comes from: values of the reader's app. */
const OF_THE_READER = `
#![allow(unused_imports, unused_variables, unused_mut, dead_code, unreachable_code)]
use std::{error::Error, future::Future, io, task::Poll};
use futures_util::{SinkExt, StreamExt};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};
use websocket_wasm::{Event, Heartbeat, Message, ReconnectingWebSocket, TrySendError, WebSocket};

fn show<T>(_: T) {}
fn spawn_local(_: impl Future<Output = ()> + 'static) {}
fn on_cleanup(_: impl FnOnce() + 'static) {}
fn any<T>() -> T { unimplemented!() }
async fn fetch_ticket() -> io::Result<String> { any() }

struct App;
impl App { fn handle(&self, _: Message) {} }

struct Said { text: String }
impl Serialize for Said {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> { to.serialize_str(&self.text) }
}
type Heard = String;
`;
const VALUES =
  'let (url, token, text): (&str, &str, String) = any(); let (file, mut messages): (Vec<u8>, Vec<Message>) = any();';

/** Those of the class are for wasm only: tests/crate/app.rs has the same calls. The first one is a whole file. */
function snippets() {
  const text = ['README.md', 'docs/rust.md', 'docs/rust-everywhere.md']
    .map((page) => readFileSync(join(ROOT, page), 'utf8'))
    .join('\n');
  const codes = [...text.matchAll(/^```rust\n(.*?)^```$/gms)].map(([, code]) => code);
  return codes.filter((code) => !/#\[wasm_bindgen\]|install\(\)/.test(code));
}

test('every snippet in Rust of README and of the pages about Rust compiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rust-docs-'));
  try {
    const functions = snippets().map(
      (
        code,
        index,
      ) => `impl App { async fn snippet_${index}(&self, mut socket: WebSocket) -> Result<(), Box<dyn Error>> {
        ${VALUES}
        ${code}
        Ok(()) } }`,
    );
    assert.ok(functions.length >= 6);
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/lib.rs'), [OF_THE_READER, ...functions].join('\n'));
    copyFileSync(join(ROOT, 'Cargo.lock'), join(folder, 'Cargo.lock'));
    writeFileSync(
      join(folder, 'Cargo.toml'),
      `[package]\nname = "rust-docs"\nedition = "2024"\n[dependencies]
      futures-util = { version = "0.3", default-features = false, features = ["sink"] }
      serde = { version = "1", default-features = false, features = ["std"] }
      websocket-wasm = { path = ${JSON.stringify(ROOT)}, features = ["json"] }\n`,
    );
    const env = { ...process.env, CARGO_TARGET_DIR: join(ROOT, 'target') };
    const { status, stderr } = spawnSync('cargo', ['check', '--offline'], { cwd: folder, env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
