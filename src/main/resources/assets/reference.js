// The reference with script: code follows what is typed, and Try it sends the request. Access key and secret are in no
// form and in no storage; ids of earlier answers are kept for the session, so that the next request can name them.
"use strict";
(() => {
  const form = document.getElementById("request");
  if (!form) return;
  const byId = (id) => document.getElementById(id);
  const known = JSON.parse(sessionStorage.getItem("ids") ?? "{}");
  const pair = () => {
    const bytes = new TextEncoder().encode(`${byId("access-key").value}:${byId("secret").value}`);
    return btoa(String.fromCharCode(...bytes));
  };

  // --- ids of earlier answers stand in for those of examples
  const placeholder = "01a1fd7a-5539-7000-877e-";
  const names = { sourceACCOUNT: "account", destinationACCOUNT: "account", EXTERNAL_ACCOUNT: "externalAccount" };
  const fill = (value, name) => {
    if (Array.isArray(value)) return value.map((one) => fill(one, name));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [
        key, fill(one, key === "id" ? names[value.type] ?? names[name + value.type] ?? name : key.replace(/Ids?$/, "")),
      ]));
    }
    return typeof value === "string" && value.startsWith(placeholder) ? known[name] ?? value : value;
  };
  const nameOf = (kind) =>
    kind.replace(/ies$/, "y").replace(/s$/, "").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const fillIn = () => {
    form.path.value = form.path.value.replace(/([a-z-]+)\/(01a1fd7a-5539-7000-877e-[0-9a-f]{12})/,
      (whole, kind) => (known[nameOf(kind)] ? `${kind}/${known[nameOf(kind)]}` : whole));
    if (!form.body) return;
    try {
      form.body.value = JSON.stringify(fill(JSON.parse(form.body.value), ""), null, 2);
    } catch { /* what is typed is no JSON yet, and stays */ }
  };

  // --- the server writes the code; nothing secret is asked of it
  let wanted = 0;
  const rewrite = async (afresh) => {
    const number = ++wanted;
    const asked = new URLSearchParams(new FormData(form));
    if (afresh) asked.delete("body");
    const answer = await fetch(`${form.getAttribute("action")}?${asked}`, { credentials: "omit" });
    if (!answer.ok || number !== wanted) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    byId("code").replaceWith(page.getElementById("code"));
    if (afresh && form.body) {
      form.body.value = page.querySelector("textarea[name=body]").value;
      fillIn();
      rewrite(false);
    }
  };
  let timer = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => rewrite(event.target.name === "example"), 300);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); rewrite(false); });
  for (const id of ["access-key", "secret"]) {
    byId(id)?.addEventListener("input", () => { byId("base64").textContent = pair(); });
  }
  if (Object.keys(known).length) { fillIn(); rewrite(false); }

  // --- Try it
  const remember = (path, body) => {
    const kind = path.split("?")[0].split("/").filter((part) => part && !/^[0-9a-f-]{36}|^v\d|:/.test(part)).pop() ?? "";
    const name = nameOf(kind);
    // Of own accounts the one that the examples mean: in euro, with an IBAN.
    const meant = (item) => item.currency === "EUR" && item.identifiers?.some(({ type }) => type === "IBAN");
    const one = body?.id ? body : body?.items?.find(meant) ?? body?.items?.[0];
    if (one?.id) known[name] = one.id;
    if (one?.accounts?.[0]?.id) known.externalAccount = one.accounts[0].id;
    if (one?.approvalSteps?.[0]?.id) known.approvalStep = one.approvalSteps[0].id;
    sessionStorage.setItem("ids", JSON.stringify(known));
  };
  const show = (answer, text, milliseconds) => {
    byId("answer").hidden = false;
    byId("status").textContent = `${answer.status} ${answer.statusText}`;
    byId("took").textContent = `${milliseconds} ms`;
    byId("answer-headers").textContent = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    const place = byId("answer-body");
    place.textContent = "";
    for (const part of text.split(/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/)) {
      if (/^[0-9a-f]{8}-/.test(part) && part.length === 36) {
        const link = document.createElement("a");
        link.href = `/find?q=${part}`;
        link.textContent = part;
        place.append(link);
      } else place.append(part);
    }
  };
  const authorization = async () => {
    const basic = `Basic ${pair()}`;
    if (form.credentials.value === "basic") return basic;
    const answer = await fetch("/iam/v2/oauth2/token", {
      method: "POST", credentials: "omit", headers: { Authorization: basic },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    const told = await answer.json();
    return answer.ok ? `Bearer ${told.access_token}` : basic;
  };
  byId("try").addEventListener("click", async () => {
    const { method, media, open, repeatable } = byId("code").dataset;
    const headers = {};
    if (open !== "true") headers.Authorization = await authorization();
    const body = form.body?.value.trim() ? form.body.value : undefined;
    if (body) headers["Content-Type"] = media;
    if (repeatable === "true") headers["Idempotency-Key"] = crypto.randomUUID?.() ?? `try-${Date.now()}`;
    const begun = performance.now();
    try {
      const answer = await fetch(form.path.value, { method, headers, body, credentials: "omit" });
      let text = await answer.text();
      const milliseconds = Math.round(performance.now() - begun);
      try {
        const read = JSON.parse(text);
        if (answer.ok && read && !("access_token" in read) && !("secret" in read)) remember(form.path.value, read);
        text = JSON.stringify(read, null, 2);
      } catch { /* not JSON: shown as it came */ }
      show(answer, text, milliseconds);
    } catch (broken) {
      show({ status: "", statusText: `Not sent: ${broken.message}`, headers: [] }, "", 0);
    }
  });
})();
