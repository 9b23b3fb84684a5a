// How people sign in. Everything else a walk does itself, on the page.
import { createHmac } from "node:crypto";
import { postbox } from "./mail.mjs";

const STEP_S = 30; // RFC 6238
const lastSteps = new Map();

// The main form's button, not the one of the language switch in the header.
const submit = (page) => page.locator("main form button[type=submit], main form button:not([type])").first();

async function press(page) {
  await Promise.all([page.waitForEvent("load"), submit(page).click()]);
}

// The first link in the mail that carries a sign-in token.
export function signInLink(mail, base) {
  const link = (mail.text.match(/https?:\/\/\S+/g) ?? []).find((url) => url.includes("/m/"));
  if (!link) throw new Error(`no sign-in link in the mail "${mail.subject}":\n${mail.text}`);
  if (!link.startsWith(base)) throw new Error(`the link leads away from ${base}: ${new URL(link).origin}`);
  return link;
}

// Proves the address by the mailed link, from the browser that asked, and confirms; `look` at the page that asks it.
export async function signIn(page, base, address, language, look = async () => {}) {
  const mail = await postbox(base);
  await page.goto(`${base}/sign-in`);
  const shown = await page.locator("html").getAttribute("lang");
  if (language && shown !== language) throw new Error(`/sign-in is in "${shown}", not "${language}"`);
  await page.locator("main [name=email]").fill(address);
  await press(page);
  const letter = await mail(address, ({ text }) => text.includes("/m/"));
  await page.goto(signInLink(letter, base));
  await look(page);
  await press(page);
  if (new URL(page.url()).pathname.startsWith("/m/")) throw new Error("the confirmation did not sign in");
  return letter;
}

// The six digits of one time step for a base32 secret.
export function totpAt(secret, step) {
  const letters = secret.toUpperCase().replace(/[^A-Z2-7]/g, "");
  const bits = [...letters].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const code = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, "0");
}

// A code not used before on this portal, which takes each time step once (joining took the step before the first).
async function freshCode(base, secret) {
  const key = `${base} ${secret}`;
  for (;;) {
    const now = Date.now() / 1000;
    const step = Math.floor(now / STEP_S);
    // Near the end of a step its code would be one step old on arrival.
    if (step > (lastSteps.get(key) ?? 0) && now % STEP_S < STEP_S - 3) {
      lastSteps.set(key, step);
      return totpAt(secret, step);
    }
    await new Promise((done) => setTimeout(done, 500));
  }
}

// Cookies of the staff who have signed in, by portal and address: a code is good once, the next comes 30 s later.
const desks = new Map();

// Sits down at the desk: with the session of an earlier test of the same portal while it lives, else by signing in.
export async function atDesk(page, base, account) {
  const key = `${base} ${account.email}`;
  const cookies = desks.get(key);
  if (cookies) {
    await page.context().addCookies(cookies);
    await page.goto(`${base}/staff/queue`);
    if (new URL(page.url()).pathname === "/staff/queue") return;
  }
  await staffSignIn(page, base, account);
  desks.set(key, await page.context().cookies(base));
}

export async function staffSignIn(page, base, account) {
  await page.goto(`${base}/staff/sign-in`);
  await staffEnters(page, base, account);
}

// On the sign-in page. `totp` is the base32 secret. The code may be asked on the same page or on the next.
export async function staffEnters(page, base, { email, password, totp }) {
  const code = page.locator("main [name=code], main [name=totp]");
  await page.locator("main [name=email]").fill(email);
  await page.locator("main [name=password]").fill(password);
  if ((await code.count()) === 0) await press(page);
  await code.fill(await freshCode(base, totp));
  await press(page);
  if (new URL(page.url()).pathname === "/staff/sign-in") {
    throw new Error(`staff sign-in refused: ${await page.locator("main").innerText()}`);
  }
}
