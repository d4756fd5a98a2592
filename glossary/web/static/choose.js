/* Records proposed under the fields of a form in which one of many is named: the combobox of suggest.js, with rows that
   fill the field. Without it, or where it fails, what is typed is looked up when the form is sent. */
(() => {
  "use strict";
  const HELP = "Records appear as you type. Up and down arrow choose one, Enter takes it, Escape closes the list.";
  const { Combobox, make } = globalThis.suggestions;

  class Chooser extends Combobox {
    constructor(input) {
      super(input, `${input.id}-list`, input.parentElement, HELP);
      this.taken = input.value;
      this.list.addEventListener("click", (event) => this.take(event.target.closest("[data-text]")));
    }

    source(text) { return `${this.input.dataset.choose}&${new URLSearchParams({ q: text })}`; }

    rows(text, items) {
      return items.map((one) => make("div", { role: "option", class: "one", "data-text": one.text },
        make("span", { class: "label" }, make("bdi", {}, one.name)), " ", make("span", { class: "about" }, one.id)));
    }

    /* What was taken is not looked up again; hints on the form are, as after typing. */
    take(row) {
      if (!row) return;
      this.taken = this.input.value = row.dataset.text;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.close();
    }

    later() {
      if (this.input.value === this.taken) return;
      this.taken = null;
      super.later();
    }
  }

  document.querySelectorAll("input[data-choose]").forEach((input) => new Chooser(input));
})();
