import { fileURLToPath } from "node:url";
import { SettingsError } from "../config";
import { FileStorage } from "./fileStorage";
import { type Bucket, S3Storage } from "./s3Storage";
import type { Storage } from "./storage";

const wrong = (why: string): SettingsError => new SettingsError(`STORAGE_URL: ${why}`);

/** The storage that STORAGE_URL names, once it is known to work. */
export async function openStorage(url: string): Promise<Storage> {
  const storage = url.startsWith("s3:") ? new S3Storage(bucketOf(url)) : new FileStorage(folderOf(url));
  await storage.check();
  return storage;
}

/** `file:/folder`, `file:///folder`, or `file:folder` below the working directory. */
function folderOf(url: string): string {
  if (!url.startsWith("file://")) return decodeURIComponent(url.slice("file:".length));
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

/**
 * `s3://KEY:SECRET@bucket/prefix?region=…&endpoint=https://…`. Without an endpoint it is AWS's, where the bucket is part of
 * the host; an endpoint of one's own is asked by path.
 */
export function bucketOf(url: string): Bucket {
  const { hostname: bucket, username, password, pathname, searchParams } = new URL(url);
  const region = searchParams.get("region") ?? "us-east-1";
  const told = searchParams.get("endpoint");
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) throw wrong("must name a bucket: s3://bucket/prefix");
  if (!username || !password)
    throw wrong("must carry the key and its secret, or have them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  if (told !== null && !/^https?:\/\/[^/?#]+\/?$/.test(told))
    throw wrong("endpoint must be https://host or http://host");
  const prefix = pathname.replace(/^\/+|\/+$/g, "");
  if (!/^[\w./-]*$/.test(prefix)) throw wrong("the prefix holds letters, digits, . _ - and / only");
  const inside = prefix === "" ? "" : `${prefix}/`;
  return {
    endpoint: new URL(told ?? `https://${bucket}.s3.${region}.amazonaws.com`),
    region,
    path: told === null ? `/${inside}` : `/${bucket}/${inside}`,
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
}
