// The demo's postbox: waits for the mail an action of the test has caused.
const WAIT_MS = 20_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function mails(base) {
  const answer = await fetch(`${base}/dev/mail.json`);
  if (!answer.ok) throw new Error(`/dev/mail.json answered ${answer.status}`);
  return answer.json(); // newest first
}

const goesTo = (mail, address) => JSON.stringify(mail.to).toLowerCase().includes(address.toLowerCase());

// Gives `mail(address, where?)`: the newest mail to the address (fields id, to, subject, text, html,
// state, at) that arrived since the test began and was not handed out before; waits for it.
// `where` is a further condition on the mail.
export async function postbox(base) {
  const seen = new Set((await mails(base)).map((mail) => mail.id));
  return async function mail(address, where = () => true) {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const fresh = (await mails(base)).filter(
        (mail) => !seen.has(mail.id) && goesTo(mail, address) && where(mail),
      );
      if (fresh.length > 0) {
        fresh.forEach((mail) => seen.add(mail.id));
        return fresh[0];
      }
      if (Date.now() > until) throw new Error(`no new mail to ${address} in ${WAIT_MS / 1000} s`);
      await pause(150);
    }
  };
}
