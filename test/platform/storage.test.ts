import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { SettingsError } from "../../src/platform/config";
import { bucketOf, openStorage } from "../../src/platform/storage/openStorage";
import { Missing, type Storage } from "../../src/platform/storage/storage";
import { openTinyS3, type TinyS3 } from "../support/tinyS3";

let folder: string;
let s3: TinyS3;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "casegraph-storage-"));
  s3 = await openTinyS3();
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const KEY = "01a2013b-b903-7011-bd35-fae5c70a41f2-00ff";
const BYTES = Buffer.alloc(300_000, "abcdefg");
async function* chunks(): AsyncGenerator<Buffer> {
  for (let at = 0; at < BYTES.length; at += 65_536) yield BYTES.subarray(at, at + 65_536);
}
async function* broken(): AsyncGenerator<Buffer> {
  yield BYTES.subarray(0, 200_000);
  throw new Error("cut off");
}

describe.each([
  [
    "a folder",
    () => `file:${folder}`,
    () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length,
  ],
  ["S3", () => s3.url, () => s3.objects.size],
])("%s", (_name, url, count) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage(url());
  });
  afterAll(() => storage.close());

  test("keeps bytes, answers parts of them, and takes them away", async () => {
    expect(count()).toBe(0);
    await storage.put(KEY, chunks(), BYTES.length);
    expect(count()).toBe(1);
    const part = async (start: number, end: number) => buffer(await storage.read(KEY, start, end));
    expect((await part(0, BYTES.length - 1)).equals(BYTES)).toBe(true);
    expect((await part(65_530, 65_540)).equals(BYTES.subarray(65_530, 65_541))).toBe(true);
    await storage.remove(KEY);
    await storage.remove(KEY);
    await expect(storage.read(KEY, 0, 1)).rejects.toThrow(Missing);
    expect(count()).toBe(0);
  });

  test("keeps nothing of what breaks off, and says why", async () => {
    await expect(storage.put(KEY, broken(), BYTES.length)).rejects.toThrow("cut off");
    expect(count()).toBe(0);
    await storage.put(KEY, chunks(), BYTES.length);
    await storage.remove(KEY);
  });
});

test("S3: what can be asked again is, what cannot says why", async () => {
  const storage = await openStorage(s3.url);
  s3.refusals.push(503, 500);
  await storage.remove(KEY);
  s3.refusals.push(503);
  await expect(storage.put(KEY, chunks(), BYTES.length)).rejects.toThrow("The storage refuses: 503 SlowDown");
  await storage.put(KEY, chunks(), BYTES.length);
  s3.refusals.push(503);
  expect((await buffer(await storage.read(KEY, 0, 9))).toString()).toBe("abcdefgabc");
  await storage.remove(KEY);
  storage.close();
});

describe("what cannot be used is said at the start", () => {
  const trouble = (url: string) => expect(openStorage(url)).rejects;

  test("a folder that is a file", async () => {
    const path = join(folder, "a-file");
    await writeFile(path, "");
    await trouble(`file:${path}`).toThrow(new RegExp(`^STORAGE_URL: ${path} cannot be written: EEXIST`));
    await rm(path);
  });

  test("a wrong secret, a wrong bucket, nobody there", async () => {
    await trouble(s3.url.replace("s3cret", "other")).toThrow(
      /^STORAGE_URL: 127.0.0.1:\d+: The storage refuses: 403 SignatureDoesNotMatch$/,
    );
    await trouble(s3.url.replace("@evidence", "@other")).toThrow(/404 NoSuchBucket$/);
    await trouble("s3://a:b@evidence?endpoint=http://127.0.0.1:1").toThrow(SettingsError);
  });

  test.each([
    [
      "s3://bucket/x",
      "STORAGE_URL: must carry the key and its secret, or have them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    ],
    ["s3://a:b@B_/x", "STORAGE_URL: must name a bucket: s3://bucket/prefix"],
    ["s3://a:b@bucket/x?endpoint=ftp://x", "STORAGE_URL: endpoint must be https://host or http://host"],
    ["s3://a:b@bucket/x%20y", "STORAGE_URL: the prefix holds letters, digits, . _ - and / only"],
  ])("%s", async (url, message) => {
    await trouble(url).toThrow(new SettingsError(message));
  });
});

test("a bucket of AWS is part of the host", () => {
  expect(bucketOf("s3://AK:s%2Fx@bucket/some/where/?region=eu-central-1")).toEqual({
    endpoint: new URL("https://bucket.s3.eu-central-1.amazonaws.com"),
    region: "eu-central-1",
    path: "/some/where/",
    accessKeyId: "AK",
    secretAccessKey: "s/x",
  });
});
