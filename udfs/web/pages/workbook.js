// The open workbook, through Office.js: its bytes for the server, going to a cell, opening the marked copy beside it.
"use strict";

const OpenWorkbook = (() => {
  const SLICE = 4194304; // bytes, the most that Office hands over at once

  const inExcel = () => typeof Office !== "undefined" && !!Office.context && !!Office.context.document
    && typeof Excel !== "undefined";

  async function read() {
    const file = await asked((done) => Office.context.document.getFileAsync("compressed", { sliceSize: SLICE }, done));
    try {
      const parts = [];
      for (let place = 0; place < file.sliceCount; place += 1) {
        const slice = await asked((done) => file.getSliceAsync(place, done));
        parts.push(new Uint8Array(slice.data));
      }
      return { name: name(), content: new Blob(parts) };
    } finally {
      file.closeAsync(() => {}); // Office allows two open copies and then refuses
    }
  }

  function asked(start) {
    return new Promise((answer, fail) => start((result) => {
      if (result.status === "succeeded") answer(result.value);
      else fail(new Error(`Excel 没有交出工作簿：${result.error.message}`));
    }));
  }

  function name() {
    const last = (Office.context.document.url || "").split(/[\\/]/).pop().split("?")[0];
    let decoded = last;
    try { decoded = decodeURIComponent(last); } catch { /* a name with a bare % stands as it is */ }
    return /\.(xls[xmb]?|ods|csv|et)$/i.test(decoded) ? decoded : "当前工作簿.xlsx";
  }

  async function goTo(sheet, cell) {
    await Excel.run(async (context) => {
      const found = context.workbook.worksheets.getItemOrNullObject(sheet);
      found.load("isNullObject");
      await context.sync();
      if (found.isNullObject) throw new Error(`工作簿里没有工作表“${sheet}”。`);
      found.activate();
      found.getRange(cell).select();
      await context.sync();
    });
  }

  const open = (base64) => Excel.createWorkbook(base64);

  return { inExcel, read, goTo, open };
})();
