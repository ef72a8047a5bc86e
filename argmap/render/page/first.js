// Before anything is drawn: with script only one picture is shown; without, or if the script fails, all of them are.
document.documentElement.classList.add("live");
addEventListener("error", () => document.documentElement.classList.remove("live"));
