// The reference with script: a search without network, code that follows what is typed, and requests that are sent from
// here. Access keys and secrets are in no form and in no storage; ids of earlier answers are kept for the tab, so that
// the next request can name them.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const stored = (name) => JSON.parse(sessionStorage.getItem(name) ?? "{}");
  const store = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));

  // --- search: the index is fetched once, at the first word, and ranked as the server does
  const searching = document.querySelector(".reftop .search");
  const field = searching.elements.q;
  const box = document.createElement("div");
  let index = null;
  let chosen = -1;
  Object.assign(box, { id: "hits", className: "hits", hidden: true });
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Found");
  searching.append(box);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "hits", "aria-expanded": "false", "aria-autocomplete": "list" })) {
    field.setAttribute(name, value);
  }
  const load = async () => {
    index ??= fetch(searching.dataset.index, { credentials: "omit" }).then((answer) => answer.json());
    try {
      return await index;
    } catch {
      index = null;
      return [];
    }
  };
  const rank = (title, query) =>
    title === query ? 0 : title.startsWith(query) ? 1 : title.includes(query) ? 2 : 3;
  const options = () => all("[role=option]", box);
  const choose = (next) => {
    const found = options();
    if (!found.length) return;
    chosen = (next + found.length) % found.length;
    found.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    found[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", found[chosen].id);
  };
  const close = () => {
    box.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const part = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
  const search = async () => {
    const query = field.value.trim().toLowerCase();
    if (!query) return close();
    const words = query.split(/\s+/).slice(0, 8);
    const entries = await load();
    if (field.value.trim().toLowerCase() !== query) return;
    const found = entries
      .filter(([, title, path, text]) => {
        const whole = `${title} ${text} ${path}`.toLowerCase();
        return words.every((word) => whole.includes(word));
      })
      .map((entry) => [rank(entry[1].toLowerCase(), query), entry])
      .sort((a, b) => a[0] - b[0])
      .slice(0, 12);
    box.replaceChildren(...found.map(([, [kind, title, path, text]], at) => {
      const option = document.createElement("a");
      Object.assign(option, { id: `hit-${at}`, href: path, tabIndex: -1 });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(part("b", "", title), part("span", "verb", kind), part("span", "muted", text));
      return option;
    }));
    if (!found.length) box.replaceChildren(part("p", "muted", "Nothing found."));
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    chosen = -1;
  };
  field.addEventListener("input", search);
  field.addEventListener("focus", () => { load(); if (field.value && !byId("main").contains(document.activeElement)) search(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      options()[chosen].click();
    } else if (event.key === "Escape") {
      close();
    }
  });
  document.addEventListener("click", (event) => { if (!searching.contains(event.target)) close(); });
  box.addEventListener("click", () => setTimeout(close));

  // --- credentials, in the memory of this page only
  const who = (name) => document.querySelector(`.who[data-who=${name}]`) ?? document.querySelector(".who");
  const typed = (one) => [one.querySelector(".access-key").value.trim(), one.querySelector(".secret").value.trim()];
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const basic = (name) => `Basic ${base64(typed(who(name)).join(":"))}`;
  let real = false;
  let asked = "";
  const connect = async (one) => {
    const [key, secret] = typed(one);
    one.querySelector(".base64").textContent = key || secret ? base64(`${key}:${secret}`) : "of key:secret";
    const told = byId("connected");
    if (!key || !secret) return;
    const authorization = basic(one.dataset.who);
    asked = authorization;
    const answer = await fetch("/iam/v2beta/organization", { credentials: "omit", headers: { Authorization: authorization } })
      .catch(() => null);
    if (asked !== authorization || !answer) return;
    const organization = answer.ok ? await answer.json() : {};
    real = answer.ok && organization.sandbox === false;
    told.className = real ? "bad" : "";
    told.textContent = answer.status === 401 ? "Access key or secret is wrong."
      : !answer.ok ? "Connected; the role may not read whether this is a sandbox."
        : real ? `Connected to ${organization.name}, which is REAL: what you send moves money.`
          : `Connected to the sandbox ${organization.name}.`;
    const closing = byId("closing-connected");
    if (closing) closing.textContent = told.textContent;
    warn();
    if (organization.sandbox) learnDay(authorization);
  };
  // A sandbox whose clock was moved is ahead: dates are counted from its day.
  let dayLearnt = () => {};
  const learnDay = async (authorization) => {
    const answer = await fetch("/v1/testbank/clock", { credentials: "omit", headers: { Authorization: authorization } }).catch(() => null);
    if (!answer?.ok) return;
    const { date } = await answer.json();
    if (date === known.today) return;
    known.today = date;
    store("ids", known);
    dayLearnt();
  };
  for (const one of all(".who")) {
    let timer = 0;
    one.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => connect(one), 400);
      const [key, secret] = typed(one);
      one.querySelector(".base64").textContent = key || secret ? base64(`${key}:${secret}`) : "of key:secret";
    });
    one.querySelector("[data-copy-of]").addEventListener("click", () =>
      navigator.clipboard.writeText(one.querySelector(".base64").textContent));
  }
  const warn = () => {
    const where = byId("where");
    if (where) where.textContent = real ? "outside a sandbox: it is real" : "sends to this server";
    where?.classList.toggle("bad", real);
  };

  // --- ids of earlier answers
  const placeholder = /01a1fd7a-5539-7000-877e-[0-9a-f]{12}/;
  const known = stored("ids");
  const variables = stored("variables");
  const nameOf = (kind) =>
    kind.replace(/ies$/, "y").replace(/(ch)es$/, "$1").replace(/s$/, "").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const remember = (path, body) => {
    const kind = path.split("?")[0].split("/")
      .filter((one) => one && !/^[0-9a-f-]{36}|^v\d|:/.test(one)).pop() ?? "";
    const name = nameOf(kind);
    // Of own accounts the one that the examples mean: in euro, with an IBAN.
    const meant = (item) => item.currency === "EUR" && item.identifiers?.some(({ type }) => type === "IBAN");
    const one = body.id ? body : body.items?.find(meant) ?? body.items?.[0];
    if (one?.id) known[name] = one.id;
    if (one?.accounts?.[0]?.id) known.externalAccount = one.accounts[0].id;
    const step = one?.approvalSteps?.find(({ status }) => status === "PENDING") ?? one?.approvalSteps?.[0];
    if (step?.id) known.approvalStep = step.id;
    if (path.endsWith("clock:advance") && body.date) known.today = body.date;
    store("ids", known);
  };

  // --- sending, and showing what came back
  const token = async (authorization) => {
    const answer = await fetch("/iam/v2/oauth2/token", {
      method: "POST", credentials: "omit", headers: { Authorization: authorization },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    return answer.ok ? `Bearer ${(await answer.json()).access_token}` : authorization;
  };
  const send = async ({ method, path, headers, body }) => {
    const begun = performance.now();
    try {
      const answer = await fetch(path, { method, headers, body: method === "GET" || !body ? undefined : body, credentials: "omit" });
      const text = await answer.text();
      const took = Math.round(performance.now() - begun);
      let json = null;
      try { json = JSON.parse(text); } catch { /* not JSON: shown as it came */ }
      if (answer.ok && json && !("access_token" in json) && !("secret" in json)) remember(path, json);
      return { ok: answer.ok, status: `${answer.status} ${answer.statusText}`, headers: [...answer.headers], text, json, took };
    } catch (broken) {
      return { ok: false, status: `Not sent: ${broken.message}`, headers: [], text: "", json: null, took: 0 };
    }
  };
  const show = (panel, { ok, status, headers, text, json, took }) => {
    panel.hidden = false;
    const told = panel.querySelector(".status");
    told.textContent = status;
    told.className = `status ${ok ? "good" : "bad"}`;
    panel.querySelector(".took").textContent = `${took} ms`;
    panel.querySelector(".headers").hidden = !headers.length;
    panel.querySelector(".headers summary").textContent = `Headers ${headers.length}`;
    panel.querySelector(".headers pre").textContent = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
    const place = panel.querySelector("pre");
    place.textContent = "";
    for (const one of (json ? JSON.stringify(json, null, 2) : text).split(/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\/docs\/errors#[a-z0-9_]+)/)) {
      const id = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(one);
      if (!id && !one.startsWith("/docs/errors#")) {
        place.append(one);
        continue;
      }
      place.append(Object.assign(document.createElement("a"), { href: id ? `/find?q=${one}` : one, textContent: one }));
    }
  };

  // --- the page of an operation
  const form = byId("request");
  if (form) {
    const names = { sourceACCOUNT: "account", destinationACCOUNT: "account", EXTERNAL_ACCOUNT: "externalAccount", INLINE: "" };
    const filled = new Set();
    const meant = (name) => {
      if (!known[name]) return null;
      filled.add(name);
      return known[name];
    };
    const fill = (value, name) => {
      if (Array.isArray(value)) return value.map((one) => fill(one, name));
      if (value && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [
          key, fill(one, key === "id" ? names[name + value.type] ?? names[value.type] ?? name : key.replace(/Ids?$/, "")),
        ]));
      }
      const account = /^(destination|source)Account$/.test(name) ? "account" : name.replace(/^required/, "").replace(/^./, (one) => one.toLowerCase());
      return typeof value === "string" && placeholder.test(value) ? meant(account) ?? value : value;
    };
    const inputs = () => all("[name]").filter((one) => one.form === form && one.type !== "radio");
    const path = document.querySelector(".path").lastChild.textContent.trim();
    const fillIn = () => {
      for (const input of inputs()) {
        if (!input.name.startsWith("p[") || !placeholder.test(input.value)) continue;
        const before = path.split(`{${input.name.slice(2, -1)}}`)[0].split("/").filter(Boolean).pop();
        input.value = meant(nameOf(before)) ?? input.value;
      }
      if (form.body) {
        try {
          form.body.value = JSON.stringify(fill(JSON.parse(form.body.value), ""), null, 2);
        } catch { /* what is typed is no JSON yet, and stays */ }
      }
      byId("filled").textContent = filled.size ? `Filled in from earlier answers: ${[...filled].join(", ")}` : "";
    };

    // The server writes the code and puts fields and body together; nothing secret is asked of it.
    let wanted = 0;
    const rewrite = async () => {
      const number = ++wanted;
      const before = new Map(inputs().map((one) => [one.name, one.value]));
      const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, { credentials: "omit" });
      if (!answer.ok || number !== wanted) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      byId("code").replaceWith(page.getElementById("code"));
      for (const input of inputs()) {
        const twin = page.querySelector(`[name="${CSS.escape(input.name)}"]`);
        // What was typed meanwhile stays as it is.
        if (twin && before.get(input.name) === input.value && input.value !== twin.value) input.value = twin.value;
      }
    };
    let timer = 0;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(async () => { timer = 0; await rewrite(); }, 250);
    };
    const settled = async () => {
      clearTimeout(timer);
      await rewrite();
    };
    document.addEventListener("input", async (event) => {
      if (event.target.form !== form) return;
      if (event.target.name === "answer") return example();
      if (event.target.name === "example") {
        await settled();
        filled.clear();
        fillIn();
      }
      soon();
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); settled(); });
    const example = async () => {
      const asked = new URLSearchParams({ answer: inputs().find((one) => one.name === "answer").value });
      const answer = await fetch(`${form.getAttribute("action")}?${asked}`, { credentials: "omit" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      byId("answer").replaceWith(page.getElementById("answer"));
    };
    const begin = async () => {
      if (known.today && known.today !== form.today.value) {
        form.today.value = known.today;
        form.was.value = "fresh";
        await settled();
      }
      if (Object.keys(known).length) {
        fillIn();
        await settled();
      }
    };
    begin();
    // Only an example that nobody has touched is written anew.
    let touched = false;
    document.addEventListener("input", (event) => { if (event.target.form === form) touched = true; });
    dayLearnt = () => { if (!touched) begin(); };

    const button = byId("try");
    button.addEventListener("click", async () => {
      await settled();
      const { method, path: target, headers, body, open } = JSON.parse(byId("code").dataset.request);
      if (real && method !== "GET" && button.textContent === "Try it") {
        button.textContent = "Send it for real";
        button.classList.add("danger");
        return;
      }
      button.textContent = "Try it";
      button.classList.remove("danger");
      if (!open) {
        const authorization = basic("developer");
        headers.Authorization = form.credentials.value === "bearer" ? await token(authorization) : authorization;
      }
      // Each click is a request of its own, unless somebody typed the key.
      const key = inputs().find((one) => one.name === "h[Idempotency-Key]")?.value;
      if ("Idempotency-Key" in headers && !key) headers["Idempotency-Key"] = `try-${Date.now()}`;
      show(byId("answer"), await send({ method, path: target, headers, body }));
      byId("invite").textContent = "Or choose an example:";
    });
  }

  // --- the page of a guide
  const saved = byId("saved");
  if (saved) {
    const tell = () => {
      const names = Object.keys(variables);
      saved.replaceChildren(...names.flatMap((name) => [
        Object.assign(document.createElement("dt"), { textContent: name }),
        Object.assign(document.createElement("dd"), { textContent: variables[name] }),
      ]));
      byId("none-saved").hidden = names.length > 0;
      byId("forget").hidden = !names.length;
      byId("closing-saved").textContent = names.length
        ? `Saved from earlier steps: ${names.join(", ")}.` : "No ids are saved from earlier steps.";
    };
    byId("forget").addEventListener("click", () => {
      for (const values of [variables, known]) for (const name of Object.keys(values)) delete values[name];
      store("variables", variables);
      store("ids", known);
      tell();
    });
    // A JSON Pointer, in which [name=value] is the first item with that member.
    const at = (json, place) => place.slice(1).split("/").reduce((node, step) => {
      const wanted = step.match(/^\[(\w+)=(.*)]$/);
      return wanted ? node?.find?.((one) => String(one[wanted[1]]) === wanted[2]) : node?.[step];
    }, json);
    const put = (text) => text.replace(/\$([A-Z][A-Z0-9_]*)/g, (whole, name) => variables[name] ?? whole);
    const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
    const run = async (step, button) => {
      const request = JSON.parse(step.dataset.request);
      const panel = step.querySelector(".answer");
      const missing = [...new Set(`${request.path} ${request.body} ${Object.values(request.headers)}`.match(/\$[A-Z][A-Z0-9_]*/g) ?? [])]
        .filter((name) => !(name.slice(1) in variables));
      if (missing.length) {
        return show(panel, { status: `Send the earlier requests first: ${missing.join(", ")} is not known`, headers: [], text: "", took: 0 });
      }
      if (real && request.method !== "GET" && button.textContent === "Send") {
        button.textContent = "Send for real";
        return;
      }
      button.textContent = "Send";
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, put(value)]));
      // The key of a printed request is that of everybody's; one of this tab is nobody else's.
      if (/^try-/.test(headers["Idempotency-Key"] ?? "")) headers["Idempotency-Key"] += `-${tab}`;
      if (request.as !== "nobody") headers.Authorization = basic(request.as);
      let answer;
      for (let turn = 0; turn < 20; turn++) {
        answer = await send({ method: request.method, path: put(request.path), headers, body: put(request.body) });
        if (!answer.ok || !request.until || String(at(answer.json, request.until.place)) === request.until.text) break;
        await pause(300);
      }
      for (const [name, place] of Object.entries(request.keeps)) {
        const value = answer.ok ? at(answer.json, place) : undefined;
        if (value !== undefined) variables[name] = String(value);
      }
      store("variables", variables);
      show(panel, answer);
      tell();
    };
    const tab = stored("tab").id ?? Math.random().toString(36).slice(2, 10);
    store("tab", { id: tab });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-send]");
      if (button) run(button.closest(".step"), button);
    });
    tell();

    dayLearnt = async () => {
      const address = new URL(location.href);
      if (!known.today || address.searchParams.get("today") === known.today || !document.querySelector(".step")) return;
      address.searchParams.set("today", known.today);
      address.hash = "";
      const answer = await fetch(address, { credentials: "omit" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = all(".step", page);
      all(".step").forEach((step, number) => {
        step.dataset.request = fresh[number].dataset.request;
        step.querySelector(".code").replaceWith(fresh[number].querySelector(".code"));
      });
    };
    dayLearnt();
  }
})();
