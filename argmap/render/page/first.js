// Before anything is drawn: without script, or if it fails, the page is its first picture and a notice.
document.documentElement.classList.add("live");
try {
  document.documentElement.dataset.theme = localStorage.getItem("argmap-theme") || "";
} catch {
  // nothing is kept where the browser keeps nothing
}
for (const fault of ["error", "unhandledrejection"]) addEventListener(fault, () => document.documentElement.classList.remove("live"));
