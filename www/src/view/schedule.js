/** A function that runs `render` once before the next picture, however often it is called until then. */
export function oncePerPicture(render) {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      render();
    });
  };
}
