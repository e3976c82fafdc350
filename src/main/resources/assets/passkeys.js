// Passkeys: a form with data-passkey asks the server for options, the browser for a passkey, and is sent with what the
// browser says: to sign in, or to approve what the page shows. The server draws the challenge and judges the answer; nothing is kept here.
"use strict";
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // --- browsers that cannot read and write the JSON of WebAuthn yet
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const toCreate = (json) => PublicKeyCredential.parseCreationOptionsFromJSON?.(json) ?? {
    ...json, challenge: bytes(json.challenge), user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: named(json.excludeCredentials),
  };
  const toShow = (json) => PublicKeyCredential.parseRequestOptionsFromJSON?.(json) ?? {
    ...json, challenge: bytes(json.challenge), allowCredentials: named(json.allowCredentials),
  };
  const written = (credential) => {
    if (credential.toJSON) return credential.toJSON();
    const { response } = credential;
    const said = { clientDataJSON: text(response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) said[part] = text(response[part]);
    }
    return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said,
      clientExtensionResults: {} };
  };

  const ask = async (form) => {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) {
      throw new Error(answer.status === 429 ? "Too many attempts. Wait a little." : "Load the page again and sign in.");
    }
    const json = await answer.json();
    if (json.refused) throw new Error(json.refused);
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: toCreate(json) })
      : await navigator.credentials.get({ publicKey: toShow(json) });
    form.elements.credential.value = JSON.stringify(written(credential));
    form.submit();
  };

  const why = (failed) => {
    switch (failed.name) {
      case "NotAllowedError": return "Nothing was shown, or it took too long. Try once more.";
      case "InvalidStateError": return "This device has a passkey of yours already.";
      case "SecurityError": return "Passkeys do not work on this address.";
      default: return failed.message;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const told = form.querySelector("[data-told]");
    const button = form.querySelector("button");
    if (!button) continue;
    if (!window.PublicKeyCredential) {
      told.textContent = "This browser knows no passkeys.";
      button.disabled = true;
      continue;
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      told.textContent = "";
      button.disabled = true;
      ask(form).catch((failed) => {
        told.textContent = why(failed);
        button.disabled = false;
      });
    });
  }
})();
