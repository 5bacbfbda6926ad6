// The cell formulas: every one of them forwards to the server, and what Excel asks for in one moment goes in one post.
// The server puts the list NEIQIN_FUNCTIONS = [[name, number of arguments], …] before this text.
"use strict";

(() => {
  const MOST = 5000; // calls in one post
  const MOMENT = 10; // milliseconds in which Excel hands over the cells of one recalculation
  let waiting = [];

  function ask(name, args) {
    return new Promise((answer, fail) => {
      waiting.push({ call: { name, args }, answer, fail });
      if (waiting.length === 1) setTimeout(send, MOMENT);
    });
  }

  function send() {
    const all = waiting;
    waiting = [];
    for (let start = 0; start < all.length; start += MOST) post(all.slice(start, start + MOST));
  }

  async function post(batch) {
    try {
      const body = JSON.stringify({ calls: batch.map(({ call }) => call) });
      const { results } = await Neiqin.post("/api/calls", body, { "Content-Type": "application/json" });
      batch.forEach(({ answer, fail }, place) => {
        try { answer(cells(results[place])); } catch (error) { fail(error); }
      });
    } catch (error) {
      for (const { fail } of batch) fail(valueError(error.message));
    }
  }

  // One refused cell is the formula's own error; among many, each is an error in its place.
  function cells(rows) {
    if (rows.length === 1 && rows[0].length === 1 && isError(rows[0][0])) throw valueError(rows[0][0].error);
    return rows.map((row) => row.map((cell) => (isError(cell) ? valueError(cell.error) : cell)));
  }

  const isError = (cell) => typeof cell === "object" && cell !== null;
  const valueError = (message) => new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, message);

  if (typeof CustomFunctions === "undefined") return; // the page is open in a browser, not in Excel
  for (const [name, count] of NEIQIN_FUNCTIONS) {
    CustomFunctions.associate(name, (...given) => ask(name, given.slice(0, count))); // Excel adds its invocation object
  }
})();
