/* Who uses a term how, beside the word, on any page. No cookies, no tracking. How: /about/embed. Apache-2.0. */
(() => {
"use strict";
const script = document.currentScript;
if (!script || !script.src || !("adoptedStyleSheets" in document)) return;
const home = new URL(script.src).origin, WORD = "[data-glossary]", NATIVE = "a[href],button,summary";
const answers = new Map(), sheet = new CSSStyleSheet(), words = new CSSStyleSheet();
let box, word, timer;

sheet.replaceSync(`
:host{position:fixed;inset:0 auto auto 0;z-index:2147483647;margin:0;border:0;padding:0;background:none;overflow:visible}
div{all:initial;display:block;box-sizing:border-box;max-inline-size:min(24rem,100vw - 16px);inline-size:max-content;
overflow:auto;overflow-wrap:anywhere;padding:.7rem .9rem;border:1px solid #7c868e;border-radius:4px;
font:.9375rem/1.45 system-ui,sans-serif;color-scheme:inherit;background:#fcfcfa;color:#1b2126;
background:light-dark(#fcfcfa,#14181b);color:light-dark(#1b2126,#e2e5e3)}
p{margin:0 0 .4rem}.q{font:1.0625rem/1.5 Georgia,serif}.s{font-size:.8125rem}
a{color:inherit;display:inline-block;min-block-size:24px;margin-inline-end:1rem}
@media print{:host{display:none}}`);
words.replaceSync(`:where(${WORD}[role=button]){cursor:help;text-decoration:underline dotted}`);
document.adoptedStyleSheets.push(words);

const add = (to, tag, text, more) => {
  const made = Object.assign(document.createElement(tag), more);
  made.textContent = text;
  to.append(made);
  return made;
};
const link = (to, text, path) => add(to, "a", text, { href: `${home}/${path.replace(/^\/+/, "")}` });

function fill(to, told) {
  add(add(to, "p"), "b", told.term.preferred, { lang: "en", dir: "ltr" });
  add(to, "p", told.sentence);
  for (const one of told.items) {
    const by = add(to, "p");
    add(by, "b", one.actor.name, { dir: "auto" });
    by.append(`, ${one.when}`);
    if (one.wording !== "quote") add(to, "p", "In the editors’ words:", { className: "s" });
    add(to, "p", one.text, { className: "q", lang: one.language, dir: one.direction });
    const from = add(to, "p", `${one.how} `, { className: "s" });
    if (one.reported_by) from.append(add(from, "bdi", one.reported_by), ": ");
    add(from, "cite", one.source.title, { dir: "auto" });
    from.append(", ", add(from, "bdi", one.source.publisher), `, ${one.published}. `);
    link(from, "Full record", one.address);
  }
  const more = add(to, "p", "", { className: "s" });
  link(more, "All uses of the term", told.term.address);
  if (told.compare) link(more, `Compare ${told.compared.map((one) => `\u2068${one.name}\u2069`).join(" and ")}`, told.compare);
}

function ask({ glossary, actor }) {
  const path = new URL(`/api/v1/terms/${encodeURIComponent(glossary)}/tooltip`, home);
  if (actor) path.searchParams.set("actor", actor);
  const key = path.href;
  if (!answers.has(key)) {
    answers.set(key, fetch(key, { credentials: "omit", referrerPolicy: "no-referrer" })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => { answers.delete(key); }));
  }
  return answers.get(key);
}

function place() {
  if (!box) return;
  const at = word.getBoundingClientRect(), down = innerHeight - at.bottom, below = down > at.top;
  const [{ style }, inner] = sheet.cssRules;
  inner.style.maxBlockSize = `min(60vh, ${Math.max(below ? down : at.top, 130) - 10}px)`;
  const own = box.getBoundingClientRect();
  style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - own.width - 8))}px`;
  style.top = `${below ? at.bottom + 2 : at.top - own.height - 2}px`;
}

const expand = (value) => word.matches(NATIVE) || word.setAttribute("aria-expanded", value);

async function open(target) {
  clearTimeout(timer);
  if (word === target) return;
  close();
  word = target;
  const told = await ask(target.dataset);
  if (word !== target) return;
  if (!told) return close();
  box = document.createElement("span");
  box.id = "glossary-note";
  box.setAttribute("role", "status");
  const root = box.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  target.after(box);
  if (box.showPopover) { box.popover = "manual"; box.showPopover(); }
  fill(add(root, "div"), told);
  place();
  target.setAttribute("aria-describedby", box.id);
  expand(true);
}

function close() {
  clearTimeout(timer);
  if (box) {
    box.remove();
    word.removeAttribute("aria-describedby");
    expand(false);
  }
  box = word = null;
}

const listen = (name, does) => addEventListener(name, does, true);
const near = ({ target }) => target instanceof Element && target.closest(WORD);
const inside = (node) => node && ((word && word.contains(node)) || (box && box.contains(node)));
const leave = ({ relatedTarget }) => {
  clearTimeout(timer);
  if (!inside(relatedTarget)) timer = setTimeout(() => inside(document.activeElement) || close(), 250);
};
listen("mouseover", (event) => {
  const target = near(event);
  if (target || inside(event.target)) clearTimeout(timer);
  if (target) timer = setTimeout(open, 150, target);
});
listen("mouseout", leave);
listen("focusout", leave);
listen("focusin", (event) => { if (near(event)) open(near(event)); });
listen("click", (event) => { if (near(event)) open(near(event)); else if (!inside(event.target)) close(); });
listen("keydown", (event) => {
  if (event.key === "Escape" && word) {
    if (box && box.contains(document.activeElement)) word.focus();
    close();
  } else if (/^(Enter| )$/.test(event.key) && near(event) && !event.target.matches(NATIVE)) {
    event.preventDefault();
    open(near(event));
  }
});
listen("scroll", place);
listen("resize", place);

for (const one of document.querySelectorAll(WORD)) {
  if (one.matches(NATIVE)) continue;
  if (!one.hasAttribute("tabindex")) one.tabIndex = 0;
  if (!one.hasAttribute("role")) one.setAttribute("role", "button");
  one.setAttribute("aria-expanded", false);
}
})();
