/* Tells how many boxes are ticked to who does not see the number beside the button, at once and with the button.
   Without it the number is read where it stands. */
(() => {
  "use strict";
  const LEAST = 2, MOST = 8;
  const words = (n) => `${n} ticked.${n > MOST ? ` A comparison takes up to ${MOST}.` : n < LEAST ? "" : " Enter compares."}`;

  const said = document.getElementById("ticked");
  said?.closest("form").addEventListener("change", (event) => {
    if (event.target.matches(".tick")) said.textContent = words(event.currentTarget.querySelectorAll(".tick:checked").length);
  });
})();
