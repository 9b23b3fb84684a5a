// Starts `portal demo` on a port of its own, with fresh data on SQLite or a fresh database on PostgreSQL.
import { execFile, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { OUT } from "./look.mjs";

const NOTICE = fileURLToPath(new URL("../../deploy/demo/notice.toml", import.meta.url));
const READY_MS = 60_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const run = promisify(execFile);

const given = new Set();

// Below 32768: above lie the ports of outgoing connections. No port is given twice: a portal that is still ending holds its own.
export async function freePort() {
  for (;;) {
    const port = 21_000 + Math.floor(Math.random() * 9_000);
    if (given.has(port)) continue;
    given.add(port);
    const free = await new Promise((done) => {
      const probe = createServer().once("error", () => done(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
    });
    if (free) return port;
  }
}

async function freshDatabase(name) {
  const url = new URL(process.env.PORTAL_TEST_POSTGRES);
  const sql = (text) => run("psql", ["-qX", "-v", "ON_ERROR_STOP=1", "-d", url.href, "-c", text]);
  await sql(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => sql(`drop database ${name} with (force)`) };
}

// Only its own settings: a PORTAL_* of the shell must not reach the portal under test.
function cleanEnvironment(extra) {
  const kept = Object.entries(process.env).filter(([key]) => !key.startsWith("PORTAL_"));
  return { ...Object.fromEntries(kept), ...extra };
}

async function untilReady(base, child) {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the portal ended with code ${child.exitCode}`);
    const ready = await fetch(`${base}/health/ready`).then((a) => a.ok, () => false);
    if (ready) return;
    await pause(100);
  }
  throw new Error(`/health/ready is not 200 after ${READY_MS / 1000} s`);
}

// At once: its data are thrown away, and how the portal stops in good order is tested elsewhere.
async function end(child) {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
}

// The program's other commands, on the demo's own database and keys: gives what they print.
function commandLine(binary, { data, base, database }) {
  const env = cleanEnvironment({
    PORTAL_BASE_URL: base,
    PORTAL_STAFF_BASE_URL: base,
    PORTAL_DATABASE_URL: database?.url ?? `sqlite://${join(data, "portal.sqlite")}`,
    PORTAL_DATA_DIR: data,
    PORTAL_KEYS: join(data, "keys"),
    PORTAL_NOTICE: NOTICE,
    PORTAL_SMTP_URL: "smtp://127.0.0.1:25",
    PORTAL_MAIL_FROM: "portal@wprod.example",
    PORTAL_DESK_ADDRESS: "desk@wprod.example",
  });
  return async (...args) => (await run(binary, args, { env })).stdout;
}

// Gives { base, log, stop, portal }; throws, with the log named, when the portal does not become ready.
export async function startDemo({ binary, engine, label }) {
  await mkdir(OUT, { recursive: true });
  const data = await mkdtemp(join(tmpdir(), "portal-demo-"));
  const port = await freePort();
  const database = engine === "postgres" ? await freshDatabase(`demo_${process.pid}_${port}`) : null;
  const log = `${OUT}demo-${label}.log`;
  const child = spawn(binary, ["demo", "--listen", `127.0.0.1:${port}`, "--data", data], {
    env: cleanEnvironment(database ? { PORTAL_DEMO_DATABASE_URL: database.url } : {}),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const killed = () => child.kill("SIGKILL");
  process.once("exit", killed);
  const stop = async () => {
    await end(child);
    process.off("exit", killed);
    file.end();
    await database?.drop();
    await rm(data, { recursive: true, force: true });
  };
  try {
    await new Promise((done, fail) => child.once("spawn", done).once("error", fail));
    const base = `http://127.0.0.1:${port}`;
    await untilReady(base, child);
    return { base, log, stop, portal: commandLine(binary, { data, base, database }) };
  } catch (error) {
    await stop();
    throw new Error(`${error.message}; its log: ${log}`);
  }
}
