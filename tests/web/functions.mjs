// Formulas called as Excel calls them: through the associations that the page made in Microsoft's runtime.
import { asked, openPage, tell, withBrowser } from "./browser.mjs";

const { chromium, address, withoutCode, calls, many } = await asked();

const inPage = ([list]) => Promise.all(list.map(([name, args]) => CustomFunctions._association.mappings[name](...args, {})
  .then((rows) => ({ rows: rows.map((row) => row.map((cell) => cell instanceof CustomFunctions.Error
    ? { code: cell.code, message: cell.message } : cell)) }))
  .catch((error) => ({ code: error.code, message: error.message }))));

tell(await withBrowser(chromium, { formulas: true }, async (browser) => {
  // The page without a code comes first: the browser remembers a code once it has one.
  const stranger = await openPage(browser, withoutCode);
  const refused = await stranger.page.evaluate(inPage, [calls.slice(0, 1)]);
  const { page, posts, complaints } = await openPage(browser, address);
  const associated = await page.evaluate(() => Object.keys(CustomFunctions._association.mappings));
  const results = await page.evaluate(inPage, [calls]);
  const before = posts.length;
  const started = Date.now();
  const manyResults = await page.evaluate(inPage, [many]);
  return {
    associated, results, refused, complaints, address: page.url(),
    many: { results: manyResults, posts: posts.length - before, milliseconds: Date.now() - started },
  };
}));
