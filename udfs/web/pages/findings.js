// The result of a verb on the page: files, summary lines, and findings that lead to their cells.
"use strict";

const Result = (() => {
  const MOST = 200; // findings shown; all of them stand in the marked copy
  const clear = () => ["files", "lines", "findings"].forEach((id) => document.getElementById(id).replaceChildren());

  function say(lines, wrong) {
    const place = document.getElementById("lines");
    place.replaceChildren(...lines.map((line) => made("p", line)));
    place.classList.toggle("wrong", Boolean(wrong));
  }

  function show(told, openCopy, goTo) {
    clear();
    say(told.lines, told.exit_code > 1);
    document.getElementById("files").append(...told.files.map((file) => fileLine(file, openCopy)));
    const found = (told.data.books || []).flatMap((book) => book.findings);
    const list = document.getElementById("findings");
    list.append(...found.slice(0, MOST).map((finding) => findingLine(finding, goTo)));
    if (found.length > MOST) list.append(made("li", `其余 ${found.length - MOST} 条见带标记的副本`));
  }

  function fileLine(file, openCopy) {
    const line = made("li");
    const link = made("a", `下载 ${file.name}`);
    link.href = URL.createObjectURL(new Blob([Uint8Array.from(atob(file.content), (sign) => sign.charCodeAt(0))]));
    link.download = file.name;
    line.append(link);
    if (openCopy && /\.xls[xm]$/i.test(file.name)) {
      const button = made("button", "在 Excel 中打开");
      button.onclick = () => openCopy(file.content);
      line.append(button);
    }
    return line;
  }

  function findingLine(finding, goTo) {
    const line = made("li");
    line.dataset.severity = finding.severity;
    const place = finding.cell ? `${finding.sheet}!${finding.cell}` : finding.sheet;
    const head = made(goTo && finding.cell ? "button" : "strong", `${finding.severity}　${place}　${finding.column}`);
    if (goTo && finding.cell) head.onclick = () => goTo(finding.sheet, finding.cell);
    line.append(head, made("p", finding.message), made("p", finding.fix, "fix"));
    if (finding.basis) line.append(made("p", `依据：${finding.basis.title}${finding.basis.article}（${finding.code}）`, "basis"));
    return line;
  }

  // Text alone: what stands in a workbook's cell must never become part of the page.
  function made(kind, text = "", name = "") {
    const element = document.createElement(kind);
    element.textContent = text;
    element.className = name;
    return element;
  }

  return { show, say, clear };
})();
