/** What after an @ may be somebody's name. */
export interface NameSought {
  /** Which @ of the text, counted from 0. */
  readonly at: number;
  /** In words: the longest name that somebody has is meant. */
  readonly words: number;
  readonly name: string;
}

/** Mentions of one text that are looked at; what follows them is taken for text. */
const MOST = 50;
/** Words of a name. */
const LONGEST = 5;

// An @ inside a word is a mail address.
const AT = /(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}])/gu;
/** What ends a sentence or an aside may follow a name, and what parts a sentence ends it. */
const FOLLOWING = /[^\p{L}\p{N}]+$/u;
const POSSESSIVE = /['’]s?[^\p{L}\p{N}]*$/u;
const ENDS = /[,;:!?)\]}]$/;

/**
 * The texts behind every @ that could be names, from one word to five; "Dr. Anna Weiß, please" is sought with and without what
 * follows it.
 */
export function namesSought(text: string): NameSought[] {
  const sought: NameSought[] = [];
  let at = 0;
  for (const match of text.matchAll(AT)) {
    if (at === MOST) break;
    const line = text.slice(match.index + 1, match.index + 1 + 255).split(/[\r\n]/, 1)[0]!;
    const words = line.split(/\s+/).slice(0, LONGEST);
    for (let n = 1; n <= words.length; n++) {
      const name = words.slice(0, n).join(" ");
      for (const one of new Set([name, name.replace(FOLLOWING, ""), name.replace(POSSESSIVE, "")]))
        if (one) sought.push({ at, words: n, name: one });
      if (ENDS.test(name)) break;
    }
    at++;
  }
  return sought;
}
