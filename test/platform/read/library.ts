import "reflect-metadata";
import {
  Arg,
  Args,
  ArgsType,
  buildSchema,
  createUnionType,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Permission } from "../../../src/platform/access/permissions";
import { connectionOf, PageArgs } from "../../../src/platform/read/connection";
import {
  Compare,
  Computed,
  Connection,
  compiled,
  Condition,
  Embed,
  Finished,
  Json,
  List,
  NodeById,
  One,
  OneOf,
  Related,
  Rows,
} from "../../../src/platform/read/declare";
import {
  BooleanFilter,
  DateFilter,
  DateTimeFilter,
  IDFilter,
  IntFilter,
  KeyFilter,
  StringFilter,
  TagFilter,
} from "../../../src/platform/read/filters";
import { lookUp } from "../../../src/platform/read/lookUp";
import { Node } from "../../../src/platform/read/node";
import { sizeOf } from "../../../src/platform/read/sizeOf";
import type { EntityClass, Noun } from "../../../src/platform/read/scope";
import { JsonObjectScalar, SafeIntScalar } from "../../../src/platform/scalars/json";
import { DateScalar, DateTimeScalar, DurationScalar, LocalTimeScalar } from "../../../src/platform/scalars/time";
import { and, raw, sql } from "../../../src/platform/sql";

/*
 * A small schema for what the compiler must be able to do, whatever the product's own schema happens to use: an
 * interface over one table, a union over two, finished fields, json, walls around rows.
 */

export enum Genre {
  NOVEL = "NOVEL",
  POETRY = "POETRY",
}
registerEnumType(Genre, { name: "Genre" });

@ObjectType({ implements: Node })
@Entity("author")
export class Author extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => Boolean, { nullable: true })
  @Column({ type: "boolean", nullable: true })
  living!: boolean | null;

  @Field(() => Author, { nullable: true })
  @ManyToOne(() => Author)
  @JoinColumn({ name: "teacher_id" })
  teacher?: Author | null;

  @Field(() => DateScalar, { nullable: true })
  @Column({ type: "date", nullable: true })
  born!: string | null;

  @Field(() => LocalTimeScalar, { nullable: true })
  @Column({ type: "time", nullable: true })
  wakesAt!: string | null;

  @Field(() => DurationScalar, { nullable: true })
  @Column({ type: "interval", nullable: true })
  patience!: string | null;

  @Field(() => SafeIntScalar, { nullable: true })
  @Column({ type: "bigint", nullable: true })
  fame!: number | null;

  @Field(() => JsonObjectScalar, { nullable: true })
  @Column({ type: "jsonb", nullable: true })
  extra!: object | null;

  @Field(() => [Genre])
  @Column({ type: "text", array: true, default: [] })
  writes!: Genre[];

  @Field(() => Birth, { nullable: true })
  @Embed((a) => sql`${a}.born IS NOT NULL`)
  birth?: Birth | null;

  /** Seen only by who may see confidential things. */
  @Column({ type: "boolean", default: false })
  secret!: boolean;
}

@InterfaceType({ implements: Node, resolveType: () => "Book" })
@Entity("work")
export class Work extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "text" })
  kind!: string;

  @Field(() => String)
  @Column({ type: "text" })
  title!: string;

  @Field(() => Genre, { nullable: true })
  @Column({ type: "text", nullable: true })
  genre!: Genre | null;

  @Field(() => Author, { nullable: true })
  @ManyToOne(() => Author)
  @JoinColumn({ name: "author_id" })
  author?: Author | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  publishedAt!: Date | null;

  @Field(() => [String])
  @Column({ type: "text", array: true })
  tags!: string[];

  @Field(() => Float, { nullable: true })
  @Column({ type: "float8", nullable: true })
  price!: number | null;

  @Column({ type: "int", nullable: true })
  pages!: number | null;

  @Column({ type: "int", nullable: true })
  minutes!: number | null;

  @Column({ type: "jsonb", default: [] })
  notes!: object;

  @Field(() => Int)
  @Computed((w) => sql`length(${w}.title)`)
  titleLength?: number;

  @Field(() => [Author])
  @List({
    of: () => Author,
    join: (a) => sql`JOIN translation link ON link.author_id = ${a}.id`,
    where: (_a, w) => sql`link.work_id = ${w}.id`,
    order: () => sql`link.year`,
  })
  translators?: Author[];

  @Field(() => [Note])
  @Json((w) => sql`${w}.notes`)
  remarks?: Note[];
}

@ObjectType()
export class Birth {
  @Field(() => DateScalar)
  @Computed((a) => sql`${a}.born`)
  on!: string;

  @Field(() => Author, { nullable: true })
  @One(
    () => Author,
    (t, a) => sql`${t}.born = ${a}.born AND ${t}.id <> ${a}.id`,
    (t) => sql`${t}.name`,
  )
  twin!: Author | null;

  @Field(() => Boolean)
  @Computed((a, scope) => sql`${a}.id IS NOT DISTINCT FROM ${scope.viewerId}`)
  mine!: boolean;
}

@ObjectType()
export class Note {
  @Field(() => String)
  text!: string;

  @Field(() => [String], { nullable: true })
  marks!: string[] | null;

  @Field(() => Mention, { nullable: true })
  mention!: Mention | null;

  @Field(() => [Mention])
  mentions!: Mention[];

  @Field(() => Int, { nullable: true })
  page!: number | null;

  @Field(() => Author, { nullable: true })
  by!: Author | null;
}

/** Stands only where the viewer may see whom it names. */
@ObjectType()
export class Mention {
  @Field(() => Author)
  who!: Author;

  @Field(() => Int)
  line!: number;

  @Field(() => Boolean)
  @Computed((json) => sql`(${json}->>'line')::int > 3`)
  late!: boolean;
}

@ObjectType({ implements: Work })
export class Book extends Work {
  @Field(() => Int, { nullable: true })
  declare pages: number | null;
}

@ObjectType({ implements: Work })
export class Film extends Work {
  @Field(() => Int, { nullable: true })
  declare minutes: number | null;
}

@ObjectType({ implements: Node })
@Entity("shelf_place")
export class ShelfPlace extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => Int)
  @Column({ type: "int" })
  position!: number;

  @Column({ type: "uuid", nullable: true })
  workId!: string | null;

  @Column({ type: "uuid", nullable: true })
  authorId!: string | null;

  @Field(() => Thing, { nullable: true })
  @OneOf(
    { entity: () => Work, on: (t, p) => sql`${t}.id = ${p}.work_id` },
    { entity: () => Author, on: (t, p) => sql`${t}.id = ${p}.author_id` },
  )
  thing?: object | null;

  @Field(() => String)
  @Finished({
    needs: { id: (p) => sql`${p}.id`, position: (p) => sql`${p}.position` },
    finish: (rows) => rows.map((row) => `place ${row.position} of ${String(row.id).slice(-4)}`),
  })
  label?: string;
}

export const Thing = createUnionType({
  name: "Thing",
  types: () => [Book, Film, Author] as const,
  resolveType: () => "Book",
});

@InputType()
export class AuthorFilter {
  @Field(() => AuthorFilter, { nullable: true })
  not?: AuthorFilter;

  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.teacher_id`, "uuid")
  teacher?: IDFilter;

  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.name`, "text")
  name?: StringFilter;

  @Field(() => DateFilter, { nullable: true })
  @Compare((a) => sql`${a}.born`, "date")
  born?: DateFilter;

  @Field(() => BooleanFilter, { nullable: true })
  @Compare((a) => sql`${a}.living`, "boolean")
  living?: BooleanFilter;
}

@InputType()
export class WorkFilter {
  @Field(() => [WorkFilter], { nullable: true })
  and?: WorkFilter[];

  @Field(() => [WorkFilter], { nullable: true })
  or?: WorkFilter[];

  @Field(() => WorkFilter, { nullable: true })
  not?: WorkFilter;

  @Field(() => StringFilter, { nullable: true })
  @Compare((w) => sql`${w}.title`, "text")
  title?: StringFilter;

  @Field(() => IntFilter, { nullable: true })
  @Compare((w) => sql`${w}.pages`, "int")
  pages?: IntFilter;

  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((w) => sql`${w}.published_at`, "timestamptz")
  publishedAt?: DateTimeFilter;

  @Field(() => TagFilter, { nullable: true })
  @Compare((w) => sql`${w}.tags`, "text[]")
  tags?: TagFilter;

  @Field(() => KeyFilter, { nullable: true })
  @Compare((w) => sql`lower(${w}.genre)`, "text")
  kind?: KeyFilter;

  @Field(() => Genre, { nullable: true })
  @Condition((w, arg) => sql`${w}.genre = ${arg.sql}`)
  genre?: Genre;

  @Field(() => AuthorFilter, { nullable: true })
  @Related(
    () => Author,
    (a, w) => sql`${a}.id = ${w}.author_id`,
  )
  author?: AuthorFilter;
}

export enum WorkOrderField {
  TITLE = "TITLE",
  PUBLISHED_AT = "PUBLISHED_AT",
  PAGES = "PAGES",
}
registerEnumType(WorkOrderField, { name: "WorkOrderField" });
export enum Direction {
  ASC = "ASC",
  DESC = "DESC",
}
registerEnumType(Direction, { name: "Direction" });

@InputType()
export class WorkOrder {
  @Field(() => WorkOrderField)
  field!: WorkOrderField;

  @Field(() => Direction, { defaultValue: Direction.ASC })
  direction!: Direction;
}

@ArgsType()
export class WorkArgs extends PageArgs {
  @Field(() => WorkFilter, { nullable: true })
  filter?: WorkFilter | null;

  @Field(() => [WorkOrder], { nullable: true })
  orderBy?: WorkOrder[] | null;
}

export const WorkConnection = connectionOf(() => Work, "Work");

const WORK_ORDERS = {
  TITLE: { sql: (w: ReturnType<typeof raw>) => sql`${w}.title COLLATE "C"`, type: "text" },
  PUBLISHED_AT: { sql: (w: ReturnType<typeof raw>) => sql`${w}.published_at`, type: "timestamptz", nullable: true },
  PAGES: { sql: (w: ReturnType<typeof raw>) => sql`${w}.pages`, type: "int", nullable: true },
};

export const AuthorConnection = connectionOf(() => Author, "Author");

export enum AuthorOrderField {
  NAME = "NAME",
  BORN = "BORN",
  FAME = "FAME",
}
registerEnumType(AuthorOrderField, { name: "AuthorOrderField" });

@InputType()
export class AuthorOrder {
  @Field(() => AuthorOrderField)
  field!: AuthorOrderField;

  @Field(() => Direction, { defaultValue: Direction.ASC })
  direction!: Direction;
}

@ArgsType()
export class AuthorArgs extends PageArgs {
  @Field(() => AuthorFilter, { nullable: true })
  filter?: AuthorFilter | null;

  @Field(() => [AuthorOrder], { nullable: true })
  orderBy?: AuthorOrder[] | null;
}

const AUTHOR_ORDERS = {
  NAME: { sql: (a: ReturnType<typeof raw>) => sql`${a}.name COLLATE "C"`, type: "text" },
  BORN: { sql: (a: ReturnType<typeof raw>) => sql`${a}.born`, type: "date", nullable: true },
  FAME: { sql: (a: ReturnType<typeof raw>) => sql`${a}.fame`, type: "bigint", nullable: true },
};

@ObjectType()
export class LendPayload {
  @Field(() => Work)
  work!: Work;

  @Field(() => String, { nullable: true })
  cursor!: string | null;

  @Field(() => [Author])
  told!: Author[];
}

@ObjectType()
export class Shown {
  @Field(() => Work)
  work!: Work;
}

@ObjectType()
export class ReportPart {
  @Field(() => Author)
  who!: Author;

  @Field(() => Int)
  count!: number;
}

@ObjectType()
export class Report {
  @Field(() => String)
  title!: string;

  @Field(() => DateTimeScalar)
  at!: Date;

  @Field(() => Node, { nullable: true })
  about!: Node | null;

  @Field(() => [Node], { nullable: "items" })
  everything!: (Node | null)[];

  @Field(() => [ReportPart], { nullable: "items" })
  parts!: (ReportPart | null)[];
}

/** Found by a SELECT over two tables; only what the viewer sees. */
@ObjectType()
export class Hit {
  @Field(() => Thing)
  @OneOf(
    { entity: () => Work, on: (t, hit) => sql`(${hit}.kind = 'work' AND ${t}.id = ${hit}.id)` },
    { entity: () => Author, on: (t, hit) => sql`(${hit}.kind = 'author' AND ${t}.id = ${hit}.id)` },
  )
  thing!: object;

  @Field(() => Thing, { nullable: true })
  @OneOf({ entity: () => Work, on: (t, hit) => sql`(${hit}.kind = 'work' AND ${t}.id = ${hit}.id)` })
  work!: object | null;

  @Field(() => Int)
  @Computed((hit) => sql`${hit}.length`)
  length!: number;

  @Field(() => String, { nullable: true })
  @Computed((hit, scope) => sql`CASE WHEN ${hit}.id IS DISTINCT FROM ${scope.viewerId} THEN ${hit}.kind END`)
  kind!: string | null;

  @Field(() => [Author])
  @List({
    of: () => Author,
    where: (a, hit) => sql`length(${a}.name) = ${hit}.length`,
    order: (a) => sql`${a}.name COLLATE "C"`,
  })
  alike!: Author[];
}

/** Figures over an author's works. */
@ObjectType()
export class GenreFigure {
  @Field(() => Genre, { nullable: true })
  @Computed((group) => sql`${group}.genre`)
  genre!: Genre | null;

  @Field(() => Int)
  @Computed((group) => sql`${group}.works`)
  works!: number;

  @Field(() => Work, { nullable: true })
  @One(
    () => Work,
    (w, group) => sql`${w}.id = ${group}.first`,
  )
  first!: Work | null;
}

@Resolver(() => Author)
export class AuthorWorks {
  @FieldResolver(() => [GenreFigure])
  @Rows(
    (a, scope) => sql`SELECT w.genre, count(*) AS works, min(w.id::text)::uuid AS first FROM work w
      WHERE w.author_id = ${a}.id AND ${scope.visible(Work, raw("w"))} GROUP BY w.genre ORDER BY w.genre NULLS FIRST`,
  )
  genres() {
    return compiled();
  }

  @FieldResolver(() => WorkConnection)
  @Connection({
    of: () => Work,
    where: (w, a) => sql`${w}.author_id = ${a}.id`,
    orders: WORK_ORDERS,
    defaultOrder: [{ term: "PUBLISHED_AT", direction: "DESC" }],
  })
  works(@Args(() => WorkArgs) _args: WorkArgs) {
    return compiled();
  }

  @FieldResolver(() => [Author])
  @List({
    of: () => Author,
    where: (p, a) => sql`${p}.teacher_id = ${a}.id`,
    order: (p) => sql`${p}.name COLLATE "C"`,
  })
  pupils(@Arg("filter", () => AuthorFilter, { nullable: true }) _filter?: AuthorFilter) {
    return compiled();
  }

  @FieldResolver(() => [Work])
  @List({
    of: () => Work,
    where: (w, a, _scope, args) => sql`${w}.author_id = ${a}.id AND length(${w}.title) > ${args.longerThan!.sql}::int`,
    order: (w) => sql`${w}.published_at DESC NULLS LAST`,
    limit: (args) => Math.max(0, Math.min(5, Number(args.most?.value ?? 2))),
  })
  latest(
    @Arg("most", () => Int, { nullable: true }) _most?: number,
    @Arg("longerThan", () => Int, { defaultValue: 0 }) _longerThan?: number,
  ) {
    return compiled();
  }

  @FieldResolver(() => WorkConnection)
  @Connection({
    of: () => Work,
    join: (w) => sql`JOIN translation link ON link.work_id = ${w}.id`,
    where: (_w, a) => sql`link.author_id = ${a}.id`,
    orders: WORK_ORDERS,
    defaultOrder: [
      { term: "PAGES", direction: "ASC" },
      { term: "TITLE", direction: "DESC" },
    ],
    maxFirst: 20,
  })
  translated(@Args(() => WorkArgs) _args: WorkArgs) {
    return compiled();
  }

  @FieldResolver(() => Boolean)
  @Computed((a, _scope, args) => sql`(${a}.name = ANY(${args.among!.sql}::text[]))`)
  named(@Arg("among", () => [String]) _among: string[]) {
    return compiled();
  }

  @FieldResolver(() => Thing, { nullable: true })
  @OneOf(
    { entity: () => Author, on: (t, a) => sql`${t}.id = ${a}.teacher_id` },
    {
      entity: () => Work,
      on: (t, a) => sql`${t}.id = (SELECT min(w.id::text)::uuid FROM work w WHERE w.author_id = ${a}.id)`,
    },
  )
  inspiration() {
    return compiled();
  }

  @FieldResolver(() => Book, { nullable: true })
  @One(
    () => Work,
    (w, a) => sql`${w}.author_id = ${a}.id AND ${w}.kind = 'BOOK'`,
    (w) => sql`${w}.title`,
  )
  firstBook() {
    return compiled();
  }
}

@Resolver()
export class LibraryRoots {
  @Query(() => [Hit])
  @Rows(
    (_row, scope, args) => sql`SELECT * FROM (
      SELECT 'work' AS kind, w.id, length(w.title) AS length FROM work w
        WHERE strpos(lower(w.title), lower(${args.word!.sql}::text)) > 0 AND ${scope.visible(Work, raw("w"))}
      UNION ALL SELECT 'author', a.id, length(a.name) FROM author a
        WHERE strpos(lower(a.name), lower(${args.word!.sql}::text)) > 0 AND ${scope.visible(Author, raw("a"))}
      ) hit ORDER BY hit.length, hit.id LIMIT ${raw(String(sizeOf(args, "first", 20)))}`,
  )
  hits(@Arg("word", () => String) _word: string, @Arg("first", () => Int, { defaultValue: 4 }) _first: number) {
    return compiled();
  }

  @Query(() => Author, { nullable: true })
  @One(
    () => Author,
    (a, _row, _scope, args) =>
      lookUp(args, { id: (id) => sql`${a}.id = ${id.sql}::uuid`, name: (n) => sql`${a}.name = ${n.sql}::text` }),
    (a) => sql`${a}.id`,
  )
  author(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("name", () => String, { nullable: true }) _name?: string,
  ) {
    return compiled();
  }

  @Query(() => WorkConnection)
  @Connection({
    of: () => Work,
    orders: WORK_ORDERS,
    defaultOrder: [{ term: "TITLE", direction: "ASC" }],
    defaultFirst: 10,
  })
  works(@Args(() => WorkArgs) _args: WorkArgs) {
    return compiled();
  }

  @Query(() => AuthorConnection)
  @Connection({
    of: () => Author,
    orders: AUTHOR_ORDERS,
    defaultOrder: [{ term: "BORN", direction: "DESC" }],
  })
  authors(@Args(() => AuthorArgs) _args: AuthorArgs) {
    return compiled();
  }

  @Query(() => [ShelfPlace])
  @List({ of: () => ShelfPlace, where: () => and(), order: (p) => sql`${p}.position` })
  shelf() {
    return compiled();
  }

  @Query(() => Node, { nullable: true })
  @NodeById()
  node(@Arg("id", () => ID) _id: string) {
    return compiled();
  }

  @Query(() => [Node], { nullable: "items" })
  @NodeById()
  nodes(@Arg("ids", () => [ID]) _ids: string[]) {
    return compiled();
  }

  @Query(() => Int)
  answer(@Arg("plus", () => Int, { defaultValue: 0 }) plus: number) {
    return 42 + plus;
  }

  @Query(() => [Shown])
  picked(@Arg("ids", () => [ID]) ids: string[]) {
    return ids.map((work) => ({ work }));
  }

  @Query(() => Shown, { nullable: true })
  shown(@Arg("id", () => ID) work: string) {
    return { work };
  }

  @Query(() => Report)
  report(@Arg("ids", () => [ID]) ids: string[]) {
    return {
      title: () => "what was asked",
      about: () => ids[0] ?? null,
      everything: ids,
      at: new Date(1_700_000_000_000),
      parts: [ids[0] ? { who: ids[0], count: ids.length } : null, null],
    };
  }

  @Mutation(() => LendPayload)
  lend(@Arg("id", () => ID) work: string, @Arg("told", () => [ID]) told: string[]) {
    return { work, cursor: () => "now", told };
  }
}

export const LIBRARY_NOUNS: Noun[] = [
  {
    entity: Author as EntityClass,
    number: 101,
    visible: (a, scope) => (scope.can(Permission.SERVICE_CONFIDENTIAL) ? and() : sql`NOT ${a}.secret`),
  },
  {
    entity: Work as EntityClass,
    number: 102,
    visible: () => and(),
    kinds: { column: "kind", types: { BOOK: "Book", FILM: "Film" } },
  },
  { entity: ShelfPlace as EntityClass, number: 103, visible: () => and() },
];

export const librarySchema = () =>
  buildSchema({
    resolvers: [AuthorWorks, LibraryRoots],
    orphanedTypes: [Book, Film],
    validate: false,
    pubSub: {
      publish: () => {},
      subscribe: () => {
        throw new Error("not used");
      },
    } as never,
  });
