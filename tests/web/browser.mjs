// Microsoft's own custom-functions runtime and our page in a headless browser; Microsoft's address is answered from npm.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const OFFICE_JS = new URL("node_modules/@microsoft/office-js/dist/", import.meta.url);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export async function withBrowser(executablePath, { formulas }, work) {
  const profile = await mkdtemp(join(tmpdir(), "neiqin-web-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath, args: FLAGS, headless: true, ignoreHTTPSErrors: true, viewport: { width: 420, height: 760 },
  });
  try {
    await browser.route("https://appsforoffice.microsoft.com/lib/1/hosted/**", async (route) => {
      const name = new URL(route.request().url()).pathname.replace("/lib/1/hosted/", "");
      await route.fulfill({ body: await readFile(new URL(name, OFFICE_JS)), contentType: "text/javascript" });
    });
    // Inside Excel, office.js brings the formulas' runtime along; outside, the page has to name it in its place.
    if (formulas) await browser.route("**/taskpane.html", async (route) => {
      const reply = await route.fetch();
      const body = (await reply.text()).replace("hosted/office.js", "hosted/custom-functions-runtime.js");
      await route.fulfill({ response: reply, body });
    });
    return await work(browser);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

export async function openPage(browser, address) {
  const page = await browser.newPage();
  const posts = [];
  const complaints = [];
  page.on("request", (request) => { if (request.method() === "POST") posts.push(new URL(request.url()).pathname); });
  page.on("console", (line) => { if (line.type() === "error") complaints.push(line.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, posts, complaints };
}

export async function asked() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

export const tell = (facts) => process.stdout.write(JSON.stringify(facts));
