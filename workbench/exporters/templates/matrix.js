"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const table = document.getElementById("matrix");
  const panel = document.getElementById("behind");
  const grid = [...table.querySelectorAll("tr[data-nav]")];
  const PART = 100;
  let data = null;
  let open = null;

  // The passages are read when somebody first asks for some: there may be many.
  function load() {
    if (data) return data;
    const proof = read("proof");
    const cells = new Map();
    for (const [row, column, ...claims] of proof.behind) cells.set(`${row},${column}`, claims);
    data = { proof, cells, passages: read("passages") };
    return data;
  }

  function place(cell) {
    const row = cell.parentElement.dataset.nav;
    const column = cell.cellIndex - 1;
    const last = load().proof.columns.length;
    return [row === "" ? null : Number(row), column < 0 || column >= last ? null : column];
  }

  function claimsOf(row, column) {
    const found = new Set();
    const { proof, cells } = load();
    const rows = row === null ? proof.rows.keys() : [row];
    for (const r of rows) {
      const columns = column === null ? proof.columns.keys() : [column];
      for (const c of columns) for (const claim of cells.get(`${r},${c}`) || []) found.add(claim);
    }
    return [...found].sort((a, b) => a - b);
  }

  function make(parent, name, kind, text) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
    parent.append(made);
    return made;
  }

  function show(claim, into) {
    const [title, where, quote, statement, speaker, coder, stance, sign, decision, source, published] =
      load().passages[claim];
    const article = make(into, "article");
    const meta = make(article, "p", "meta");
    make(meta, "span", "badge", coder);
    make(meta, "bdi", "", [source, title, published].filter(Boolean).join(", "));
    make(meta, "bdi", "", where);
    make(article, "p", "quote", quote);
    if (statement) make(article, "p", "told", (speaker ? speaker + ": " : "") + statement);
    const chips = make(article, "p", "chips");
    const side = sign > 0 ? "+ " : sign < 0 ? "− " : "";
    if (stance) make(chips, "span", "", side + stance);
    if (decision) make(chips, "span", "", decision);
  }

  function more(claims, from) {
    for (const claim of claims.slice(from, from + PART)) show(claim, panel);
    const left = claims.length - from - PART;
    if (left <= 0) return;
    const button = make(panel, "button", "", `Show ${Math.min(left, PART)} more of ${left}`);
    button.addEventListener("click", () => { button.remove(); more(claims, from + PART); });
  }

  function names(row, column) {
    const { proof } = load();
    const parts = [row === null ? null : proof.rows[row][1], column === null ? null : proof.columns[column][1]];
    return parts.filter((part) => part !== null);
  }

  function reveal(cell) {
    const [row, column] = place(cell);
    const claims = claimsOf(row, column);
    const passages = claims.map((claim) => load().passages[claim]);
    const plus = passages.filter((passage) => passage[7] > 0).length;
    const minus = passages.filter((passage) => passage[7] < 0).length;
    const titles = new Set(passages.map((passage) => passage[0])).size;
    panel.replaceChildren();
    const button = make(panel, "button", "close", "Close");
    button.addEventListener("click", close);
    make(panel, "h2", "", names(row, column).join(" × ") || "All");
    const sides = plus || minus ? ` · ${plus} for, ${minus} against` : "";
    const count = `${claims.length} ${claims.length === 1 ? "claim" : "claims"}`;
    make(panel, "p", "small", `${count} · ${titles} ${titles === 1 ? "document" : "documents"}${sides}`);
    const unread = cell.classList.contains("u");
    if (!claims.length) make(panel, "p", "", unread ? "Not yet read." : "Nothing in what was read.");
    more(claims, 0);
    panel.hidden = false;
    panel.scrollTop = 0;
    if (open) open.classList.remove("now");
    open = cell;
    cell.classList.add("now");
  }

  function close() {
    panel.hidden = true;
    if (!open) return;
    open.classList.remove("now");
    open.focus();
    open = null;
  }

  function enter(cell) {
    const before = table.querySelector("[tabindex='0']");
    if (before) before.tabIndex = -1;
    cell.tabIndex = 0;
    if (cell.tagName === "TD") {
      const [row, column] = place(cell);
      const said = cell.textContent.replace("±", "contested, ");
      cell.setAttribute("aria-label", `${names(row, column).join(", ") || "Total"}: ${said}`);
    }
    cell.focus();
  }

  const cellOf = (target) => {
    const cell = target.closest && target.closest("td, th");
    return cell && cell.parentElement.dataset.nav !== undefined ? cell : null;
  };

  table.addEventListener("click", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    enter(cell);
    reveal(cell);
  });

  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const row = grid.indexOf(cell.parentElement);
    let next = null;
    if (steps[event.key]) {
      const [down, right] = steps[event.key];
      next = grid[row + down] && grid[row + down].cells[cell.cellIndex + right];
    } else if (event.key === "Home") next = grid[row].cells[0];
    else if (event.key === "End") next = grid[row].cells[grid[row].cells.length - 1];
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); reveal(cell); return; }
    if (next) { event.preventDefault(); enter(next); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });

  // page.html#3,0 opens the first cell of the fourth row.
  function follow() {
    const [row, column] = decodeURIComponent(location.hash.slice(1)).split(",");
    const line = row && grid.find((each) => each.dataset.nav === row);
    const cell = line && line.cells[Number(column) + 1];
    if (cell) { enter(cell); reveal(cell); }
  }
  addEventListener("hashchange", follow);

  if (grid.length > 1 && grid[1].cells.length > 1) grid[1].cells[1].tabIndex = 0;
  follow();
})();
