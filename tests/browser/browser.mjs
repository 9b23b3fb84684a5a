// Starts Chromium and opens pages that watch themselves: a script error, a blocked resource or a
// request to another host fails the test in which it happens.
import { chromium } from "playwright-core";

const LOCALES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
export const WIDE = { width: 1280, height: 900 };

export function launch() {
  const args = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
  ];
  // Chromium refuses its sandbox to root; containers run tests as root.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: process.env.PORTAL_CHROMIUM || "/usr/bin/chromium", args });
}

// A page in a context of its own (own cookies), in the language asked for.
export async function openPage(browser, { base, language, faults }) {
  const context = await browser.newContext({
    locale: LOCALES[language],
    timezoneId: "Europe/Helsinki",
    viewport: WIDE,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== new URL(base).origin)
      faults.push(`request to another host: ${url.origin}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && /Content.Security.Policy/i.test(message.text()))
      faults.push(message.text());
  });
  return page;
}
