// Makes forms that already work without it pleasanter. Nothing here decides anything: the server does, at every post.
//   form[data-enhance=ID]  posts itself on change and on button[data-swap], with X-Fragment: ID, and takes over each
//                          [data-fragment] of the answer into the element with the same id, in place: focus, caret and
//                          a Japanese conversion under way survive.
//                          data-quiet: only by its buttons. data-live: what is typed is posted after a short rest, not only when the box is left.
//   form[data-save=URL]    posts itself there in the background; [data-status] tells. X-Revision renews input _revision.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  // What the script itself says, in the language of the page.
  const words = {
    ja: {
      sending: "ファイルを送っています…", attached: "添付しました", saved: "保存しました", signIn: "保存できません。ログインし直してください", elsewhere: "別の画面で変更されました。「次へ進む」で違いを確かめられます",
      offline: "保存できません。通信を確認してください", over: (n) => `${n}文字 多くなっています`, left: (n) => `あと${n}文字`,
    },
    "ja-easy": {
      sending: "ファイルを 送（おく）って います…", attached: "つけました", saved: "ほぞんしました", signIn: "ほぞんできません。もう一度（いちど） ログインして ください", elsewhere: "べつの ページで かわりました。「つぎへ」を おして ください",
      offline: "ほぞんできません。インターネットを たしかめて ください", over: (n) => `${n}文字 多いです`, left: (n) => `あと ${n}文字`,
    },
    en: {
      sending: "Sending the file…", attached: "Attached", saved: "Saved", signIn: "Cannot save. Please sign in again", elsewhere: "Changed in another window. Press “Next” to see the difference",
      offline: "Cannot save. Please check the connection", over: (n) => `${n} too many`, left: (n) => `${n} characters left`,
    },
  }[document.documentElement.dataset.language ?? "ja"];
  const clock = new Intl.DateTimeFormat("ja-JP", { hour: "2-digit", minute: "2-digit" });
  const ticks = (e) => e.type === "checkbox" || e.type === "radio";
  const state = (e) => (ticks(e) ? e.checked : e.value);
  const controls = "input:not([type=hidden]), select, textarea";

  // A control named "id" hides the id of its form.
  const idOf = (e) => e.getAttribute?.("id") || "";

  // Turns the old tree into the new one. A control that changed since `was` was noted keeps what the person put in.
  function morph(old, now, was) {
    if (old.nodeType !== now.nodeType || old.nodeName !== now.nodeName || idOf(old) !== idOf(now)) return old.replaceWith(now);
    if (old.nodeType !== 1) return void (old.data === now.data || (old.data = now.data));
    if (old.hasAttribute("data-keep")) return;
    for (const { name } of [...old.attributes]) if (!now.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    if (old.nodeName !== "TEXTAREA") {
      const ids = new Set(all("[id]", now).map(idOf));
      for (const child of [...old.children]) if (idOf(child) && !ids.has(idOf(child))) child.remove();
      let at = old.firstChild;
      for (const fresh of [...now.childNodes]) {
        const id = idOf(fresh), same = id ? [...old.children].find((e) => idOf(e) === id) : at && !idOf(at) && at.nodeName === fresh.nodeName ? at : null;
        if (!same) old.insertBefore(fresh, at);
        else {
          if (same !== at) old.insertBefore(same, at);
          at = same.nextSibling;
          morph(same, fresh, was);
        }
      }
      while (at) {
        const next = at.nextSibling;
        at.remove();
        at = next;
      }
    } else if (old.defaultValue !== now.defaultValue) old.defaultValue = now.defaultValue;
    if (old.matches(controls) && old.type !== "file" && state(old) === was.get(old) && state(old) !== state(now)) {
      if (ticks(old)) old.checked = now.checked;
      else old.value = now.value;
    }
  }

  // Takes over the fragments of a page; false when it has none.
  function take(html, was) {
    const page = new DOMParser().parseFromString(html, "text/html"), fresh = all("[data-fragment]", page), wants = page.querySelector("[data-focus]")?.id;
    const had = document.activeElement, place = had?.closest("[data-fragment]")?.id, caret = had?.selectionStart;
    for (const part of fresh) {
      const old = document.getElementById(part.id);
      if (old) morph(old, part, was);
    }
    // What came with the fragments begins to live: forms, and the control that wants the keyboard.
    all("form[method=post]").forEach(start);
    const control = wants && document.getElementById(wants);
    if (control) { control.focus(); control.select?.(); }
    // The element got another id and its controls were made anew: the keyboard, and what was typed meanwhile, go on in the new one.
    if (had?.name && place && !had.isConnected && document.activeElement === document.body) {
      const again = all(controls, document.getElementById(place) ?? document).find((e) => e.name === had.name && (!ticks(had) || e.value === had.value));
      if (again && !ticks(again) && state(had) !== was.get(had)) again.value = had.value;
      again?.focus();
      if (caret != null) again?.setSelectionRange?.(caret, caret);
    }
    document.dispatchEvent(new Event("taken"));
    return fresh.length > 0;
  }

  // One post after the other, whichever form it comes from: an answer drawn before the last post must not come after it.
  let turn = Promise.resolve(), waiting = 0;
  const inTurn = (work) => { waiting++; return (turn = turn.catch(() => {}).then(work).finally(() => waiting--)); };

  const started = new WeakSet();
  function start(form) {
    if (started.has(form)) return;
    started.add(form);
    let asked = false, passing = false, dirty = false, wait = 0, timer;
    const { enhance, save: saveUrl } = form.dataset;
    const say = (kind, text) => all("[data-status]", form).forEach((e) => {
      e.className = "save " + kind;
      if (e.textContent !== text) e.textContent = text;
    });

    async function post(url, headers, by, last) {
      const body = new FormData(form);
      if (by) body.append(by.name, by.value);
      if (by?.name !== "_attach") for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const answer = await fetch(url, { method: "POST", body, headers, keepalive: !!last, signal: AbortSignal.timeout(by ? 120000 : 15000) });
      const revision = answer.headers.get("X-Revision"), field = form.elements._revision;
      if (revision && field && !answer.redirected) field.value = revision;
      return answer;
    }

    async function swap(by, changed, live) {
      const was = new Map(all(controls).map((e) => [e, state(e)]));
      const answer = await post(by?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href, { "X-Fragment": enhance, ...(changed && { "X-Changed": encodeURIComponent(changed) }), ...(live && { "X-Typing": "1" }) }, by);
      // It is done, and the page to go on with is another one. Posting the button once more would do it twice.
      if (answer.redirected && answer.ok && by && new URL(answer.url).origin === location.origin) return location.assign(answer.url);
      if (answer.redirected || !/html/.test(answer.headers.get("Content-Type"))) throw answer;
      if (!take(await answer.text(), was)) throw answer;
      if (by) all("input[type=file]", form).forEach((e) => (e.value = ""));
      all("[data-count]", form).forEach(count);
    }

    form.addEventListener("change", (e) => {
      if (e.target.type === "file") {
        const button = e.target.files.length && e.target.closest(".field")?.querySelector("[name=_attach]");
        if (button && enhance != null) form.requestSubmit(button);
      } else if (enhance != null && !asked && !("quiet" in form.dataset)) {
        asked = true;
        inTurn(() => { asked = false; return swap(null, e.target.name); }).catch(() => {});
      }
    });

    let typing;
    if ("live" in form.dataset) form.addEventListener("input", (e) => {
      clearTimeout(typing);
      const box = e.target;
      if (box.type !== "file" && !ticks(box) && box.nodeName !== "SELECT") typing = setTimeout(() => box.isConnected && inTurn(() => swap(null, box.name, true)).catch(() => {}), e.isComposing ? 2000 : 700);
    });
    form.addEventListener("change", () => clearTimeout(typing), true);

    form.addEventListener("submit", (e) => {
      clearTimeout(typing);
      const by = e.submitter;
      if (form.dataset.busy) return e.preventDefault();
      if (!passing && enhance != null && by?.hasAttribute("data-swap")) {
        e.preventDefault();
        form.dataset.busy = "1";
        if (by.name === "_attach") say("", words.sending);
        inTurn(() => swap(by)).then(() => {
          if (by.name === "_attach") say("ok", words.attached);
          const group = by.value.replace(/\[\d+\]$/, ""), add = document.getElementById("add-" + group);
          const card = by.name === "_add" && all(`[data-rows="${group}"] > .row-card`, form).pop();
          if (!document.activeElement?.hasAttribute("data-focus")) ((card ? card.querySelector(controls) : by.name === "_remove" ? add : form.querySelector(`[data-swap][value="${by.value}"]`)) ?? add)?.focus();
          delete form.dataset.busy;
        }).catch(() => { delete form.dataset.busy; passing = true; form.requestSubmit(by); });
      } else if (waiting && !passing) {
        // A save is on its way: the post would carry an old revision. It goes as soon as that one is answered.
        e.preventDefault();
        form.dataset.busy = "1";
        turn.catch(() => {}).then(() => { delete form.dataset.busy; passing = true; form.requestSubmit(by); });
      } else {
        passing = dirty = false;
        clearTimeout(timer);
        form.dataset.busy = "1";
        by?.setAttribute("aria-disabled", "true");
        setTimeout(free, 8000);
      }
    });
    const free = () => { delete form.dataset.busy; all("button[aria-disabled]", form).forEach((b) => b.removeAttribute("aria-disabled")); };
    addEventListener("pageshow", free);

    if (!saveUrl) return;
    const later = (ms) => { clearTimeout(timer); timer = setTimeout(save, ms); };
    function save(last) {
      clearTimeout(timer);
      if (!dirty) return;
      dirty = false;
      const go = () => post(saveUrl, {}, null, last === true).then((answer) => {
        if (!answer.ok || answer.redirected) throw answer;
        wait = 0;
        say("ok", words.saved + " " + clock.format(new Date()));
      }).catch((problem) => {
        dirty = true;
        const lost = problem.redirected || problem.status === 401 || problem.status === 403;
        say("failed", lost ? words.signIn
          : problem.status === 409 ? words.elsewhere
          : words.offline);
        if (!lost && problem.status !== 409) later((wait = Math.min(wait * 2 || 2000, 60000)));
      });
      last === true ? go() : inTurn(go);
    }
    form.addEventListener("input", (e) => { if (e.target.type !== "file") { dirty = true; later(800); } });
    addEventListener("online", save);
    addEventListener("pagehide", () => save(true));
    document.addEventListener("visibilitychange", () => document.hidden && save(true));
  }

  // People count 葛󠄀 and 👨‍👩‍👧 as one letter each; so does the server.
  const letters = Intl.Segmenter && new Intl.Segmenter("ja", { granularity: "grapheme" });
  function count(e) {
    const out = document.getElementById(e.id + "-count");
    if (!out || !letters) return;
    const left = e.dataset.count - [...letters.segment(e.value)].length;
    out.textContent = left < 0 ? words.over(-left) : words.left(left);
    out.classList.toggle("over", left < 0);
  }

  // For scripts of the staff's tools: waiting until nothing is under way, and taking over what a page answers.
  window.enhance = { idle: async () => { while (waiting) await turn.catch(() => {}); }, take: (html) => take(html, new Map(all(controls).map((e) => [e, state(e)]))) };
  all("form[method=post]").forEach(start);
  all("[data-count]").forEach(count);
  document.addEventListener("input", (e) => e.target.dataset.count && count(e.target));
  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-print]")) return print();
    const link = e.target.closest(".errors a[href^='#']"), place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const control = place && (place.matches(controls) ? place : place.querySelector(controls) ?? all(controls).find((e) => e.getAttribute("aria-describedby")?.split(" ").includes(place.id)));
    if (!control) return;
    e.preventDefault();
    (control.closest(".field") ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  });
  document.querySelector(".errors")?.focus();
})();
