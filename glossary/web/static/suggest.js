/* Suggestions under the search boxes: a combobox whose list is chosen from by hand (WAI-ARIA Authoring Practices).
   Without it, or where it fails, the form searches as ever. Texts enter the page as text nodes only. */
(() => {
  "use strict";
  const WAIT = 120, KEPT = 60, SEPARATOR = " · ";
  const HELP = "Suggestions appear as you type. Up and down arrow choose one, Enter opens it, Escape closes the list.";
  const many = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  /* An element with attributes and contents; contents that are no elements become text. */
  const make = (tag, attributes = {}, ...contents) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...contents);
    return element;
  };
  const own = (name, ...contents) => make("bdi", { lang: name.language, dir: name.direction }, ...contents);
  const marked = (parts) => parts.map((part) => (part.match ? make("b", {}, part.text) : part.text));

  const option = (one) => {
    const other = one.found_by;
    const about = make("span", { class: "about" }, one.kind + SEPARATOR + many(one.statements, "statement"));
    const label = make("span", { class: "label" }, own(one, ...(other ? [one.label] : marked(one.parts))));
    const row = make("a", { role: "option", href: one.address, class: "one" }, label, " ", about);
    if (other) row.append(" ", make("span", { class: "by" }, "found by: ", own(other, ...marked(one.parts))));
    return row;
  };

  /* The list of another sort of box (choose.js) has other rows, asks elsewhere and stands elsewhere: `host`. */
  class Combobox {
    constructor(input, name, host = input.form, text = HELP) {
      this.input = input;
      this.form = input.form;
      this.name = name;
      this.answers = new Map();
      this.chosen = -1;
      this.list = make("div", { id: this.name, role: "listbox", "aria-label": "Suggestions", class: "suggest" });
      this.list.hidden = true;
      this.status = make("span", { role: "status", class: "vh" });
      const help = make("span", { id: `${this.name}-help` }, text);
      help.hidden = true;
      host.append(this.list, this.status, help);
      this.dress(help.id);
      this.listen();
    }

    dress(help) {
      const { input } = this;
      const caret = document.activeElement === input && [input.selectionStart, input.selectionEnd];
      if (input.type === "search") input.enterKeyHint = "search";
      input.type = "text"; // a search field may not be a combobox, says ARIA in HTML
      if (caret) input.focus(), input.setSelectionRange(...caret);
      const attributes = {
        role: "combobox", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
        "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.name,
        "aria-describedby": [input.getAttribute("aria-describedby"), help].filter(Boolean).join(" "),
      };
      for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    }

    listen() {
      const { input, list } = this;
      input.addEventListener("input", (event) => event.isComposing || this.later());
      input.addEventListener("compositionend", () => this.later());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
      list.addEventListener("click", (event) => event.target.closest("[data-all]") && this.all(event));
      this.form.addEventListener("submit", () => this.close());
      window.addEventListener("pagehide", () => this.close());
    }

    get text() { return this.input.value.trim().replace(/\s+/g, " "); }
    get open() { return !this.list.hidden; }
    get options() { return this.list.children; }

    /* Whatever was asked before is too late now. */
    stop() {
      clearTimeout(this.timer);
      this.asked?.abort();
      this.asked = null;
    }

    later() {
      this.stop();
      if (!this.text) this.close();
      else this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask(then = () => {}) {
      this.stop();
      const { text } = this;
      const asked = (this.asked = new AbortController());
      try {
        const items = this.answers.get(text) ?? (await this.fetch(text, asked.signal));
        if (this.asked !== asked || document.activeElement !== this.input) return;
        this.keep(text, items);
        this.show(text, items);
        then();
      } catch {
        if (this.asked === asked) this.close(); // offline or out of order: the form still searches
      }
    }

    async fetch(text, signal) {
      const answer = await fetch(this.source(text), { signal });
      if (!answer.ok) throw new Error(answer.status);
      return (await answer.json()).items;
    }

    source(text) { return `/api/v1/suggest?${new URLSearchParams({ q: text })}`; }

    keep(text, items) {
      this.answers.delete(text);
      this.answers.set(text, items);
      if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value);
    }

    show(text, items) {
      this.choose(-1);
      const rows = this.rows(text, items);
      rows.forEach((row, at) => { row.id = `${this.name}-${at}`; row.tabIndex = -1; });
      this.list.replaceChildren(...rows);
      this.list.scrollTop = 0;
      this.expand(items.length > 0);
      this.place();
      const none = text.length > 1 ? "No suggestions." : ""; // one letter is rarely enough to say so
      this.say(items.length ? `${many(items.length, "suggestion")}.` : none);
    }

    rows(text, items) {
      return [...items.map(option), make("a", { role: "option", href: this.address(), class: "all", "data-all": "" },
        "Search all for “", make("bdi", {}, text), "”")];
    }

    /* Under the box, and no longer than there is room, where there is some. */
    place() {
      const { input, list } = this;
      const room = (window.visualViewport?.height ?? window.innerHeight) - input.getBoundingClientRect().bottom - 20;
      list.style.insetBlockStart = `${input.offsetTop + input.offsetHeight}px`;
      list.style.maxBlockSize = room > 200 ? `${room}px` : "";
    }

    /* Where the form would lead; a link, so that it can be opened in another tab as the others can. */
    address() { return `${this.form.action}?${new URLSearchParams(new FormData(this.form))}`; }

    all(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.form.requestSubmit();
    }

    say(words) { if (this.status.textContent !== words) this.status.textContent = words; }

    expand(open) {
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
    }

    close() {
      this.stop();
      this.choose(-1);
      this.expand(false);
      this.say("");
    }

    choose(at) {
      this.options[this.chosen]?.removeAttribute("aria-selected");
      this.chosen = at;
      const row = this.options[at];
      if (!row) return this.input.removeAttribute("aria-activedescendant");
      row.setAttribute("aria-selected", "true");
      row.scrollIntoView({ block: "nearest" });
      return this.input.setAttribute("aria-activedescendant", row.id);
    }

    /* One further or back, and round: from the last to the first. */
    move(step) {
      const last = this.options.length - 1;
      const to = this.chosen + step;
      if (this.chosen < 0) this.choose(step > 0 ? 0 : last);
      else this.choose(to < 0 ? last : to > last ? 0 : to);
    }

    key(event) {
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const act = { ArrowDown: () => this.arrow(1, event), ArrowUp: () => this.arrow(-1, event),
        Enter: () => this.enter(), Escape: () => this.escape() }[event.key];
      if (act?.()) event.preventDefault();
    }

    arrow(step, event) {
      if (this.open && event.altKey) { if (step < 0) this.close(); }
      else if (this.open) this.move(step);
      else if (this.text) this.ask(() => event.altKey || (this.open && this.move(step)));
      return this.text !== "";
    }

    enter() {
      const row = this.open && this.options[this.chosen];
      if (row) row.click();
      else this.stop();
      return Boolean(row);
    }

    escape() {
      const used = this.open || this.input.value !== "";
      if (!this.open) this.input.value = "";
      this.close();
      return used;
    }
  }

  const boxes = document.querySelectorAll("form[role=search] input[type=search]");
  boxes.forEach((input, at) => new Combobox(input, `suggest-${at + 1}`));
  globalThis.suggestions = { Combobox, make };
})();
