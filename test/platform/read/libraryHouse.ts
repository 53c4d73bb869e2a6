import type { Pool } from "pg";
import { DataSource } from "typeorm";
import { Reading20261101000050 } from "../../../migrations/20261101000050-reading";
import { type Permission, permissionClass } from "../../../src/platform/access/permissions";
import type { Viewer } from "../../../src/platform/access/viewer";
import { SnakeNamingStrategy } from "../../../src/platform/database/naming";
import { CompiledEngine } from "../../../src/platform/read/engineOf";
import { Model } from "../../../src/platform/read/model";
import type { Ctx } from "../../../src/platform/work";
import { Random } from "../../support/random";
import { dropDatabase, platformDatabase } from "../../support/platformHouse";
import { Author, LIBRARY_NOUNS, librarySchema, ShelfPlace, Work } from "./library";

export const SECRET = "cursor secret";

/** The library's schema on a database of its own. */
export type Library = Awaited<ReturnType<typeof openLibrary>>;

export async function openLibrary() {
  const url = await platformDatabase();
  const dataSource = new DataSource({
    type: "postgres",
    url,
    entities: [Author, Work, ShelfPlace] as never,
    namingStrategy: new SnakeNamingStrategy(),
    extra: { max: 4, options: "-c jit=off -c timezone=UTC" },
  });
  await dataSource.initialize();
  await new Reading20261101000050().up(dataSource.createQueryRunner());
  await dataSource.synchronize();
  await dataSource.query(
    "CREATE TABLE translation (work_id uuid NOT NULL, author_id uuid NOT NULL, year int NOT NULL)",
  );
  // Time stands still, so that what is asked twice is the same.
  await dataSource.query(`CREATE OR REPLACE FUNCTION casegraph_now() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT '2026-11-01T12:00:00Z'::timestamptz $$`);
  const schema = await librarySchema();
  const nouns = new Map(LIBRARY_NOUNS.map((noun) => [noun.entity, noun]));
  const model = new Model(schema, dataSource, nouns);
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const engine = new CompiledEngine({ schema, model, primary: pool, secret: SECRET });
  const log = { info() {}, warn() {}, error() {} };
  return {
    dataSource,
    pool,
    schema,
    model,
    nouns,
    engine,
    ctx: (viewer: Viewer | null): Ctx =>
      ({ house: { log }, viewer, requestId: "test", ip: null, userAgent: null, idempotency: null }) as unknown as Ctx,
    close: async () => {
      await dataSource.destroy();
      await dropDatabase(url);
    },
  };
}

export const viewerWith = (personId: string, ...permissions: Permission[]): Viewer => ({
  personId,
  permissions: new Set(permissions),
  permissionClass: permissionClass(permissions),
  customerId: null,
  timeZone: "UTC",
  sessionId: null,
  apiTokenId: null,
  expiresAt: null,
});

const NAMES = [
  "Ann",
  "ann",
  'Bob "the" B',
  "Zoë",
  "Žižek",
  "a\\b",
  "100%_sure",
  "",
  "\u0007bell\ttab\nline\u001f",
  "Ann",
  "🦉 owl",
  "O'Neil",
  "\u2028sep",
  "Öl",
];
const TAGS = ["x", "y z", "", "NULL", '{"a"}', "ü,", "\\"];
const INSTANTS = [
  "2026-10-31T12:00:00Z",
  "2026-10-31T12:00:00Z",
  "2026-11-01T12:00:00Z",
  "2026-11-02T08:30:15.120Z",
  "1999-12-31T23:59:59.999Z",
  "2026-11-01T11:30:00Z",
];
const DATES = ["1926-01-02", "1926-01-02", "1980-12-31", "0099-03-01", "2000-02-29"];

/** Fills the library with random rows, the same for the same seed. */
export async function fillLibrary(library: Library, seed: number, size = 24): Promise<void> {
  const random = new Random(seed);
  const maybe = <T>(probability: number, value: () => T): T | null => (random.chance(probability) ? value() : null);
  const insert = async (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    await library.pool.query(
      `INSERT INTO ${table} (${names.join()}) VALUES (${names.map((_, i) => `$${i + 1}`).join()})`,
      Object.values(row),
    );
  };
  const newId = (type: number) => {
    const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join("");
    return `${hex(8)}-${hex(4)}-7${type.toString(16).padStart(3, "0")}-8${hex(3)}-${hex(12)}`;
  };
  const authors: string[] = [];
  for (let i = 0; i < size; i++) {
    const id = newId(101);
    await insert("author", {
      id,
      name: random.pick(NAMES),
      living: maybe(0.7, () => random.chance(0.5)),
      teacher_id: maybe(0.6, () => authors[random.below(authors.length)] ?? null),
      secret: random.chance(0.3),
      born: maybe(0.7, () => random.pick(DATES)),
      wakes_at: maybe(0.6, () => random.pick(["00:00", "09:30", "23:59:59"])),
      patience: maybe(0.6, () =>
        random.pick(["0", "90 minutes", "-5 minutes", "3 days 1 second", "1 hour 0.9 second"]),
      ),
      fame: maybe(0.7, () => random.pick([0, 7, -1, 9007199254740991])),
      extra: maybe(0.5, () => JSON.stringify(random.pick([{}, { b: 1, a: [1, { x: null }] }, { ü: '"q"\n' }]))),
      writes: random.some(["NOVEL", "POETRY"], random.below(3)),
    });
    authors.push(id);
  }
  const works: string[] = [];
  for (let i = 0; i < size * 2; i++) {
    const id = newId(102);
    const kind = random.pick(["BOOK", "BOOK", "FILM"]);
    const mention = () => ({ who: random.pick(authors), line: random.below(8) });
    const notes = Array.from({ length: random.below(4) }, () => ({
      text: random.pick(NAMES),
      page: maybe(0.5, () => random.below(100)),
      by: maybe(0.7, () => random.pick(authors)),
      ...(random.chance(0.6) && { marks: random.some(TAGS, random.below(4)) }),
      mention: maybe(0.6, mention),
      mentions: Array.from({ length: random.below(4) }, mention),
    }));
    await insert("work", {
      id,
      kind,
      title: random.pick(NAMES),
      genre: maybe(0.6, () => random.pick(["NOVEL", "POETRY"])),
      author_id: maybe(0.8, () => random.pick(authors)),
      published_at: maybe(0.7, () => random.pick(INSTANTS)),
      tags: random.some(TAGS, random.below(4)),
      price: maybe(0.6, () => random.pick([0, 1.5, 1e21, 1e-7, -0.1, 3])),
      pages: maybe(0.6, () => random.pick([0, 10, 10, 300, -7])),
      minutes: kind === "FILM" ? maybe(0.8, () => random.below(200)) : null,
      notes: JSON.stringify(notes),
    });
    works.push(id);
  }
  for (let i = 0; i < size * 2; i++)
    for (const [author, work] of [[random.pick(authors), works[i]!]])
      if (random.chance(0.6))
        await insert("translation", { work_id: work, author_id: author, year: 1990 + random.below(4) });
  for (let i = 0; i < size; i++)
    await insert("shelf_place", {
      id: newId(103),
      position: random.below(10),
      work_id: maybe(0.5, () => random.pick(works)),
      author_id: maybe(0.5, () => random.pick(authors)),
    });
}
