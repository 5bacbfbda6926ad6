// The pane in a plain browser: a chosen workbook, one press of a button, the result; and a foreign site that tries.
import { asked, openPage, tell, withBrowser } from "./browser.mjs";

const { chromium, address, origin, book, verb, picture } = await asked();
const SITE = "https://somewhere.example/";

tell(await withBrowser(chromium, { formulas: false }, async (browser) => {
  const { page, complaints } = await openPage(browser, address);
  await page.setInputFiles("#book", book);
  await page.click(`[data-verb=${verb}]`);
  await page.waitForSelector("#lines p", { timeout: 30000 });
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  const seen = await page.evaluate(() => ({
    lines: [...document.querySelectorAll("#lines p")].map((line) => line.textContent),
    findings: [...document.querySelectorAll("#findings li")].map((line) => line.textContent),
    files: [...document.querySelectorAll("#files a")].map((link) => link.download),
    images: document.querySelectorAll("main img").length,
  }));
  await browser.route(`${SITE}**`, (route) => route.fulfill({ body: "<p>", contentType: "text/html" }));
  const foreign = await browser.newPage();
  await foreign.goto(SITE);
  const stolen = await foreign.evaluate(async (own) => {
    const reach = (path, how) => fetch(own + path, how).then((reply) => reply.status, (error) => error.name);
    return {
      list: await reach("/functions.json"),
      page: await reach("/taskpane.html"),
      calls: await reach("/api/calls", { method: "POST", body: "{}" }),
      code: await reach("/api/calls", { method: "POST", body: "{}", headers: { "X-Neiqin-Token": "guess" } }),
    };
  }, origin);
  return { ...seen, complaints, stolen };
}));
