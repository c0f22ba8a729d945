// `Text` of the core. tests/proto/tables.rs compares it with the Rust that has the same names.
export const TEXT_EXCEPTION_NAME = 0;
export const TEXT_EXCEPTION_MESSAGE = 1;
export const TEXT_REASON = 2;
