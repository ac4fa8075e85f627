// The staff's tools, on top of enhance.js. Everything works without it: links load pages, buttons move fields.
//   a[data-part]        loads the fragments of the page that it leads to
//   [data-drag=ID]      can be dragged into [data-drop=ID]; the form around it posts op=drop
//   [data-new=TYPE]     a button of the palette that can be dragged into the outline as well
//   [data-shortcut]     undo: Ctrl+Z, redo: Ctrl+Y or Ctrl+Shift+Z, outside of boxes that are being typed in
//   [data-pane]        F6 and Shift+F6 go from one to the next
//   [data-feel=URL]     proposes names while a formula is typed
//   form[data-auto]     posts itself when a choice changes
//   [data-cell=R,C]     a cell of a grid: Enter and Alt with an arrow move, cells copied in a spreadsheet fall in from here on
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Leaving a box has just begun to save it: what follows shows it saved. What cannot be saved stays where it is; a question of who was first is
  // answered before, a mistake is seen once. True when something holds the page.
  const question = () => document.querySelector("#conflict, #mistakes:not([data-seen])");
  async function held() {
    if (await window.enhance.stays()) return true;
    const open = question();
    if (!open) return false;
    open.dataset.seen = "";
    open.focus();
    return true;
  }
  const leave = (go) => held().then((stays) => stays || go());

  // The answers that were typed into the preview go along with every post and every look at another place.
  const answers = () => document.querySelector("#preview[data-typed] [name=_answers]")?.value;
  document.addEventListener("formdata", (e) => e.target.getAttribute("method") === "post" && answers() && e.formData.set("_answers", answers()));
  async function look(url) {
    const typed = answers() && new URLSearchParams({ _answers: answers(), _token: document.querySelector("[name=_token]").value });
    const answer = await fetch(url, { headers: { "X-Fragment": "editor" }, ...(typed && { method: "POST", body: typed }) });
    const page = await answer.text();
    return answer.ok && !answer.redirected && /html/.test(answer.headers.get("Content-Type")) ? page : null;
  }

  async function load(url) {
    const page = await look(url);
    if (!page || !window.enhance.take(page)) return location.assign(url);
    history.pushState(null, "", url);
  }
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[href]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button || link.target || link.closest("#conflict") || link.href.split("#")[0] === location.href.split("#")[0] && link.hash) return;
    const part = "part" in link.dataset;
    if (!part && !window.enhance.busy() && !question()) return;
    e.preventDefault();
    leave(() => !part ? location.assign(link.href) : load(link.href).then(() => (document.getElementById("panel").querySelector("input:not([type=hidden]), textarea, select") ?? link).focus?.({ preventScroll: true }), () => location.assign(link.href)));
  });
  document.addEventListener("submit", (e) => {
    const form = e.target, conflict = document.getElementById("conflict");
    if (conflict && "quiet" in form.dataset) {
      e.preventDefault();
      e.stopPropagation();
      conflict.focus();
    } else if (form.method === "get" && (window.enhance.busy() || question())) {
      e.preventDefault();
      leave(() => form.submit());
    }
  }, true);
  // The address says which element is open, also after one was added.
  document.addEventListener("taken", () => {
    const url = document.getElementById("editor-bar")?.dataset.url;
    if (url && url !== location.pathname + location.search) history.replaceState(null, "", url);
  });
  addEventListener("popstate", () => location.reload());
  document.addEventListener("change", (e) => e.target.form?.dataset.auto != null && e.target.form.requestSubmit());

  document.addEventListener("keydown", (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey) return;
    const key = e.key.toLowerCase(), what = key === "y" || (key === "z" && e.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    const typing = e.target.matches("textarea, input:not([type=checkbox], [type=radio])") && e.target.value !== e.target.defaultValue;
    const button = what && !typing && document.querySelector(`[data-shortcut=${what}]:not(:disabled)`);
    if (!button) return;
    e.preventDefault();
    button.form.requestSubmit(button);
  });

  document.addEventListener("keydown", (e) => {
    const panes = all("[data-pane]");
    if (e.key !== "F6" || !panes.length) return;
    e.preventDefault();
    const at = panes.indexOf(document.activeElement?.closest("[data-pane]"));
    const to = panes[(at + (e.shiftKey ? (at < 0 ? 0 : -1) : 1) + panes.length) % panes.length];
    to.tabIndex = -1;
    to.focus();
  });

  // Dragging: a line shows where it would fall; the server moves it.
  let dragged = null, spot = null;
  const line = document.createElement("li");
  line.className = "drop-line";
  document.addEventListener("dragstart", (e) => {
    const from = e.target.closest("[data-drag], [data-new]");
    if (!from || e.target.matches("input, select, textarea")) return;
    dragged = from;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", "");
  });
  document.addEventListener("dragover", (e) => {
    const list = dragged && e.target.closest("[data-drop]");
    const isPage = dragged?.dataset.drag?.startsWith("page/");
    const into = isPage ? dragged.parentElement.contains(e.target) && dragged.parentElement : list;
    if (!into || dragged.contains(into)) return;
    e.preventDefault();
    const items = [...into.children].filter((c) => c !== dragged && c.dataset.drag);
    const before = items.find((c) => e.clientY < c.getBoundingClientRect().top + c.getBoundingClientRect().height / 2);
    into.insertBefore(line, before ?? null);
    spot = { into: into.dataset.drop ?? "", index: before ? items.indexOf(before) : items.length };
  });
  document.addEventListener("drop", (e) => {
    const form = dragged && spot && document.getElementById("outline-form");
    if (!form) return;
    e.preventDefault();
    const extra = dragged.dataset.new ? { op: "dropNew:" + dragged.dataset.new, into: spot.into, index: spot.index } : { op: "drop", dragged: dragged.dataset.drag, into: spot.into || "form", index: spot.index };
    const button = document.createElement("button");
    button.hidden = true;
    button.dataset.swap = "";
    button.name = "op";
    button.value = extra.op;
    const boxes = Object.entries(extra).filter(([name]) => name !== "op").map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    const other = form.elements.into;
    if (other) other.disabled = true;
    form.append(button, ...boxes);
    form.requestSubmit(button);
    setTimeout(() => { button.remove(); boxes.forEach((b) => b.remove()); if (other) other.disabled = false; });
  });
  document.addEventListener("dragend", () => { line.remove(); dragged = spot = null; });
  const ready = () => all("[data-drag], [data-new]").forEach((e) => (e.draggable = true));
  new MutationObserver(ready).observe(document.body, { childList: true, subtree: true });
  ready();

  // Names while a formula is typed: a list box under the text box, which says that it has one (a box of several lines cannot be a combo box).
  let list = null, timer, asking, choosing = false;
  const said = document.body.appendChild(Object.assign(document.createElement("p"), { className: "vh" }));
  said.setAttribute("role", "status");
  const close = (box) => {
    clearTimeout(timer);
    asking?.abort();
    list?.remove();
    list = null;
    said.textContent = "";
    box?.removeAttribute("aria-controls");
    box?.removeAttribute("aria-activedescendant");
  };
  document.addEventListener("input", (e) => {
    const box = e.target;
    if (box.dataset?.feel == null || choosing) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const url = `${box.dataset.feel}?${new URLSearchParams({ at: box.dataset.at, text: box.value, caret: box.selectionStart })}`;
      asking?.abort();
      const mine = (asking = new AbortController());
      const found = await fetch(url, { signal: mine.signal }).then((a) => a.json()).catch(() => null);
      if (!found || mine.signal.aborted) return;
      close(box);
      if (!found.length || document.activeElement !== box) return;
      list = document.createElement("ul");
      list.className = "proposals";
      list.id = box.id + "-proposals";
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", "候補");
      list.append(...found.map((one, i) => {
        const item = document.createElement("li");
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.id = `${list.id}-${i}`;
        item.one = one;
        item.append(Object.assign(document.createElement("code"), { textContent: one.insert }), ` ${one.ja}`);
        item.addEventListener("mousedown", (m) => { m.preventDefault(); choose(box, one); });
        return item;
      }));
      // Outside of what answers exchange: it stays open while the formula is saved.
      const under = box.getBoundingClientRect();
      Object.assign(list.style, { left: `${under.left + scrollX}px`, top: `${under.bottom + scrollY}px`, width: `${under.width}px` });
      document.body.append(list);
      box.setAttribute("aria-controls", list.id);
      said.textContent = `候補 ${found.length}件`;
    }, 150);
  });
  function choose(box, one) {
    box.setRangeText(one.insert, one.start, one.start + one.length, "end");
    close(box);
    box.focus();
    choosing = true;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    choosing = false;
  }
  document.addEventListener("keydown", (e) => {
    if (!list?.isConnected || e.target.dataset?.feel == null) return;
    const items = [...list.children], at = items.findIndex((i) => i.getAttribute("aria-selected") === "true");
    const mark = (to) => items.forEach((item, i) => {
      item.setAttribute("aria-selected", i === to);
      if (i === to) e.target.setAttribute("aria-activedescendant", item.id);
    });
    if (e.key === "ArrowDown") mark((at + 1) % items.length);
    else if (e.key === "ArrowUp") mark((at + items.length - 1) % items.length);
    else if ((e.key === "Enter" || e.key === "Tab") && at >= 0) choose(e.target, items[at].one);
    else if (e.key === "Escape") close(e.target);
    else return;
    e.preventDefault();
  });
  document.addEventListener("focusout", (e) => e.target.dataset?.feel != null && close(e.target));
  document.addEventListener("scroll", (e) => list && !list.contains(e.target) && close(document.activeElement), true);
  document.addEventListener("taken", () => {
    const box = list && document.activeElement, at = list?.querySelector("[aria-selected=true]");
    if (box?.dataset.feel == null) return;
    box.setAttribute("aria-controls", list.id);
    if (at) box.setAttribute("aria-activedescendant", at.id);
  });

  // Grids: Enter goes down, Alt with an arrow anywhere; several cells on the clipboard go through the form for pasting.
  const cell = (row, column) => document.querySelector(`[data-cell="${row},${column}"]`);
  document.addEventListener("keydown", (e) => {
    const at = e.target.dataset?.cell?.split(",").map(Number);
    if (!at || e.isComposing) return;
    const [down, right] = e.key === "Enter" ? [e.shiftKey ? -1 : 1, 0]
      : e.altKey ? { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[e.key] ?? [0, 0] : [0, 0];
    if (!down && !right) return;
    e.preventDefault();
    const to = cell(at[0] + down, at[1] + right);
    if (to) { to.focus(); to.select(); } else e.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("paste", (e) => {
    const at = e.target.dataset?.cell?.split(","), text = at && e.clipboardData.getData("text/plain"), form = document.getElementById("paste-form");
    if (!form || !/[\t\n]/.test(text?.trimEnd() ?? "")) return;
    e.preventDefault();
    const box = form.elements["paste.text"], option = (name, value) => {
      const list = form.elements[name];
      if (![...list.options].some((o) => o.value === value)) list.add(new Option(value, value));
      list.value = value;
    };
    box.value = text;
    option("paste.row", at[0]);
    option("paste.column", at[1]);
    form.requestSubmit(form.querySelector("[value=paste]"));
    setTimeout(() => (box.value = ""));
  });

  // Colleagues see who is here, and this page what they do: it is asked for again now and then, as long as somebody looks at it. It is
  // taken over only where nothing would be lost: no box in use, nothing typed or ticked that is not saved, no question open.
  const differs = (e) => (e.matches("select") ? e.selectedIndex !== Math.max(0, [...e.options].findLastIndex((o) => o.defaultSelected))
    : e.type === "checkbox" || e.type === "radio" ? e.checked !== e.defaultChecked : e.type !== "hidden" && e.value !== e.defaultValue);
  const untouched = () => !document.activeElement?.matches("input, textarea, select") && !document.querySelector("[data-holds]") && !all("input, textarea, select").some(differs);
  setInterval(async () => {
    if (!document.getElementById("editor-bar") || document.hidden) return;
    const url = location.href, page = await look(url).catch(() => null);
    await window.enhance.idle();
    if (page && url === location.href && untouched()) window.enhance.take(page);
  }, 30000);
})();
