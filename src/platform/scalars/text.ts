import { refuse, shown, stringScalar } from "./scalar";

// One mailbox: no display name, no list. "localhost" is a domain too: a first boot's administrator lives there.
const MAILBOX = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;
const CURSOR = /^[\w.:-]{1,100}$/;

export const EmailAddressScalar = stringScalar<string>({
  name: "EmailAddress",
  description: "Address of one mailbox, compared without regard to case.",
  read: (text) => {
    if (text.length > 254 || text.includes("..") || !MAILBOX.test(text))
      throw refuse(`${shown(text)} is no address of one mailbox such as "ada@example.org".`);
    return text;
  },
  write: (value) => value,
});

/** True for an absolute http or https address of at most 2048 characters. */
export const isWebAddress = (text: string): boolean =>
  text.length <= 2048 && /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text);

export const UrlScalar = stringScalar<string>({
  name: "URL",
  description: "Absolute http or https address.",
  read: (text) => {
    if (!isWebAddress(text)) throw refuse(`${shown(text)} is no absolute http or https address.`);
    return text;
  },
  write: (value) => value,
});

export const EventCursorScalar = stringScalar<string>({
  name: "EventCursor",
  description:
    "Opaque position in the event log: total order over all committed events; a client may store and compare it for equality, nothing more.",
  read: (text) => {
    if (!CURSOR.test(text)) throw refuse(`${shown(text)} is no cursor of the event log.`);
    return text;
  },
  write: (value) => value,
});
