// Functions of the platform, captured before a page can replace them, and called whatever becomes of
// `Function.prototype.call`.
const { apply } = Reflect;
const NONE = [];

/** Calls a getter with its receiver. */
export const getterOf = (get) => (receiver) => apply(get, receiver, NONE);

/** Calls a method with its receiver and arguments. */
export const methodOf = (method) => (receiver, ...args) => apply(method, receiver, args);
