/**
 * The colours that the stylesheet has for the card now, whatever they come from: its tokens in light or dark, or those of
 * the user's own choosing. `states` are by ready state.
 */
export function coloursOf(card) {
  const colourOf = (selector) => getComputedStyle(card.querySelector(selector)).color;
  const { borderTopColor: grid, color: text, fontFamily } = getComputedStyle(card.querySelector('.plot'));
  return {
    out: colourOf('.now .out'),
    in: colourOf('.now .in'),
    one: colourOf('.now .one'),
    states: Array.from(card.querySelectorAll('.states li'), (item) => getComputedStyle(item).color),
    text,
    grid,
    fontFamily,
  };
}
