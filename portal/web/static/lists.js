/* Work lists by keyboard. Everything works without this file: links and boxes are reached with Tab. The keys are
   listened to only inside the table, so that they are in nobody's way elsewhere. */
for (const table of document.querySelectorAll("[data-module=work-table]")) {
  const rows = [...table.tBodies[0].rows];
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
  const goTo = (row) => row?.querySelector(".work-act")?.focus();
  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = rows.indexOf(event.target.closest("tr"));
    if (event.key in step) {
      event.preventDefault();
      goTo(rows[here < 0 ? 0 : here + step[event.key]]);
    }
    if (event.key === "x" && here >= 0) rows[here].querySelector("input[type=checkbox]")?.click();
  });
}
