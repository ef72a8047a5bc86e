// Loads the page anew when what it shows has changed, or when the preview was started again.

const { run, versions, single } = document.documentElement.dataset;
const seen = new Map(Object.entries(JSON.parse(versions ?? "{}")));
const source = new EventSource(single === undefined ? "events" : "../../events");
source.onmessage = ({ data }) => {
  const now = JSON.parse(data);
  const shown = Object.entries(now.versions).filter(([name]) => single === undefined || name === single);
  if (now.run === run && shown.length === seen.size && shown.every(([name, version]) => seen.get(name) === version)) return;
  source.close();
  setTimeout(() => location.reload(), 50);
};
addEventListener("pagehide", () => source.close());
