// What stands packed in the page: the data of the map and its pictures.

import { need } from "./dom.js";

/** @typedef {import("./types.js").Drawn} Drawn */

/** Every picture by the name of its view; the first one stands in the page as it is. @returns {Promise<Map<string, Drawn>>} */
export async function readPictures() {
  const parcels = [...document.querySelectorAll("script[data-view]")];
  const texts = await Promise.all(parcels.map((parcel) => unpack(parcel.textContent ?? "")));
  /** @type {Map<string, Drawn>} */ const found = new Map();
  parcels.forEach((parcel, number) => {
    const drawn = readPicture(texts[number]);
    if (!drawn.svg) drawn.svg = document.querySelector("section.picture")?.innerHTML ?? "";
    found.set(parcel.getAttribute("data-view") ?? "", drawn);
    parcel.remove();
  });
  return found;
}

/** A picture from JSON. @param {string} text @returns {Drawn} */
export function readPicture(text) {
  /** @type {Drawn} */ const drawn = JSON.parse(text);
  Object.setPrototypeOf(drawn.pills, null);
  return drawn;
}

/** The data of the map as JSON. */
export function readText() {
  return unpack(need("data").textContent ?? "");
}

/** A text from zlib data in base64. @param {string} packed @returns {Promise<string>} */
async function unpack(packed) {
  const signs = atob(packed.trim()), bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}
