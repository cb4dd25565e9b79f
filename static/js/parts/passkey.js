// [data-passkey]: shown where the browser can use passkeys. [data-passkey-by-number]: why it cannot, where the address
// is a number; [data-passkey-name]: the way to this computer's own name. [data-passkey-error]: none was used.
const byNumber = /^[\d.]+$|^\[/.test(location.hostname);

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = byNumber;
  for (const part of document.querySelectorAll("[data-passkey-by-number]")) part.hidden = !byNumber;
}

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
