// Light or dark: as the reader's system has it, until they choose; the choice is kept where the browser keeps things.

import { need, say } from "./dom.js";

const KEPT = "argmap-theme";

export class Theme {
  constructor() {
    this.button = need("theme");
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.button.addEventListener("click", () => this.toggle());
    this.system.addEventListener("change", () => this.update());
    this.update();
  }

  get dark() {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === "dark" : this.system.matches;
  }

  toggle() {
    const theme = this.dark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEPT, theme);
    } catch {
      // the choice holds until the page is closed
    }
    this.update();
    say(`${theme === "dark" ? "Dark" : "Light"} colours.`);
  }

  update() {
    this.button.setAttribute("aria-pressed", String(this.dark));
  }
}
