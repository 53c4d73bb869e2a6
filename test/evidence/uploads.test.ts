import { createHash } from "node:crypto";
import { connect } from "node:net";
import { ATTACH, type EvidenceDesk, HTML, openEvidenceDesk, PNG, sha256, video } from "./evidenceDesk";

let desk: EvidenceDesk;
beforeAll(async () => {
  desk = await openEvidenceDesk();
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const { id } of await desk.rows("SELECT id FROM upload WHERE attached_at IS NULL"))
    await desk.rows("UPDATE timer SET due = casegraph_now(), ready_at = casegraph_now() WHERE subject_id = $1", id);
  desk.timers!.wake();
  await until(async () => (await desk.rows("SELECT FROM upload WHERE attached_at IS NULL")).length === 0);
});

const png = { filename: "Gerät 1.png", contentType: "image/png", bytes: PNG };
const refused = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });

describe("announcing", () => {
  test("answers where and how to send the bytes, and until when", async () => {
    const { createUpload } = await desk.must(
      `mutation { createUpload(input: { filename: "a.PNG", contentType: "Image/PNG; x=y", size: 70 }) { uploadId url headers { name value } expiresAt } }`,
    );
    const until = Math.floor(new Date(createUpload.expiresAt).getTime() / 1000);
    expect(createUpload).toEqual({
      uploadId: expect.any(String),
      url: expect.stringMatching(
        new RegExp(`^http://casegraph.test/uploads/${createUpload.uploadId}\\?until=${until}&signature=[\\w-]{43}$`),
      ),
      headers: [{ name: "content-type", value: "image/png" }],
      expiresAt: expect.any(String),
    });
  });

  const input = (more: object) => ({ input: { filename: "a.png", contentType: "image/png", size: 70, ...more } });
  test.each([
    [{ contentType: "text/html" }, "input.contentType", "taken"],
    [{ contentType: "image/svg+xml" }, "input.contentType", "taken"],
    [{ contentType: "application/octet-stream" }, "input.contentType", "taken"],
    [{ filename: "a.html" }, "input.filename", "extension"],
    [{ filename: "a.png.exe" }, "input.filename", "extension"],
    [{ filename: "a.svg", contentType: "text/plain" }, "input.filename", "extension"],
    [{ filename: " " }, "input.filename", "notBlank"],
    [{ filename: "a\nb" }, "input.filename", "singleLine"],
    [{ size: 0 }, "input.size", "size"],
    [{ size: 2048 * 1024 * 1024 + 1 }, "input.size", "size"],
    [{ sha256: "abc" }, "input.sha256", "matches"],
  ])("refuses %j", async (more, path, rule) => {
    const { code, violations } = await desk.no(
      `mutation ($input: UploadInput!) { createUpload(input: $input) { uploadId } }`,
      input(more),
    );
    expect([code, violations[0].path, violations[0].rule]).toEqual(["BAD_USER_INPUT", path, rule]);
  });

  test("is for those who may attach", async () => {
    const buyer = await desk.person("buyer", ["buyer"]);
    expect(
      await desk.no(
        `mutation ($input: UploadInput!) { createUpload(input: $input) { uploadId } }`,
        input({}),
        buyer.token,
      ),
    ).toEqual({ code: "FORBIDDEN" });
  });

  test("a request made again under its Idempotency-Key answers the same upload and link", async () => {
    const send = async () => {
      const response = await fetch(`${desk.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${desk.admin}`, "idempotency-key": "k1" },
        body: JSON.stringify({
          query: `mutation { createUpload(input: { filename: "a.png", contentType: "image/png", size: 70 }) { uploadId url expiresAt headers { name } } }`,
        }),
      });
      return ((await response.json()) as any).data.createUpload;
    };
    const first = await send();
    expect(first.headers).toEqual([{ name: "content-type" }]);
    expect(await send()).toEqual(first);
  });
});

describe("sending", () => {
  test("a link that is not ours, was changed, or is another's is 403", async () => {
    const { id, url } = await desk.announce(png);
    const other = await desk.announce(png);
    const changed = [
      url.replace(/signature=.*/, ""),
      url.replace(/signature=./, "signature=_"),
      url.replace(/until=\d/, "until=9"),
      url.replace(id, other.id),
      url.replace(id, "x"),
    ];
    for (const wrong of changed)
      expect(await desk.put(wrong, PNG)).toEqual({
        status: 403,
        body: refused("FORBIDDEN", "This link is not one of ours."),
      });
    expect(desk.stored()).toEqual([]);
  });

  test("only PUT is answered", async () => {
    const { url } = await desk.announce(png);
    const response = await fetch(url, { method: "POST", body: PNG });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "PUT"]);
  });

  test.each([
    ["HTML named .png", "image/png", "x.png", HTML],
    [
      "SVG named .png",
      "image/png",
      "x.png",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ],
    ["HTML as text", "text/plain", "x.txt", HTML],
    ["HTML behind a BOM and spaces as CSV", "text/csv", "x.csv", Buffer.from("\ufeff \n\t<HTML><body>")],
    ["HTML in UTF-16 as text", "text/plain", "x.txt", Buffer.from("\ufeff<html><script>", "utf16le")],
    ["a script as text", "text/plain", "x.txt", Buffer.from("#!/bin/sh\nrm -rf /\n")],
    ["a program as text", "text/plain", "x.txt", Buffer.from("MZ\x90\0\x03\0\0\0")],
    ["a NUL far into text", "text/plain", "x.txt", Buffer.concat([Buffer.alloc(9000, "a"), Buffer.alloc(1)])],
    [
      "an archive as a document",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "x.docx",
      Buffer.concat([
        Buffer.from("PK\x03\x04\x14\0\0\0\0\0", "latin1"),
        Buffer.alloc(16),
        Buffer.from([8, 0, 0, 0]),
        Buffer.from("evil.exe"),
      ]),
    ],
    ["a JPEG as PNG", "image/png", "x.png", Buffer.from("ffd8ffe000104a464946", "hex")],
    ["a PDF as video", "video/mp4", "x.mp4", Buffer.from("%PDF-1.7\n")],
  ])("%s is refused and leaves nothing", async (_what, contentType, filename, bytes) => {
    const { id, url } = await desk.announce({ filename, contentType, bytes });
    expect(await desk.put(url, bytes)).toEqual({
      status: 415,
      body: refused("BAD_USER_INPUT", `The bytes are not those of ${contentType}.`),
    });
    expect(desk.stored()).toEqual([]);
    expect(await desk.rows("SELECT stored_at FROM upload WHERE id = $1", id)).toEqual([{ stored_at: null }]);
  });

  test("what is not as announced is refused", async () => {
    const more = await desk.announce({ ...png, size: PNG.length - 1 });
    expect(await desk.put(more.url, PNG)).toEqual({
      status: 413,
      body: refused("BAD_USER_INPUT", `${PNG.length - 1} bytes were announced, not ${PNG.length}.`),
    });
    const less = await desk.announce({ ...png, size: PNG.length + 1 });
    expect((await desk.put(less.url, PNG)).status).toBe(400);
    const hash = await desk.announce({ ...png, sha256: sha256(HTML) });
    expect(await desk.put(hash.url, PNG)).toEqual({
      status: 400,
      body: refused("BAD_USER_INPUT", "The bytes do not have the SHA-256 announced."),
    });
    const type = await desk.announce(png);
    expect((await desk.put(type.url, PNG, { "content-type": "image/gif" })).status).toBe(415);
    const packed = await desk.announce(png);
    expect((await desk.put(packed.url, PNG, { "content-encoding": "gzip" })).status).toBe(415);
    expect(desk.stored()).toEqual([]);
  });

  test("a body without a length is counted as it comes", async () => {
    const streamed = async (url: string, chunks: Uint8Array[]) => {
      const response = await fetch(url, {
        method: "PUT",
        body: ReadableStream.from(chunks),
        duplex: "half",
      } as RequestInit);
      return [response.status, ((await response.json()) as any).errors?.[0].message];
    };
    const [a, b] = [PNG.subarray(0, 10), PNG.subarray(10)];
    expect(await streamed((await desk.announce(png)).url, [a, b])).toEqual([201, undefined]);
    expect(await streamed((await desk.announce(png)).url, [a, b, a])).toEqual([
      413,
      "There are more than the 70 bytes announced.",
    ]);
    expect(await streamed((await desk.announce(png)).url, [a])).toEqual([
      400,
      "Only 10 of the 70 bytes announced have come.",
    ]);
    expect(desk.stored()).toHaveLength(1);
  });

  test("a cut connection leaves nothing behind, and the upload can be sent again", async () => {
    const bytes = video(3_000_000);
    const { id, url } = await desk.announce({ filename: "a.mp4", contentType: "video/mp4", bytes });
    const { port, pathname, search } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nhost: x\r\ncontent-length: ${bytes.length}\r\n\r\n`);
    socket.write(bytes.subarray(0, 1_500_000));
    await until(() => desk.stored().length === 1);
    socket.destroy();
    await until(() => desk.stored().length === 0);
    expect(await desk.put(url, bytes)).toMatchObject({ status: 201, body: { uploadId: id, sha256: sha256(bytes) } });
    expect(desk.stored()).toHaveLength(1);
    expect(await desk.put(url, bytes)).toEqual({
      status: 409,
      body: refused("CONFLICT", "The bytes of this upload have come already."),
    });
    expect(desk.stored()).toHaveLength(1);
  });

  test("of two who send the same upload at once one is kept", async () => {
    const bytes = video(2_000_000);
    const { url } = await desk.announce({ filename: "a.mp4", contentType: "video/mp4", bytes });
    const answers = await Promise.all([desk.put(url, bytes), desk.put(url, bytes), desk.put(url, bytes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(desk.stored()).toHaveLength(1);
  });

  test("the hash of every MiB is kept", async () => {
    const bytes = video(2_500_000);
    const id = await desk.bring({ filename: "a.mp4", contentType: "video/mp4", bytes });
    const [{ blocks }] = (await desk.rows("SELECT blocks FROM upload WHERE id = $1", id)) as [{ blocks: Buffer }];
    const parts = [0, 1, 2].map((i) =>
      createHash("sha256")
        .update(bytes.subarray(i << 20, (i + 1) << 20))
        .digest(),
    );
    expect(blocks.equals(Buffer.concat(parts))).toBe(true);
  });

  test.each([
    ["text/plain", "notes.txt", Buffer.from("ö\n1 < 2\n")],
    ["text/csv", "list.csv", Buffer.from("\ufeffa;b\n1;2\n", "utf16le")],
    ["application/pdf", "x.pdf", Buffer.from("%PDF-1.7\n%\xe2\xe3\n", "latin1")],
    ["application/msword", "x.doc", Buffer.from("d0cf11e0a1b11ae100", "hex")],
    ["image/webp", "x.webp", Buffer.from("RIFF\x10\0\0\0WEBPVP8 ", "latin1")],
    ["video/webm", "x.webm", Buffer.from("1a45dfa39f", "hex")],
  ])("%s is taken", async (contentType, filename, bytes) => {
    await desk.bring({ filename, contentType, bytes });
  });

  test("a link is over after an hour, the upload and its bytes after a day", async () => {
    const late = await desk.announce(png);
    const kept = await desk.bring(png);
    const attached = await desk.bring(png);
    const { createCustomer } = await desk.must(
      `mutation { createCustomer(input: { name: "Ada" }) { customer { id } } }`,
    );
    await desk.must(ATTACH, { subject: createCustomer.customer.id, upload: attached });
    const mine = async () =>
      (await desk.rows("SELECT id FROM upload WHERE id = ANY ($1) ORDER BY id", [late.id, kept, attached])).length;
    desk.clock.advance(3_601_000);
    expect(await desk.put(late.url, PNG)).toEqual({
      status: 404,
      body: refused("NOT_FOUND", "The upload was not found."),
    });
    expect(await mine()).toBe(3);
    desk.clock.advance(24 * 3_600_000);
    await until(async () => (await mine()) === 0);
    await until(async () => (await desk.rows("SELECT FROM upload")).length === 0);
    const [row] = await desk.rows("SELECT storage_key FROM attachment");
    expect(desk.stored()).toEqual([row!.storage_key]);
    desk.clock.set(new Date());
  });
});

/** Comes back once it holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
