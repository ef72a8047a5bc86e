// Where things stand in a picture, as it is written: nothing is laid out to know it.

/** @typedef {{x: number, y: number, right: number, bottom: number}} Box */

/** The box of a card or pill, or that around the curves of a line; nothing where none is drawn. @param {Element} element @returns {Box | null} */
export function boxOf(element) {
  if (element.tagName !== "a") {
    const points = [...element.querySelectorAll("path")].flatMap((path) => numbers(path.getAttribute("d")));
    const xs = points.filter((_, at) => at % 2 === 0), ys = points.filter((_, at) => at % 2 === 1);
    return points.length < 2 ? null : { x: Math.min(...xs), y: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  }
  const group = element.firstElementChild, [x = 0, y = 0] = numbers(group?.getAttribute("transform"));
  const box = group?.querySelector("rect");
  return { x, y, right: x + Number(box?.getAttribute("width") ?? 0), bottom: y + Number(box?.getAttribute("height") ?? 0) };
}

/** How far to the right a group is moved. @param {Element | null | undefined} group */
export const leftOf = (group) => numbers(group?.getAttribute("transform"))[0] ?? 0;

/** @param {string | null | undefined} text */
const numbers = (text) => (text?.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
