// The connection to the local server. Its code comes in the page's address after "#", where no server and no log sees it,
// or from the pane's own field; it is kept for this browser until the server starts anew and the code with it.
"use strict";

const Neiqin = (() => {
  const KEY = "neiqin-token";
  // Office.js takes history.replaceState away, so this script is loaded before it.
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) history.replaceState(null, "", location.pathname);

  let token = given || stored();
  if (given) connect(given);

  function stored() {
    try { return localStorage.getItem(KEY) || ""; } catch { return ""; } // a browser may refuse storage inside a frame
  }

  function connect(code) {
    token = code.trim();
    try { localStorage.setItem(KEY, token); } catch { /* the code then lasts as long as the page */ }
  }

  async function post(path, body, headers = {}) {
    let reply;
    try {
      reply = await fetch(path, { method: "POST", body, headers: { ...headers, "X-Neiqin-Token": token } });
    } catch {
      throw new Error("本机服务没有运行：请先运行 neiqin serve。");
    }
    const told = await reply.json().catch(() => ({ detail: `本机服务出错（${reply.status}）。` }));
    if (!reply.ok) throw Object.assign(new Error(told.detail || `本机服务出错（${reply.status}）。`), { status: reply.status });
    return told;
  }

  return { connect, connected: () => token !== "", post };
})();
