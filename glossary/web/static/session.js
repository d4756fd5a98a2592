/* Takes a page of the desk off the screen when its session ends, without asking the server, which may be away; at once
   where somebody signs out in another tab. What stands in a form is not lost: its page waits outside the document and
   comes back when the same account has signed in again in another tab. Tabs tell each other how long the session still
   lasts, and a name for its account that tells nobody who it is. Without this the page stays until it is closed. */
(() => {
  "use strict";
  const { who, idle, whole } = document.currentScript.dataset;
  if (!window.BroadcastChannel) return;
  const tabs = new BroadcastChannel("glossary desk");
  if (!who) return tabs.postMessage({}); // nobody is signed in, so no other tab is either
  const TITLE = "Your session has ended", ALIVE = "/admin/account", SIGN_IN = "/admin/sign-in";
  let lasts, last, since, end, timer, covered = false, waiting = null, asking = false;

  const watch = () => {
    clearTimeout(timer);
    if (covered) return;
    if (Date.now() < end) timer = setTimeout(watch, end - Date.now());
    else cover();
  };
  const used = () => {
    since = Date.now();
    end = Math.min(since + lasts, last);
    watch();
  };
  const begin = (seconds, atMost) => {
    lasts = seconds * 1000;
    last = Date.now() + atMost * 1000;
    used();
  };

  const element = (name, text, ...attributes) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [attribute, value] of attributes) made.setAttribute(attribute, value);
    return made;
  };
  const inside = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };

  const notice = (form) => {
    const told = form
      ? "The page was taken off the screen. What stands in its form is not lost: sign in again in another tab, and the form comes back here."
      : "The page was taken off the screen.";
    const address = form ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.search)}`;
    const link = element("a", form ? "Sign in again (in another tab)" : "Sign in again", ["href", address]);
    if (form) link.target = "_blank";
    const body = inside("div", element("h1", TITLE, ["tabindex", "-1"]), element("p", told, ["class", "lead"]), inside("p", link));
    body.className = "body";
    const page = inside("div", body);
    page.className = "page";
    return inside("main", page);
  };

  const cover = () => {
    if (covered) return;
    covered = true;
    clearTimeout(timer);
    const form = Boolean(document.querySelector("main form[method=post]"));
    waiting = form ? { nodes: [...document.body.childNodes], title: document.title } : null;
    document.body.replaceChildren(notice(form));
    document.title = TITLE;
    document.querySelector("h1").focus();
  };
  const uncover = () => {
    if (!waiting) return; // its address leads there, too
    document.body.replaceChildren(...waiting.nodes);
    document.title = waiting.title;
    waiting = null;
    covered = false;
  };

  tabs.onmessage = ({ data }) => {
    if (data.who !== who) return cover();
    if (!data.idle) return used();
    uncover();
    begin(data.idle, data.whole);
  };
  const heard = () => {
    if (covered) return;
    used();
    tabs.postMessage({ who });
  };

  /* Whoever writes uses the session, though nothing is sent yet. */
  const written = async () => {
    if (covered || asking || Date.now() - since < lasts / 2) return;
    asking = true;
    try {
      const answer = await fetch(ALIVE, { method: "HEAD", redirect: "error", credentials: "same-origin", cache: "no-store" });
      if (answer.ok) heard();
    } catch {
      // the server is away, or the session has ended there: the end stays where it is
    } finally {
      asking = false;
    }
  };

  document.addEventListener("input", written);
  document.addEventListener("used", heard);
  for (const moment of ["pageshow", "focus"]) window.addEventListener(moment, watch);
  document.addEventListener("visibilitychange", watch);
  begin(Number(idle), Number(whole));
  tabs.postMessage({ who, idle: Number(idle), whole: Number(whole) });
})();
