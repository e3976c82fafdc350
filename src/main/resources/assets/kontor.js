// What pages can do beyond links and forms: copy, keys, selection. Everything else is htmx's or the server's.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.remove("no-script");
  root.classList.add("script");

  const inField = (target) => target.closest("input, select, textarea, [contenteditable]");

  // --- copy: the button says what it copies in data-copy
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    });
  });

  // --- passwords: shown while one types, and never when they are sent
  const show = (button, shown) => {
    const field = document.getElementById(button.dataset.show);
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (button) show(button, button.getAttribute("aria-pressed") !== "true");
  });
  document.addEventListener("submit", (event) => {
    for (const button of event.target.querySelectorAll("[data-show]")) show(button, false);
  });

  // --- selection: how many, and how much in each currency, kept exact by whole minor units
  const tell = (form) => {
    const told = form.querySelector("[data-selected]");
    if (!told) return;
    const picked = [...form.querySelectorAll(".pick:checked")];
    const sums = new Map();
    for (const box of picked) {
      const { currency, minor, digits } = box.dataset;
      if (!currency) continue;
      const known = sums.get(currency) ?? { minor: 0n, digits: Number(digits) };
      known.minor += BigInt(minor);
      sums.set(currency, known);
    }
    const written = [...sums].map(([currency, { minor, digits }]) => {
      const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
      const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
      return `${minor < 0n ? "\u2212" : ""}${whole}${digits ? "." + text.slice(-digits) : ""} ${currency}`;
    });
    told.textContent = [`${picked.length} selected`, ...written].join(", ");
    for (const button of form.querySelectorAll("[data-count]")) {
      button.textContent = `${button.dataset.count} ${picked.length}`;
    }
  };
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form");
    if (event.target.matches(".pick-all")) {
      for (const box of form.querySelectorAll(".pick")) box.checked = event.target.checked;
    }
    if (form && event.target.matches(".pick, .pick-all")) tell(form);
    if (event.target.matches("[data-submit]")) form.requestSubmit();
  });

  // --- tabs: where they are wider than the screen, the open one is in view
  const tab = document.querySelector(".tabs a[aria-current]");
  if (tab) tab.parentElement.scrollLeft += tab.getBoundingClientRect().right - tab.parentElement.getBoundingClientRect().right + 16;

  // --- menus close at a click elsewhere and at Escape
  const openMenus = () => document.querySelectorAll("details.menu[open], details.chip[open], .dock details[open]");
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });

  // --- keys: never while a field has focus, and off where the person said so
  const keysOff = () => document.body.dataset.keys === "off";
  const places = { h: "/", a: "/approvals", d: "/direct-debits", c: "/credit-transfers", t: "/transactions", f: "/files" };
  let wentFor = 0;
  const rows = () => [...document.querySelectorAll("table.rows tbody tr")];
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("cursor"));
    const next = Math.min(Math.max(now + step, 0), all.length - 1);
    for (const row of all) row.classList.remove("cursor");
    all[next].classList.add("cursor");
    all[next].scrollIntoView({ block: "nearest" });
  };
  const cursor = () => document.querySelector("tr.cursor");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of openMenus()) menu.open = false;
      return;
    }
    const find = document.querySelector(".search input");
    if ((event.ctrlKey || event.metaKey) && event.key === "k" && find) {
      event.preventDefault();
      find.focus();
      find.select();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || keysOff() || inField(event.target)) return;
    if (wentFor && Date.now() - wentFor < 1200) {
      wentFor = 0;
      if (places[event.key]) location.assign(places[event.key]);
      return;
    }
    switch (event.key) {
      case "/": if (find) { event.preventDefault(); find.focus(); } break;
      case "g": wentFor = Date.now(); break;
      case "j": case "ArrowDown": if (rows().length) { event.preventDefault(); move(1); } break;
      case "k": case "ArrowUp": if (rows().length) { event.preventDefault(); move(-1); } break;
      case "Enter": if (event.target === document.body) cursor()?.querySelector("a")?.click(); break;
      case "x": cursor()?.querySelector(".pick")?.click(); break;
      case "n": document.querySelector("[data-key-new]")?.click(); break;
    }
  });

  // --- answers of 4xx are pages too: a form that needs a change comes back with its faults
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { status } = event.detail.xhr;
    if (status >= 400 && status < 500) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.closest("[data-poll]")) event.detail.headers["Kontor-Poll"] = "1";
  });
})();
