// The steps most walks take: press a button, file a request, sit down at the desk in a role.
import { atDesk, signIn } from "./actors.mjs";

const WAIT_MS = 20_000;

// Addresses with data in the demo's register, one a language.
export const ADDRESSES = {
  fi: "maija.virtanen@posti.example",
  sv: "bjorn.lindstrom@post.example",
  en: "emma.brown@mail.example",
};

// "load", not "domcontentloaded": before its style sheet a page is not what people see, and axe would judge it.
export async function press(page, button) {
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

// Presses a key on what has the focus then: without a mouse.
export async function keys(page, place, key) {
  await page.locator(place).focus();
  await page.keyboard.press(key);
}

// The same where the key leads to a page.
export const enters = (page, place) => Promise.all([page.waitForEvent("load"), keys(page, place, "Enter")]);

// Unfolds what a page keeps folded.
export const unfold = (summary) => summary.click();

// Fetches what a link gives as a file.
export async function fetches(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return download;
}

// Sends the main form by its first button.
export const send = (page) => press(page, page.locator("main form button[type=submit]").first());

// The button of the form that posts to an address ending so.
export const on = (page, action) => page.locator(`main form[action$="${action}"] button`).first();

// The day so many days from today, as the portal counts it: in Helsinki.
export function day(offset) {
  const at = new Date(Date.now() + offset * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(at);
}

// Opens an address until its page says so: what the worker writes beside a mail stands a moment after the mail.
export async function opensUntil(page, address, says) {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    await page.goto(address);
    if (await says(page)) return;
    if (Date.now() > until) throw new Error(`${address} does not come to say it in ${WAIT_MS / 1000} s`);
    await new Promise((done) => setTimeout(done, 150));
  }
}

// The reference in the page's address.
export const referenceOf = (page) => new URL(page.url()).pathname.split("/").pop();

// Files a wish: its question, answered by `answer`, the name, the check. Gives the reference.
export async function files(page, base, wish, answer = async () => {}, look = async () => {}) {
  await page.goto(`${base}/requests/new/${wish}`);
  await look(page);
  await answer(page);
  for (let step = 0; step < 3; step += 1) {
    await send(page);
    await look(page);
  }
  return referenceOf(page);
}

// Sits down at the desk in the first account of the role.
export async function works(page, base, language, role) {
  const accounts = await (await fetch(`${base}/dev/staff.json`)).json();
  await page.goto(`${base}/language/${language}?to=/staff/sign-in`);
  const account = accounts.find((known) => known.role === role);
  await atDesk(page, base, account);
  return account;
}

// Opens a request at the desk and takes it.
export async function takes(desk, base, reference) {
  await desk.goto(`${base}/staff/requests/${reference}`);
  await press(desk, on(desk, "/take"));
}

// A request for access that a caseworker has taken, seen by its requester and at the desk. Gives the reference and the desk.
export async function begins({ page, newPage, base, language }) {
  await signIn(page, base, ADDRESSES[language], language);
  const reference = await files(page, base, "access");
  const desk = await newPage();
  await works(desk, base, language, "caseworker");
  await takes(desk, base, reference);
  return { reference, desk };
}
