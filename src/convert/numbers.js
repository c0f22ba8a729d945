// `ValueKind` of the core. tests/proto/tables.rs compares it with the Rust that has the same names.
export const KIND_OTHER = 0;
export const KIND_BLOB = 1;
export const KIND_BUFFER = 2;
export const KIND_VIEW = 3;
export const KIND_TEXT = 4;
