import { open, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ATTACH, type EvidenceDesk, openEvidenceDesk, PNG, sha256, video } from "./evidenceDesk";

let desk: EvidenceDesk;
let customer: string;
let theCase: string;
let contact: { id: string; token: string };
beforeAll(async () => {
  desk = await openEvidenceDesk();
  const made = await desk.must(`mutation {
    createCustomer(input: { name: "Acme" }) { customer { id } }
  }`);
  customer = made.createCustomer.customer.id;
  const { createCase } = await desk.must(
    `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }`,
    { input: { title: "Broken", customerId: customer } },
  );
  theCase = createCase.case.id;
  contact = await desk.person("contact", ["customer"], { customerId: customer });
});
afterAll(() => desk.close());

interface File {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly internal?: boolean;
}

/** Brings a file to the case. */
async function attached({ internal = false, ...file }: File): Promise<any> {
  const upload = await desk.bring(file);
  return (await desk.must(ATTACH, { subject: theCase, upload, internal })).attach.attachment;
}

/** The link that a viewer gets to an attachment; null where it is out of sight. */
async function linkFor(id: string, token?: string): Promise<string | null> {
  const { node } = await desk.must(`query ($id: ID!) { node(id: $id) { ... on Attachment { url } } }`, { id }, token);
  return node && desk.here(node.url);
}

const get = (link: string, headers: Record<string, string> = {}, method = "GET") => fetch(link, { headers, method });
const gone = { errors: [{ message: "The file was not found.", extensions: { code: "NOT_FOUND" } }] };
async function expectGone(link: string): Promise<void> {
  const answer = await get(link);
  expect([answer.status, await answer.json()]).toEqual([404, gone]);
}

describe("a download", () => {
  test("has the bytes, and headers that let a browser run none of them", async () => {
    const { url } = await attached({ filename: 'Ge\u202erät "1"/../x.png', contentType: "image/png", bytes: PNG });
    const answer = await get(desk.here(url));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "70",
      "content-disposition":
        "inline; filename=\"Ge_r_t _1__.._x.png\"; filename*=UTF-8''Ge%E2%80%AEr%C3%A4t%20%221%22_.._x.png",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "private, no-cache",
      etag: `"${sha256(PNG)}"`,
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
  });

  test.each([
    ["text/csv", "a.csv", "a;b\n", "attachment"],
    ["text/plain", "a.txt", "a\n", "attachment"],
    ["video/mp4", "a.mp4", "\0\0\0\x18ftypmp42", "attachment"],
    ["application/pdf", "a.pdf", "%PDF-1.7", "inline"],
  ])("of %s", async (contentType, filename, text, disposition) => {
    const { url } = await attached({ filename, contentType, bytes: Buffer.from(text, "latin1") });
    const answer = await get(desk.here(url));
    expect(answer.headers.get("content-disposition")).toBe(
      `${disposition}; filename="${filename}"; filename*=UTF-8''${filename}`,
    );
    expect(answer.headers.get("content-type")).toBe(contentType);
    await answer.arrayBuffer();
  });

  test("answers parts, and what has not changed, without bytes", async () => {
    const bytes = video(2_500_000);
    const { url } = await attached({ filename: "a.mp4", contentType: "video/mp4", bytes });
    const link = desk.here(url);
    const part = async (range: string) => {
      const answer = await get(link, { range });
      return [answer.status, answer.headers.get("content-range"), Buffer.from(await answer.arrayBuffer())];
    };
    expect(await part("bytes=0-9")).toEqual([206, "bytes 0-9/2500000", bytes.subarray(0, 10)]);
    expect(await part("bytes=1048570-1048590")).toEqual([
      206,
      "bytes 1048570-1048590/2500000",
      bytes.subarray(1048570, 1048591),
    ]);
    expect(await part("bytes=-5")).toEqual([206, "bytes 2499995-2499999/2500000", bytes.subarray(-5)]);
    const [status, range, rest] = await part("bytes=1000000-");
    expect([status, range, sha256(rest as Buffer)]).toEqual([
      206,
      "bytes 1000000-2499999/2500000",
      sha256(bytes.subarray(1_000_000)),
    ]);
    expect((await get(link, { range: "bytes=2500000-" })).status).toBe(416);
    const head = await get(link, {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "2500000", ""]);
    expect((await get(link, { "if-none-match": `"${sha256(bytes)}"` })).status).toBe(304);
    const whole = await get(link, { range: "bytes=0-9", "if-range": '"other"' });
    expect([whole.status, sha256(Buffer.from(await whole.arrayBuffer()))]).toEqual([200, sha256(bytes)]);
  });

  test("of damaged bytes answers none of them", async () => {
    const bytes = video(1_500_000);
    for (const damage of [
      async (path: string) => {
        const stored = await readFile(path);
        stored[1_200_000]! ^= 1;
        await writeFile(path, stored);
      },
      (path: string) => truncate(path, 1_400_000),
      (path: string) => truncate(path, 1_048_576),
      async () => {
        const [row] = await desk.rows("SELECT storage_key FROM attachment ORDER BY created_at DESC, id DESC LIMIT 1");
        await desk.house.storage.remove(row!.storage_key);
      },
    ]) {
      const { id, url } = await attached({ filename: "a.mp4", contentType: "video/mp4", bytes });
      const [row] = await desk.rows("SELECT storage_key AS key FROM attachment WHERE id = $1", id);
      await damage(join(desk.folder, row!.key.slice(-2), row!.key));
      const answer = await get(desk.here(url));
      expect([answer.status, ((await answer.json()) as any).errors[0].message]).toEqual([
        500,
        "The stored bytes are damaged; they are not served.",
      ]);
    }
  });

  test("of a large file breaks off where it is damaged", async () => {
    const bytes = Buffer.alloc(34 * 1024 * 1024);
    video(64).copy(bytes);
    const { id, url } = await attached({ filename: "a.mp4", contentType: "video/mp4", bytes });
    const [row] = await desk.rows("SELECT storage_key AS key FROM attachment WHERE id = $1", id);
    const stored = await open(join(desk.folder, row!.key.slice(-2), row!.key), "r+");
    await stored.write("x", 20 * 1024 * 1024 + 5);
    await stored.close();
    const answer = await get(desk.here(url));
    let received = 0;
    await expect(async () => {
      for await (const chunk of answer.body!) received += (chunk as Uint8Array).length;
    }).rejects.toThrow("terminated");
    expect(received).toBeLessThanOrEqual(20 * 1024 * 1024);
  });
});

describe("a link", () => {
  let id: string;
  beforeAll(async () => {
    id = (await attached({ filename: "a.png", contentType: "image/png", bytes: PNG })).id;
  });

  test("names its viewer, is the same for a while, and is worth nothing once changed", async () => {
    const support = await desk.person("reader", ["support"]);
    const link = (await linkFor(id, support.token))!;
    expect(new URL(link).searchParams.get("viewer")).toBe(support.id);
    expect(await linkFor(id, support.token)).toBe(link);
    expect(await linkFor(id)).not.toBe(link);
    expect((await get(link)).status).toBe(200);
    for (const wrong of [
      link.replace(support.id, contact.id),
      link.replace(/until=\d/, "until=9"),
      link.replace(/&signature=.*/, ""),
      `${desk.url}/files/${id}`,
      `${desk.url}/files/..%2f..%2fetc%2fpasswd`,
    ])
      expect([wrong, (await get(wrong)).status]).toEqual([wrong, 403]);
    expect((await get(link, {}, "DELETE")).status).toBe(405);
  });

  test("ends with its time", async () => {
    const link = (await linkFor(id))!;
    const until = new Date(Number(new URL(link).searchParams.get("until")) * 1000);
    expect(until.getTime() - desk.clock.now().getTime()).toBeGreaterThan(299_000);
    expect(until.getTime() - desk.clock.now().getTime()).toBeLessThanOrEqual(600_000);
    desk.clock.set(new Date(until.getTime() - 1000));
    expect((await get(link)).status).toBe(200);
    desk.clock.set(new Date(until.getTime() + 10));
    await expectGone(link);
    desk.clock.set(new Date(Date.now()));
  });

  test("ends when its viewer signs out, loses the role, or is deactivated", async () => {
    const leaves = async (name: string, leave: (person: { id: string; token: string }) => Promise<unknown>) => {
      const person = await desk.person(name, ["support"]);
      const link = (await linkFor(id, person.token))!;
      expect((await get(link)).status).toBe(200);
      await leave(person);
      await expectGone(link);
    };
    await leaves("out", ({ token }) => desk.must(`mutation { signOut { signedOut } }`, {}, token));
    await leaves("buys", ({ id }) =>
      desk.must(`mutation ($id: ID!) { updatePerson(id: $id, input: { roles: ["buyer"] }) { person { id } } }`, { id }),
    );
    await leaves("gone", ({ id }) =>
      desk.must(`mutation ($id: ID!) { deactivatePerson(id: $id) { person { id } } }`, { id }),
    );
  });

  test("of an API token goes with the token, and sees no more than it", async () => {
    const made = await desk.must(
      `mutation { createApiToken(input: { name: "t", permissions: [SERVICE_READ] }) { secret apiToken { id } } }`,
    );
    const { secret, apiToken } = made.createApiToken;
    const link = (await linkFor(id, secret))!;
    expect((await get(link)).status).toBe(200);
    await desk.must(`mutation ($id: ID!) { updateCase(id: $id, input: { confidential: true }) { case { id } } }`, {
      id: theCase,
    });
    await expectGone(link);
    expect((await get((await linkFor(id))!)).status).toBe(200);
    await desk.must(`mutation ($id: ID!) { updateCase(id: $id, input: { confidential: false }) { case { id } } }`, {
      id: theCase,
    });
    expect((await get(link)).status).toBe(200);
    await desk.must(`mutation ($id: ID!) { revokeApiToken(id: $id) { apiToken { id } } }`, { id: apiToken.id });
    await expectGone(link);
  });

  test("of a customer ends when the attachment turns internal or the case another customer's", async () => {
    const link = (await linkFor(id, contact.token))!;
    expect((await get(link)).status).toBe(200);
    const internal = await attached({ filename: "b.png", contentType: "image/png", bytes: PNG, internal: true });
    expect(await linkFor(internal.id, contact.token)).toBeNull();
    await desk.rows("UPDATE attachment SET internal = true WHERE id = $1", id);
    await expectGone(link);
    await desk.rows("UPDATE attachment SET internal = false WHERE id = $1", id);
    expect((await get(link)).status).toBe(200);
    await desk.must(`mutation ($id: ID!) { updateCase(id: $id, input: { customerId: null }) { case { id } } }`, {
      id: theCase,
    });
    await expectGone(link);
    await desk.must(`mutation ($id: ID!, $c: ID) { updateCase(id: $id, input: { customerId: $c }) { case { id } } }`, {
      id: theCase,
      c: customer,
    });
  });

  test("ends with the attachment, whose bytes go too", async () => {
    const { id: other, url } = await attached({ filename: "c.png", contentType: "image/png", bytes: PNG });
    const [row] = await desk.rows("SELECT storage_key AS key FROM attachment WHERE id = $1", other);
    expect(desk.stored()).toContain(row!.key);
    const { removeAttachment } = await desk.must(
      `mutation ($id: ID!) { removeAttachment(id: $id) { removedId case { id } } }`,
      { id: other },
    );
    expect(removeAttachment).toEqual({ removedId: other, case: { id: theCase } });
    await expectGone(desk.here(url));
    desk.timers!.wake();
    while (desk.stored().includes(row!.key)) await new Promise((resolve) => setImmediate(resolve));
  });

  test("from a live stream is each listener's own", async () => {
    const [ann, bob] = [await desk.person("ann", ["support"]), await desk.person("bob", ["support"])];
    const query = `subscription ($id: ID!, $after: EventCursor) {
      caseChanged(id: $id, after: $after) { type entry { attachment { filename url } } } }`;
    const { currentCursor: after } = await desk.must(`{ currentCursor }`);
    const streams = [ann, bob].map(({ token }) =>
      desk.socket(token).iterate({ query, variables: { id: theCase, after } }),
    );
    const got = streams.map((stream) => stream.next());
    await attached({ filename: "live.png", contentType: "image/png", bytes: PNG });
    for (const [i, person] of [ann, bob].entries()) {
      const { caseChanged } = (await got[i]!).value!.data as any;
      expect(caseChanged).toMatchObject({ type: "EVIDENCE_ADDED", entry: { attachment: { filename: "live.png" } } });
      const link = new URL(caseChanged.entry.attachment.url);
      expect(link.searchParams.get("viewer")).toBe(person.id);
      expect((await get(desk.here(link.href))).status).toBe(200);
    }
  });
});
