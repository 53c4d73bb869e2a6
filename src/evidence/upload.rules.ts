/** The timer that ends an upload, attached or not. */
export const EXPIRE_UPLOAD = "upload.expire";

/** The timer that takes an attachment's bytes away; the database sets it when the attachment's row goes. */
export const DISCARD_BYTES = "evidence.discard";

/** How long what is not attached is kept, in ms. */
export const UPLOAD_KEPT_MS = 24 * 3_600_000;

/** Uploads that one person may have begun and not attached. */
export const MOST_OPEN_UPLOADS = 200;

/** Tries of sending its bytes that one upload is worth. */
export const MOST_TRIES = 20;

/** Uploads that one comment, activity or case may bring. */
export const MOST_AT_ONCE = 50;
