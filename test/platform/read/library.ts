import "reflect-metadata";
import {
  Arg,
  Args,
  ArgsType,
  buildSchema,
  createUnionType,
  Extensions,
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
  Finished,
  Json,
  List,
  NodeById,
  One,
  OneOf,
  Related,
} from "../../../src/platform/read/declare";
import { IntFilter, StringFilter } from "../../../src/platform/read/filters";
import { lookUp } from "../../../src/platform/read/lookUp";
import { Node } from "../../../src/platform/read/node";
import type { EntityClass, Noun } from "../../../src/platform/read/scope";
import { DateTimeScalar } from "../../../src/platform/scalars/time";
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

  @Field(() => [Note])
  @Json((w) => sql`${w}.notes::json`)
  remarks?: Note[];
}

@ObjectType()
export class Note {
  @Field(() => String)
  text!: string;

  @Field(() => Int, { nullable: true })
  page!: number | null;

  @Field(() => Author, { nullable: true })
  by!: Author | null;
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
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.name`, "text")
  name?: StringFilter;
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

@Resolver(() => Author)
export class AuthorWorks {
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
    order: (p) => sql`${p}.name`,
  })
  pupils() {
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
  @Query(() => Author, { nullable: true })
  @One(
    () => Author,
    (a, _row, _scope, args) =>
      lookUp(args, { id: (id) => sql`${a}.id = ${id.sql}::uuid`, name: (n) => sql`${a}.name = ${n.sql}::text` }),
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

void Extensions;
