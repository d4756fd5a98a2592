/* Hints while a form of the desk is filled in: after a pause the form is asked about, as the button "Check for hints"
   does. Without it, or where it fails, that button serves. What is answered enters the page as parsed, inert nodes. */
(() => {
  "use strict";
  const WAIT = 600, UNSENT = new Set(["source_text", "do"]);
  const form = document.querySelector("form[data-hints]");
  const box = document.getElementById("hints");
  const said = document.getElementById("hints-said");
  if (!form || !box || !said) return;
  let timer, asked, last = "";

  const body = () => new URLSearchParams([...new FormData(form)]
    .filter(([name, value]) => !UNSENT.has(name) && typeof value === "string"));

  /* What is said of a field stands under it, too. */
  const beside = (items) => {
    form.querySelectorAll(".beside").forEach((old) => old.remove());
    const ends = new Map();
    for (const item of items) {
      const field = document.getElementById(item.dataset.field);
      const tip = item.querySelector(".tip");
      if (!field || !tip || !form.contains(field)) continue;
      const line = document.createElement("p");
      line.className = "beside hint";
      line.append(...tip.cloneNode(true).childNodes);
      (ends.get(field) ?? field).after(line);
      ends.set(field, line);
    }
  };

  const words = (items) => {
    if (!items.length) return "No hints.";
    const fields = new Set([...items].map((item) => (item.dataset.field ? item.firstElementChild.textContent : "")));
    return `${items.length} hint${items.length === 1 ? "" : "s"}: ${[...fields].map((f) => f || "the statement").join(", ")}.`;
  };

  const show = (html) => {
    if (html === last) return;
    const before = last;
    last = html;
    const page = new DOMParser().parseFromString(html, "text/html");
    const items = page.querySelectorAll("li");
    if (!items.length && !before && !box.children.length) return; // nothing to say, and nothing said
    box.replaceChildren(...page.body.childNodes);
    beside(box.querySelectorAll("li[data-field]"));
    said.textContent = words(box.querySelectorAll("li"));
  };

  const ask = async () => {
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      const answer = await fetch(form.dataset.hints, {
        method: "POST", body: body(), signal: mine.signal, redirect: "error", credentials: "same-origin",
      });
      if (answer.ok) document.dispatchEvent(new Event("used"));
      if (answer.ok && asked === mine) show(await answer.text());
    } catch {
      // offline, signed out or too late: the button still serves
    }
  };

  const later = (event) => {
    if (event.isComposing || UNSENT.has(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };
  form.addEventListener("input", later);
  form.addEventListener("compositionend", later);
  form.addEventListener("submit", () => { clearTimeout(timer); asked?.abort(); });
})();
