/*
 * Which files are taken, and whether bytes are what they are said to be. What is not on the list is refused: first by what
 * the uploader says, then by the first bytes, which decide. Nothing that a browser would run is on it.
 */

/** What the first bytes show. Several types share a container: then the uploader's word chooses among those. */
type Look =
  | "png"
  | "jpeg"
  | "gif"
  | "webp"
  | "heif"
  | "avif"
  | "bmp"
  | "tiff"
  | "pdf"
  | "ooxml"
  | "ole"
  | "rtf"
  | "mp4"
  | "webm"
  | "avi"
  | "mpeg"
  | "text"
  | `odf:${string}`;

interface FileType {
  readonly looks: readonly Look[];
  /** A name that says what it is says one of these. */
  readonly extensions: readonly string[];
  /** May be shown in a browser rather than saved. */
  readonly inline?: boolean;
}

const OOXML = "application/vnd.openxmlformats-officedocument";
const ODF = "application/vnd.oasis.opendocument";

const image = (look: Look, ...extensions: string[]): FileType => ({ looks: [look], extensions, inline: true });
const video = (look: Look, ...extensions: string[]): FileType => ({ looks: [look], extensions });
const document = (look: Look, ...extensions: string[]): FileType => ({ looks: [look], extensions });

const TYPES = new Map<string, FileType>([
  ["image/png", image("png", "png")],
  ["image/jpeg", image("jpeg", "jpg", "jpeg", "jpe", "jfif")],
  ["image/gif", image("gif", "gif")],
  ["image/webp", image("webp", "webp")],
  ["image/avif", image("avif", "avif")],
  ["image/heic", image("heif", "heic", "heif")],
  ["image/heif", image("heif", "heif", "heic")],
  ["image/bmp", image("bmp", "bmp")],
  ["image/tiff", image("tiff", "tif", "tiff")],
  ["application/pdf", { looks: ["pdf"], extensions: ["pdf"], inline: true }],
  [
    "text/plain",
    document("text", "txt", "text", "log", "md", "ini", "cfg", "conf", "json", "yaml", "yml", "toml", "asc"),
  ],
  ["text/csv", document("text", "csv", "tsv", "txt")],
  ["text/tab-separated-values", document("text", "tsv", "txt")],
  ["application/rtf", document("rtf", "rtf")],
  ["text/rtf", document("rtf", "rtf")],
  [`${OOXML}.wordprocessingml.document`, document("ooxml", "docx")],
  [`${OOXML}.spreadsheetml.sheet`, document("ooxml", "xlsx")],
  [`${OOXML}.presentationml.presentation`, document("ooxml", "pptx")],
  [`${ODF}.text`, document(`odf:${ODF}.text`, "odt")],
  [`${ODF}.spreadsheet`, document(`odf:${ODF}.spreadsheet`, "ods")],
  [`${ODF}.presentation`, document(`odf:${ODF}.presentation`, "odp")],
  [`${ODF}.graphics`, document(`odf:${ODF}.graphics`, "odg")],
  ["application/msword", document("ole", "doc")],
  ["application/vnd.ms-excel", document("ole", "xls")],
  ["application/vnd.ms-powerpoint", document("ole", "ppt")],
  ["video/mp4", video("mp4", "mp4", "m4v")],
  ["video/quicktime", video("mp4", "mov", "qt")],
  ["video/3gpp", video("mp4", "3gp", "3gpp")],
  ["video/webm", video("webm", "webm")],
  ["video/x-matroska", video("webm", "mkv")],
  ["video/x-msvideo", video("avi", "avi")],
  ["video/mpeg", video("mpeg", "mpg", "mpeg")],
]);

/** The types that are taken, for messages. */
export const TAKEN = "images, PDF, text, CSV, office documents and video";

/** How many of the first bytes are looked at. */
export const HEAD_BYTES = 4096;

/** The media type alone, in small letters; null for what is not taken. */
export function takenType(contentType: string): string | null {
  const essence = contentType.split(";")[0]!.trim().toLowerCase();
  return TYPES.has(essence) ? essence : null;
}

/** The extension of a name that does not fit the type; null where it fits, or says nothing. */
export function wrongExtension(filename: string, type: string): string | null {
  const extension = /\.([a-z][a-z0-9]{0,15})\s*\.*$/i.exec(filename.trim())?.[1]?.toLowerCase();
  return extension === undefined || TYPES.get(type)!.extensions.includes(extension) ? null : extension;
}

/** May be shown in a browser: images and PDF. */
export const isShown = (type: string): boolean => TYPES.get(type)?.inline ?? false;

/** Read as words, where one NUL anywhere shows that it is none. */
export const isText = (type: string): boolean => TYPES.get(type)?.looks[0] === "text";

/** True where the first bytes are those of the type. */
export function looksLike(head: Buffer, type: string): boolean {
  const look = lookOf(head);
  return look !== null && (TYPES.get(type)?.looks.includes(look) ?? false);
}

/** How UTF-16 begins; it is full of NULs. */
export const isUtf16 = (head: Buffer): boolean =>
  head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff));

const at = (head: Buffer, offset: number, bytes: string): boolean =>
  head.length >= offset + bytes.length && head.toString("latin1", offset, offset + bytes.length) === bytes;

const SIGNATURES: readonly (readonly [Look, (head: Buffer) => boolean])[] = [
  ["png", (head) => at(head, 0, "\x89PNG\r\n\x1a\n")],
  ["jpeg", (head) => at(head, 0, "\xff\xd8\xff")],
  ["gif", (head) => at(head, 0, "GIF87a") || at(head, 0, "GIF89a")],
  ["webp", (head) => at(head, 0, "RIFF") && at(head, 8, "WEBP")],
  ["avi", (head) => at(head, 0, "RIFF") && at(head, 8, "AVI ")],
  [
    "bmp",
    (head) => at(head, 0, "BM") && head.length > 18 && head.readUInt32LE(14) >= 12 && head.readUInt32LE(14) <= 124,
  ],
  ["tiff", (head) => at(head, 0, "II*\0") || at(head, 0, "MM\0*")],
  ["pdf", (head) => at(head, 0, "%PDF-")],
  ["rtf", (head) => at(head, 0, "{\\rtf")],
  ["ole", (head) => at(head, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
  ["webm", (head) => at(head, 0, "\x1a\x45\xdf\xa3")],
  ["mpeg", (head) => at(head, 0, "\0\0\x01\xba") || at(head, 0, "\0\0\x01\xb3")],
];

function lookOf(head: Buffer): Look | null {
  const known = SIGNATURES.find(([, fits]) => fits(head));
  if (known) return known[0];
  if (at(head, 4, "ftyp")) return brandOf(head.toString("latin1", 8, 12));
  if (at(head, 4, "moov") || at(head, 4, "mdat") || at(head, 4, "wide")) return "mp4";
  if (at(head, 0, "PK\x03\x04")) return packageOf(head);
  return isPlainText(head) ? "text" : null;
}

function brandOf(brand: string): Look {
  if (/^avi[fs]/.test(brand)) return "avif";
  return /^(hei[cxms]|hev[cxms]|mif1|msf1)/.test(brand) ? "heif" : "mp4";
}

/** What a ZIP's first entry says that it is: other archives are not taken. */
function packageOf(head: Buffer): Look | null {
  if (head.length < 30) return null;
  const nameLength = head.readUInt16LE(26);
  const start = 30 + nameLength + head.readUInt16LE(28);
  const name = head.toString("latin1", 30, 30 + nameLength);
  if (name === "mimetype") {
    const type = /^[a-z0-9.+/-]+/.exec(head.toString("latin1", start, start + 80))?.[0] ?? "";
    return `odf:${type}`;
  }
  return /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/|customXml\/)/.test(name) ? "ooxml" : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what binary files have and texts do not.
const BINARY = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;
// How markup begins, as browsers that guess would read it (whatwg mimesniff 7.1), and scripts that name their interpreter.
const MARKUP =
  /^(?:<(?:!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|math|object|embed|img|form|meta|link|base|\?xml|\?php|\?|%|!--)(?![a-z0-9])|<!--|<\?|#!|mime-version:|content-type:)/i;

function isPlainText(head: Buffer): boolean {
  if (head.length === 0) return false;
  const wide = isUtf16(head);
  const text = wide
    ? new TextDecoder(head[0] === 0xff ? "utf-16le" : "utf-16be").decode(head)
    : head.toString("latin1").replace(/^\xef\xbb\xbf/, "");
  return !BINARY.test(text) && !MARKUP.test(text.trimStart());
}
