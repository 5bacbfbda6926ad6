// The page's scripts against Microsoft's mock of Excel, which complains where a real Excel would: a property not loaded.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { OfficeMockObject } from "office-addin-mock";
import { asked, tell } from "./browser.mjs";

const { pages, bytes } = await asked();
const done = { posted: [], selected: "", activated: "", shown: 0, completed: 0, closed: 0, opened: "" };

const sheet = {
  isNullObject: false,
  name: "投保单",
  activate() { done.activated = "投保单"; },
  getRange(cell) { return { select() { done.selected = cell; } }; },
};
const Excel = new OfficeMockObject({
  context: { workbook: { worksheets: { sheet, absent: { isNullObject: true }, getItemOrNullObject(name) { return name === "投保单" ? this.sheet : this.absent; } } } },
  async run(work) { await work(this.context); },
  createWorkbook(base64) { done.opened = base64; },
});

const half = Math.ceil(bytes.length / 2);
const file = {
  sliceCount: 2,
  getSliceAsync(place, answer) {
    answer({ status: "succeeded", value: { data: place ? bytes.slice(half) : bytes.slice(0, half) } });
  },
  closeAsync() { done.closed += 1; },
};
const commands = {};
const Office = {
  context: { document: { url: "https://example.com/d/%E6%8A%95%E4%BF%9D.xlsx?web=1", getFileAsync(kind, how, answer) { answer({ status: "succeeded", value: file }); } } },
  actions: { associate(name, command) { commands[name] = command; } },
  addin: { async showAsTaskpane() { done.shown += 1; } },
  onReady(ready) { ready(); },
};

const elements = {};
const element = (id) => (elements[id] ||= { value: "", hidden: false, textContent: "" });
const buttons = ["check", "underwrite", "value", "sync", "report"].map((verb) => ({ dataset: { verb }, textContent: verb }));
const Neiqin = {
  connected: () => true,
  connect() {},
  async post(path, content, headers) {
    done.posted.push({ path, name: decodeURIComponent(headers["X-Neiqin-Name"]), bytes: [...new Uint8Array(await content.arrayBuffer())] });
    return { lines: ["完成"], data: {}, files: [], exit_code: 0 };
  },
};
const Result = { say(lines) { done.said = lines; }, clear() {}, show(told, open, goTo) { Object.assign(done, { lines: told.lines, open, goTo }); } };

const world = vm.createContext({ Excel, Office, Neiqin, Result, Blob, Uint8Array, console,
  document: { getElementById: element, querySelectorAll: () => buttons } });
for (const name of ["workbook.js", "taskpane.js"]) vm.runInContext(readFileSync(`${pages}/${name}`, "utf8"), world);

await commands.check({ completed() { done.completed += 1; } });
await commands.report({ completed() { done.completed += 1; } });
await done.goTo("投保单", "C5");
await done.goTo("没有的表", "A1");
await done.open("UEsDBA==");
tell({ ...done, commands: Object.keys(commands) });
