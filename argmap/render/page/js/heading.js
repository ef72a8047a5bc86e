// The title of a picture that is wider than the window: it stays in sight while the picture moves from side to side.

const MARGIN = 28;

/** @typedef {{text: SVGElement, left: number, right: number, turned: boolean, at: number}} Line */

export class Heading {
  constructor() {
    /** @type {Line[]} */ this.lines = [];
    this.width = 0;
  }

  /** Begin with a picture, or with other lines above it. @param {SVGSVGElement} svg */
  attach(svg) {
    this.width = svg.viewBox.baseVal.width;
    this.lines = [...svg.querySelectorAll(":scope > :is(.title, .subtitle, .outcome-now)")].flatMap((text) => {
      if (!(text instanceof SVGTextElement)) return [];
      text.style.translate = "";
      const x = Number(text.getAttribute("x")), long = Number(text.getAttribute("textLength")) || text.getComputedTextLength(), turned = text.getAttribute("direction") === "rtl";
      return [{ text, left: turned ? x - long : x, right: turned ? x : x + long, turned, at: 0 }];
    });
  }

  /** Move each line to where the window is; where the window is smaller than a line, its beginning is seen. @param {number} x @param {number} right what of the picture is seen */
  update(x, right) {
    for (const line of this.lines) {
      const aside = Math.round(asideOf(line, Math.max(x, 0) + MARGIN, Math.min(right, this.width) - MARGIN));
      if (aside === line.at) continue;
      line.at = aside;
      line.text.style.translate = aside ? `${aside}px` : "";
    }
  }
}

/** How far a line has to move to be between two sides. @param {Line} line @param {number} from @param {number} to */
function asideOf({ left, right, turned }, from, to) {
  const atLeft = from - left, atRight = to - right;
  if (right - left > to - from) return turned ? Math.min(0, atRight) : Math.max(0, atLeft);
  return atLeft > 0 ? atLeft : Math.min(0, atRight);
}
