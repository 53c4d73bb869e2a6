import "reflect-metadata";
import { Max } from "class-validator";
import type { GraphQLSchema } from "graphql";
import { Arg, buildSchema, Field, ID, InputType, Int, Query, Resolver } from "type-graphql";
import type { Violation } from "../../src/platform/errors";
import { newId } from "../../src/platform/ids";
import { JsonObjectScalar } from "../../src/platform/scalars/json";
import { Key, Line, NotNull, validateArguments, Words } from "../../src/platform/validate";

@InputType()
class PageInput {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String, { nullable: true })
  @NotNull()
  @Line(10)
  readonly title?: string;

  @Field(() => String, { nullable: true })
  @Words(20)
  readonly text?: string | null;

  @Field(() => [String], { nullable: true })
  @Line(5)
  readonly tags?: string[] | null;

  @Field(() => Int, { nullable: true })
  @Max(9)
  readonly pages?: number | null;

  @Field(() => [ID], { nullable: true })
  readonly ids?: string[] | null;

  @Field(() => [PageInput], { nullable: true })
  readonly parts?: PageInput[] | null;

  @Field(() => JsonObjectScalar, { nullable: true })
  readonly fields?: Record<string, unknown> | null;
}

@Resolver()
class PageResolver {
  @Query(() => Int)
  write(
    @Arg("input", () => PageInput) _input: PageInput,
    @Arg("note", () => String, { nullable: true }) _note?: string,
  ): number {
    return 0;
  }
}

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema({ resolvers: [PageResolver], validate: false });
});

function violations(args: Record<string, unknown>): readonly Violation[] {
  const field = schema.getQueryType()!.getFields().write!;
  try {
    validateArguments(field.args, args);
    return [];
  } catch (error) {
    const { extensions } = error as { extensions: { code: string; violations: Violation[] } };
    expect(extensions.code).toBe("BAD_USER_INPUT");
    return extensions.violations;
  }
}
const rules = (input: Record<string, unknown>) => violations({ input }).map(({ path, rule }) => `${path} ${rule}`);

test("what keeps all rules passes, and nothing is trimmed", () => {
  const input = {
    key: "a-1",
    title: " x ",
    text: "two\nlines",
    tags: [],
    pages: 9,
    ids: [newId(2)],
    parts: [{ key: "b" }],
  };
  const before = structuredClone(input);
  expect(violations({ input, note: null })).toEqual([]);
  expect(input).toEqual(before);
  expect(violations({ input: { key: "a", text: null, tags: null, pages: null } })).toEqual([]);
});

test("each broken rule is told with its path", () => {
  expect(rules({ key: "No", title: "", text: " \n", tags: ["ok", "toolong"], pages: 10 })).toEqual([
    "input.key key",
    "input.title notBlank",
    "input.text notBlank",
    "input.tags maxLength",
    "input.pages max",
  ]);
  expect(rules({ key: "a", title: "one\ntwo" })).toEqual(["input.title singleLine"]);
  expect(rules({ key: "a", title: "x".repeat(11) })).toEqual(["input.title maxLength"]);
  expect(rules({ key: "a", parts: [{ key: "b" }, { key: "" }] })).toEqual(["input.parts.1.key key"]);
});

test("null clears only what may be cleared", () => {
  expect(rules({ key: "a", title: null })).toEqual(["input.title notNull"]);
});

test("ids must look like ids", () => {
  expect(rules({ key: "a", ids: [newId(2), "nobody", "00000000-0000-0000-0000-000000000000"] })).toEqual([
    "input.ids.1 id",
    "input.ids.2 id",
  ]);
});

test("NUL and half surrogate pairs are refused everywhere", () => {
  expect(violations({ input: { key: "a" }, note: "a\0b" })).toEqual([
    { path: "note", rule: "noNul", message: "a text holds no NUL characters" },
  ]);
  expect(rules({ key: "a", text: "\ud83d" })).toEqual(["input.text unicode"]);
  expect(rules({ key: "a", text: "😀" })).toEqual([]);
  expect(rules({ key: "a", fields: { deep: [{ x: "\0" }], "k\0": 1 } })).toEqual([
    "input.fields.deep.0.x noNul",
    "input.fields noNul",
  ]);
});
