// A number of the core that this room uses. Its own: what it would import from another room, core.js would have to export.
// tests/proto/tables.rs compares it.
export const KIND_BLOB = 1;
