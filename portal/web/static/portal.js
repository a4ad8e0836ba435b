/* Everything works without this file; it only starts what the design system adds. */
DKFDS.init();

/* A button that copies what stands in a field. Without a script, or where the browser forbids it, the field's
   text can be marked and copied by hand. */
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = document.getElementById(`${button.dataset.copies}-status`);
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    status.textContent = button.dataset.copied;
  });
}

/* A time that is held for who checks the answers: a minute before it is let go that is said, with the means to hold
   it longer, and when it is let go that is said too. */
const holdEnds = document.getElementById("hold-udloeber");
if (holdEnds) {
  const end = Date.now() + Number(holdEnds.dataset.secondsLeft) * 1000;
  let told = "";
  const tell = () => {
    const left = end - Date.now();
    const now = left <= 0 ? "hold-slut" : left <= 60_000 ? "hold-snart" : "";
    if (now === told) return;
    told = now;
    document.getElementById("holdes").hidden = left <= 0;
    holdEnds.replaceChildren(document.getElementById(now).content.cloneNode(true));
    for (const button of holdEnds.querySelectorAll("[data-presses]")) {
      button.addEventListener("click", () => document.getElementById(button.dataset.presses).click());
    }
  };
  tell();
  setInterval(tell, 1000);
}

/* A page that shows how far something is, asks for itself until it is over; without a script, a link does. */
const progress = document.querySelector("[data-progress]");
if (progress) {
  const asking = setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = page.querySelector("[data-progress]");
    if (shown) {
      progress.replaceChildren(...shown.childNodes);
    } else {
      clearInterval(asking);
      location.reload();
    }
  }, 2000);
}
