// A client with nothing but Node's own fetch, doing what the reference's TypeScript quickstart does: ask for a code,
// verify it, place a call, wait for its result by the stream, and by polling where the stream brings none.
//
// Usage: node quickstart.mjs URL < tasks.json
// A task is {email, code, number, calls, wait}; `wait` is "stream" or "poll". Prints, for each task, the list of what
// it was told: {result, waited} of a call that ended, {step, code, http} of a refusal, after which the task is over.

import { readFileSync } from "node:fs";

const AT_ONCE = 8;
const POLL_INTERVAL_MS = 5;
const base = process.argv[2];

class Refused extends Error {
  constructor(step, http, error) {
    super(error.message);
    Object.assign(this, { step, http, code: error.code });
  }
}

async function checked(step, response) {
  if (!response.ok) throw new Refused(step, response.status, (await response.json()).error);
  return response;
}

async function post(step, path, body, headers = {}) {
  const response = await fetch(`${base}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return (await checked(step, response)).json();
}

async function requestCode(email) {
  const { data } = await post("request_code", "/api/v2/auth/email/request", { email });
  return { requestToken: data.request_token };
}

async function verifyCode(email, requestToken, code) {
  const body = { email, request_token: requestToken, code };
  const { data } = await post("verify_code", "/api/v2/auth/email/verify", body);
  return { accessToken: data.access_token, userId: data.id };
}

function createCall(headers, number) {
  const body = {
    dialed_number: number,
    callee_name: "Dr. Smith Office",
    callee_context: "Local dentist office. Open Mon-Fri 9am-5pm.",
    call_objective: "Schedule a dental cleaning for next Tuesday afternoon",
    caller: "communicator",
  };
  return post("create", "/api/v2/voice/call", body, headers);
}

// Server-Sent Events as the WHATWG HTML standard describes them, as far as this API uses them.
async function* eventsOf(response) {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop();
    for (const block of blocks) {
      const fields = {};
      for (const line of block.split(/\r?\n/)) {
        const found = /^(event|data|id): ?(.*)$/.exec(line);
        if (found) fields[found[1]] = found[2];
      }
      yield fields;
    }
  }
}

async function byStream(headers, callId) {
  const url = `${base}/api/v2/voice/call/${callId}/stream`;
  const response = await checked("result", await fetch(url, { headers: { ...headers, Accept: "text/event-stream" } }));
  for await (const event of eventsOf(response)) {
    if (event.event === "result") return JSON.parse(event.data);
  }
  return null;
}

async function byPolling(headers, callId) {
  for (;;) {
    const response = await fetch(`${base}/api/v2/voice/call/${callId}`, { headers });
    const call = await (await checked("result", response)).json();
    if (call.status !== "in_progress") return call;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

async function createAndWait(headers, task) {
  const { call_id: callId } = await createCall(headers, task.number);
  const streamed = task.wait === "stream" ? await byStream(headers, callId) : null;
  if (streamed !== null) return { result: streamed, waited: "stream" };
  return { result: await byPolling(headers, callId), waited: "poll" };
}

async function told(task) {
  const answers = [];
  try {
    const { requestToken } = await requestCode(task.email);
    const { accessToken, userId } = await verifyCode(task.email, requestToken, task.code);
    const headers = { Authorization: `Bearer ${accessToken}`, "X-Pine-User-Id": userId };
    for (let call = 0; call < task.calls; call += 1) answers.push(await createAndWait(headers, task));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    answers.push({ step: error.step, code: error.code, http: error.http });
  }
  return answers;
}

const tasks = JSON.parse(readFileSync(0, "utf-8"));
const answers = new Array(tasks.length);
const waiting = tasks.entries();
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const [index, task] of waiting) answers[index] = await told(task);
  }),
);
console.log(JSON.stringify(answers));
