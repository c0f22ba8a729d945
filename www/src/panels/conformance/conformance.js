/** Fills the view. */
export function start(view) {
  view.append('conformance');
}
