(() => {
  const form = document.querySelector(".filter");
  const cards = [...document.querySelectorAll("#open .card")];
  const groups = [...document.querySelectorAll("#open section")];
  const output = form.querySelector("output");
  const show = () => {
    const words = form.elements.words.value.trim().toLowerCase();
    const on = (name, value) => [...form.querySelectorAll(`[name=${name}]`)].some((box) => box.value === value && box.checked);
    let count = 0;
    for (const card of cards) {
      const seen = on("severity", card.dataset.severity) && on("nature", card.dataset.nature)
        && (!words || card.textContent.toLowerCase().includes(words));
      card.hidden = !seen;
      count += seen;
    }
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    output.textContent = count === cards.length ? "" : `${count} of ${cards.length} shown`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) { form.reset(); setTimeout(() => target.scrollIntoView()); }
  });
  form.hidden = false;
})();
