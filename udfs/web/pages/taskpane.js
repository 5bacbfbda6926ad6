// The pane and the ribbon's buttons: one press runs one verb on the open workbook (in Excel) or on a chosen file.
"use strict";

const field = (id) => document.getElementById(id);
const verbs = [...document.querySelectorAll("[data-verb]")];

function showState() {
  field("state").textContent = Neiqin.connected() ? "已填连接码" : "未连接";
  field("connection").hidden = Neiqin.connected();
  field("choices").hidden = !Neiqin.connected();
  field("picking").hidden = OpenWorkbook.inExcel();
}

async function book(verb) {
  if (verb === "report") return { name: "", content: new Blob() };
  if (OpenWorkbook.inExcel()) return OpenWorkbook.read();
  const [file] = field("book").files;
  if (!file) throw new Error("请先选择一个工作簿。");
  return { name: file.name, content: file };
}

async function run(verb) {
  const label = verbs.find((button) => button.dataset.verb === verb).textContent;
  verbs.forEach((button) => { button.disabled = true; });
  Result.clear();
  field("busy").textContent = `正在${label}……`;
  field("busy").hidden = false;
  try {
    const { name, content } = await book(verb);
    const told = await Neiqin.post(`/api/verbs/${verb}`, content, {
      "Content-Type": "application/octet-stream",
      "X-Neiqin-Name": encodeURIComponent(name),
      "X-Neiqin-On": field("on").value,
      "X-Neiqin-Month": field("month").value,
    });
    const live = OpenWorkbook.inExcel();
    Result.show(told, live && attempt(OpenWorkbook.open), live && attempt(OpenWorkbook.goTo));
  } catch (error) {
    Result.say([error.message], true);
    if (error.status === 401) Neiqin.connect("");
  } finally {
    field("busy").hidden = true;
    verbs.forEach((button) => { button.disabled = false; });
    showState();
  }
}

const attempt = (action) => async (...given) => {
  try { await action(...given); } catch (error) { Result.say([error.message], true); }
};

field("connection").onsubmit = (event) => {
  event.preventDefault();
  Neiqin.connect(field("code").value);
  Result.clear();
  showState();
};
verbs.forEach((button) => { button.onclick = () => run(button.dataset.verb); });
showState();

if (typeof Office !== "undefined") {
  Office.onReady(() => {
    showState();
    if (!OpenWorkbook.inExcel()) return;
    for (const { dataset: { verb } } of verbs) {
      Office.actions.associate(verb, async (event) => {
        try {
          await Office.addin.showAsTaskpane();
          await run(verb);
        } finally {
          event.completed(); // Excel greys the button out until it is told
        }
      });
    }
  });
}
