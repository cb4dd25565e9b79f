// [data-passkey]: hidden where the browser cannot use passkeys, or not at this address (without scripts, by base.css).
// [data-passkey-by-number]: that the address is a number; [data-passkey-name]: the way to this computer's own name.
// [data-passkey-error]: none was used.
const byNumber = /^[\d.]+$|^\[/.test(location.hostname);

const isKnown = Boolean(window.PublicKeyCredential);

for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = byNumber || !isKnown;
for (const part of document.querySelectorAll("[data-passkey-by-number]")) part.hidden = !(byNumber && isKnown);

for (const link of document.querySelectorAll("[data-passkey-name]")) {
  const there = new URL(location.href);
  there.hostname = "localhost";
  link.href = there.href;
  link.hidden = !/^127\.|^\[::1\]$/.test(location.hostname);
}

document.addEventListener("allauth.error", (event) => {
  const note = document.querySelector("[data-passkey-error]");
  if (!note) return;
  event.preventDefault();
  note.hidden = false;
  note.focus();
});
