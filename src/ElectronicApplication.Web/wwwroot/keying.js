// Keying a form by keyboard alone, on pages that work without it: Tab and the buttons do the same.
//   form[data-keying]  Enter goes to the next control, Shift+Enter back, Ctrl+Enter receives, Ctrl+Shift+Enter receives as it is,
//                      digits choose the option with that number.
//   [data-scan]        the picture beside it, larger, smaller and turned by [data-zoom] and [data-turn].
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.querySelector("form[data-keying]");

  // The places where the keyboard stops: one for a set of radio buttons, none for the era, which is typed with the year.
  function stops() {
    const seen = new Set();
    return all("input:not([type=hidden]), select, textarea, button[name=op][value=receive]", form).filter((e) => {
      if (e.disabled || e.tabIndex < 0 || e.type === "file" || !e.getClientRects().length || /\.e$/.test(e.name)) return false;
      if (e.type !== "radio") return true;
      if (seen.has(e.name)) return false;
      seen.add(e.name);
      return true;
    });
  }

  const group = (e) => all(`[type=${e.type}]`, form).filter((other) => other.name === e.name);

  // A whole date in the box of the year leaves nothing to type into month and day.
  const whole = (e) => /\.y$/.test(e.name) && (/[^0-9０-９]/.test(e.value.trim()) || e.value.trim().length >= 6);

  function move(from, by) {
    const list = stops(), has = from.type === "radio" ? list.findIndex((e) => e.name === from.name) : list.indexOf(from);
    let at = has < 0 ? 0 : has + by;
    if (by > 0 && whole(from)) while (list[at] && list[at].name.slice(0, -2) === from.name.slice(0, -2) && /\.[md]$/.test(list[at].name)) at++;
    // Of several boxes of one question Enter leaves the question.
    if (from.type === "checkbox" && list[at]?.name === from.name && list[at]?.type === "checkbox") while (list[at]?.name === from.name) at += by;
    const to = list[Math.max(0, at)];
    if (!to) return;
    const chosen = to.type === "radio" ? group(to).find((e) => e.checked) ?? to : to;
    chosen.focus();
    if (/^(text|tel|email|search|number)$/.test(chosen.type)) chosen.select();
    chosen.scrollIntoView({ block: "nearest" });
  }

  // A choice may call up fields: going on waits for the server's answer, and what is typed meanwhile goes to where it was meant for.
  let ahead = null;
  async function forward(at, by) {
    if (!at.matches("select, [type=radio], [type=checkbox]") || !window.enhance?.busy()) return move(at, by);
    ahead = [];
    await Promise.race([enhance.idle(), new Promise((done) => setTimeout(done, 3000))]);
    const typed = ahead;
    ahead = null;
    move(at.isConnected ? at : document.getElementById(at.id) ?? at, by);
    for (const key of typed) replay(key);
  }

  function replay(key) {
    const at = document.activeElement;
    if (key === "Enter") return ahead ? void ahead.push(key) : void forward(at, 1);
    if (ahead) return void ahead.push(key);
    if (at.matches("[type=radio], [type=checkbox]")) return void choose(at, key);
    if (at.matches("select")) return void (/[0-9]/.test(key) && pick(at, key));
    if (at.matches("input, textarea")) {
      at.setRangeText(key, at.selectionStart ?? at.value.length, at.selectionEnd ?? at.value.length, "end");
      at.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function choose(at, key) {
    const choice = group(at)[key - 1];
    choice?.focus();
    choice?.click();
    return !!choice;
  }

  // In a list that folds, the number of the line: 14 is 神奈川県, as in the codes of the prefectures.
  let digits = "", digitsAt = 0;
  function pick(list, digit) {
    digits = Date.now() - digitsAt < 1000 ? digits + digit : digit;
    digitsAt = Date.now();
    const option = list.options[Number(digits) - (list.options[0]?.value === "" ? 0 : 1)];
    if (!option?.value || option.disabled) return;
    list.value = option.value;
    for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, { bubbles: true }));
  }

  form?.addEventListener("keydown", (e) => {
    if (e.isComposing || e.keyCode === 229) return;
    const at = e.target;
    if (ahead && !e.ctrlKey && !e.altKey && !e.metaKey && (e.key.length === 1 || e.key === "Enter")) {
      e.preventDefault();
      ahead.push(e.key);
      return;
    }
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      const button = (e.shiftKey && form.querySelector("[name=op][value=as-it-is]")) || form.querySelector("[name=op][value=receive]");
      form.requestSubmit(button);
    } else if (e.key === "Enter" && !e.altKey && at.matches("input:not([type=file]), select")) {
      e.preventDefault();
      forward(at, e.shiftKey ? -1 : 1);
    } else if (/^[1-9]$/.test(e.key) && !e.ctrlKey && !e.altKey && !e.metaKey && at.matches("[type=radio], [type=checkbox]")) {
      if (choose(at, e.key)) e.preventDefault();
    } else if (/^[0-9]$/.test(e.key) && !e.ctrlKey && !e.altKey && !e.metaKey && at.matches("select")) {
      e.preventDefault();
      pick(at, e.key);
    }
  });

  // The first empty box of the form, unless a mistake wants to be seen first.
  if (form && !document.querySelector(".errors")) {
    const first = stops().find((e) => e.name !== "_arrived" && !e.name.startsWith("_"));
    first?.focus();
    first?.select?.();
  }

  const tools = document.querySelector("[data-scan-tools]"), pictures = all("[data-scan]");
  if (tools && pictures.length) {
    tools.hidden = false;
    let size = 0, turn = 0;
    const show = () => pictures.forEach((e) => { e.className = `zoom-${size} turn-${turn}`; });
    tools.addEventListener("click", (e) => {
      const { zoom, turn: turns } = e.target.dataset;
      if (zoom) size = Math.max(0, Math.min(4, size + Number(zoom)));
      if (turns != null) turn = (turn + 1) % 4;
      show();
    });
  }
})();
