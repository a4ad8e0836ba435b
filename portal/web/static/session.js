/* Tells somebody who is signed in, in good time, that the session is about to end, and keeps it going if they want.
   The page stays as it is meanwhile: what was typed is still there. Without this file the session ends all the same,
   and the next page says so. */
const warning = document.getElementById("session-warning");
const language = document.documentElement.lang;
const modal = new DKFDS.Modal(warning);
const otherTabs = new BroadcastChannel("session");
let end = Date.now() + Number(warning.dataset.secondsLeft) * 1000;
let before = null; // what had the focus when the warning came

function inWords(seconds) {
  const unit = (number, name) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(number);
  const minutes = Math.floor(seconds / 60);
  const parts = [];
  if (minutes) parts.push(unit(minutes, "minute"));
  if (seconds % 60 || !minutes) parts.push(unit(seconds % 60, "second"));
  return new Intl.ListFormat(language).format(parts);
}

function isShown() {
  return warning.getAttribute("aria-hidden") === "false";
}

function show(seconds) {
  document.getElementById("session-left").textContent = inWords(seconds);
  if (!isShown()) {
    before = document.activeElement;
    modal.show();
  } else if (seconds % 60 === 0 || [30, 20, 10].includes(seconds)) {
    // Each second would be too much for somebody who listens.
    document.getElementById("session-status").textContent = inWords(seconds);
  }
}

function goOn(until) {
  end = until;
  if (!isShown()) return;
  modal.hide();
  document.getElementById("session-not-kept").textContent = "";
  document.getElementById("session-status").textContent = "";
  if (before) before.focus();
}

function leave() {
  clearInterval(ticking);
  location.assign(warning.dataset.ended);
}

function tick() {
  const seconds = Math.ceil((end - Date.now()) / 1000);
  if (seconds < 0) leave();
  else if (seconds <= Number(warning.dataset.warnSeconds)) show(seconds);
}

async function stay(event) {
  event.preventDefault();
  const failed = document.getElementById("session-not-kept");
  failed.textContent = "";
  try {
    const body = new URLSearchParams(new FormData(event.target));
    const answer = await fetch(event.target.action, { method: "POST", body, redirect: "manual" });
    if (!answer.ok && answer.status < 500) return leave(); // the session is over already
    goOn(Date.now() + (await answer.json()).seconds * 1000);
    otherTabs.postMessage(end);
  } catch {
    failed.textContent = failed.dataset.text;
  }
}

document.getElementById("session-stay").addEventListener("submit", stay);
// A page that is used in another tab keeps the session going for this one too.
otherTabs.addEventListener("message", ({ data }) => data > end && goOn(data));
otherTabs.postMessage(end);
const ticking = setInterval(tick, 1000);
