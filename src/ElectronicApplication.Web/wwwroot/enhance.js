// Makes forms that already work without it pleasanter. Nothing here decides anything: the server does, at every post.
//   form[data-enhance=ID]  posts itself on change and on button[data-swap], with X-Fragment: ID, and takes over each
//                          [data-fragment] of the answer into the element with the same id, in place: focus, caret and
//                          a Japanese conversion under way survive.
//                          data-quiet: only by its buttons. data-live: what is typed is posted after a short rest, at the latest after a
//                          second, not only when the box is left. What could not be saved is told by [data-status] and tried again.
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

  // The box that somebody is typing in: it is theirs, and what the server makes of it is shown when it is left.
  let mine = null;

  // Turns the old tree into the new one. A control that changed since `was` was noted keeps what the person put in.
  function morph(old, now, was) {
    if (old.nodeType !== now.nodeType || old.nodeName !== now.nodeName || idOf(old) !== idOf(now)) return old === mine || old.replaceWith(now);
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
    if (old !== mine && old.matches(controls) && old.type !== "file" && state(old) === was.get(old) && state(old) !== state(now)) {
      if (ticks(old)) old.checked = now.checked;
      else old.value = now.value;
    }
  }

  // Takes over the fragments of a page; false when it has none.
  function take(html, was) {
    const page = new DOMParser().parseFromString(html, "text/html"), fresh = all("[data-fragment]", page), wants = page.querySelector("[data-focus]")?.id;
    const had = document.activeElement, place = had?.closest("[data-fragment]")?.id, caret = had?.selectionStart;
    // After another sign-in the forms that stay need the new token.
    const token = page.querySelector("input[name=_token]")?.value;
    if (token) all("input[name=_token]").forEach((e) => (e.value = token));
    for (const part of fresh) {
      const old = document.getElementById(part.id);
      if (old) morph(old, part, was);
    }
    mine = null;
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

  // Forms whose last post was not answered, each with the post that tries it again.
  const unsaved = new Map();
  const kept = (but) => [...unsaved.keys()].some((form) => form !== but && form.isConnected);
  // Before anything takes the place of what was typed, it is tried once more. True when it has to stay.
  async function stays(but) {
    for (const [form, again] of [...unsaved]) if (form !== but && form.isConnected) await again();
    return kept(but);
  }
  let composing = false;
  for (const type of ["compositionstart", "compositionend"]) document.addEventListener(type, () => (composing = type === "compositionstart"));
  const signedOut = (answer) => answer.redirected || [400, 401, 403].includes(answer.status);
  addEventListener("online", () => unsaved.size && inTurn(() => stays()));
  addEventListener("beforeunload", (e) => kept() && e.preventDefault());

  const started = new WeakSet();
  function start(form) {
    if (started.has(form)) return;
    started.add(form);
    let asked = null, passing = false, dirty = false, wait = 0, timer;
    const { enhance, save: saveUrl } = form.dataset;
    const say = (kind, text) => all("[data-status]", form.querySelector("[data-status]") ? form : document).forEach((e) => {
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

    async function swap(by, changed, live, renewed) {
      const was = new Map(all(controls).map((e) => [e, state(e)]));
      const answer = await post(by?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href, { "X-Fragment": enhance, ...(changed && { "X-Changed": encodeURIComponent(changed) }), ...(live && { "X-Typing": "1" }) }, by);
      const html = await answer.text();
      // It is done, and the page to go on with is another one. Posting the button once more would do it twice.
      const to = new URL(answer.url);
      if (answer.redirected && answer.ok && (by || !saveUrl) && to.origin === location.origin && !to.pathname.endsWith("/sign-in")) {
        unsaved.delete(form);
        return location.assign(to);
      }
      if (answer.redirected || !/html/.test(answer.headers.get("Content-Type"))) throw answer;
      mine = live || composing ? document.activeElement : null;
      if (!take(html, was)) throw answer;
      if (!saveUrl) {
        // The token was too old; the answer brought a new one.
        if (answer.status === 400 && !renewed) return swap(by, changed, live, true);
        if (answer.status === 400) throw answer;
        unsaved.delete(form);
        clearTimeout(timer);
        wait = 0;
        if (!kept()) say("", "");
      }
      if (by) all("input[type=file]", form).forEach((e) => (e.value = ""));
      all("[data-count]", form).forEach(count);
    }

    // Nothing was saved: it is said, and what stands in the form is tried again. Whoever was signed out signs in first.
    function fail(problem, changed, live) {
      if (saveUrl) return;
      say("failed", signedOut(problem) ? words.signIn : words.offline);
      if ("quiet" in form.dataset) return;
      const again = () => swap(null, changed, live || composing).catch((still) => fail(still, changed, live));
      unsaved.set(form, again);
      clearTimeout(timer);
      if (!signedOut(problem)) timer = setTimeout(() => unsaved.has(form) && form.isConnected && inTurn(again), (wait = Math.min(wait * 2 || 2000, 60000)));
    }

    // One post that waits for its turn is enough: it takes the boxes as they stand by then.
    function keep(changed, live) {
      if (asked && !live && asked.live) asked = { changed, live };
      if (asked) return;
      asked = { changed, live };
      inTurn(() => {
        const { changed, live } = asked;
        asked = null;
        return swap(null, changed, live).catch((problem) => fail(problem, changed, live));
      });
    }

    form.addEventListener("change", (e) => {
      if (e.target.type === "file") {
        const button = e.target.files.length && e.target.closest(".field")?.querySelector("[name=_attach]");
        if (button && enhance != null) form.requestSubmit(button);
      } else if (enhance != null && !("quiet" in form.dataset)) keep(e.target.name, false);
    });

    // After a rest; whoever does not rest is saved all the same.
    let typing, since = 0;
    const rested = () => { clearTimeout(typing); since = 0; };
    if ("live" in form.dataset) form.addEventListener("input", (e) => {
      clearTimeout(typing);
      const box = e.target;
      if (box.type === "file" || ticks(box) || box.nodeName === "SELECT") return;
      since ||= Date.now();
      typing = setTimeout(() => { rested(); if (box.isConnected) keep(box.name, true); }, Math.max(0, Math.min(e.isComposing ? 2000 : 700, since + 900 - Date.now())));
    });
    form.addEventListener("change", rested, true);

    form.addEventListener("submit", (e) => {
      rested();
      const by = e.submitter;
      if (form.dataset.busy) return e.preventDefault();
      if (!passing && enhance != null && by?.hasAttribute("data-swap")) {
        e.preventDefault();
        form.dataset.busy = "1";
        if (by.name === "_attach") say("", words.sending);
        inTurn(async () => !(await stays(form)) && (await swap(by), true)).then((done) => {
          delete form.dataset.busy;
          if (!done) return;
          if (by.name === "_attach") say("ok", words.attached);
          const group = by.value.replace(/\[\d+\]$/, ""), add = document.getElementById("add-" + group);
          const card = by.name === "_add" && all(`[data-rows="${group}"] > .row-card`, form).pop();
          if (!document.activeElement?.hasAttribute("data-focus")) ((card ? card.querySelector(controls) : by.name === "_remove" ? add : form.querySelector(`[data-swap][value="${by.value}"]`)) ?? add)?.focus();
        }).catch((problem) => {
          delete form.dataset.busy;
          if (!saveUrl && (!(problem instanceof Response) || signedOut(problem))) return fail(problem, "", false);
          passing = true;
          form.requestSubmit(by);
        });
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
  const idle = async () => { while (waiting) await turn.catch(() => {}); };
  window.enhance = { idle, busy: () => waiting > 0 || kept(), stays: async () => { await idle(); return inTurn(() => stays()); }, take: (html) => take(html, new Map(all(controls).map((e) => [e, state(e)]))) };
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
