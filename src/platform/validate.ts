import { registerDecorator, validateSync } from "class-validator";
import {
  getNullableType,
  GraphQLID,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import { invalid, type Violation } from "./errors";
import { typeOfId } from "./ids";
import { millisecondsOf } from "./scalars/time";

/*
 * The one place where arguments are checked: class-validator's rules on input classes, ids, and the texts that
 * PostgreSQL cannot hold. Nothing is trimmed or put right silently.
 */

interface ArgumentLike {
  readonly name: string;
  readonly type: GraphQLInputType;
}

/** The most violations that one answer tells. */
const MOST = 100;

/**
 * Refuses with BAD_USER_INPUT and every violation, unless all coerced arguments of a field keep all rules. `field` is a
 * field of a root type: where a class declares its arguments, that class's rules hold too.
 */
export function validateArguments(
  definitions: readonly ArgumentLike[],
  args: Readonly<Record<string, unknown>>,
  field?: string,
): void {
  const violations: Violation[] = [];
  for (const { name, type } of definitions) check(type, args[name], name, violations);
  const together = field === undefined ? undefined : argsClassOf(field);
  if (together) checkRules(together, args, "", violations);
  if (violations.length > 0) throw invalid(...violations.slice(0, MOST));
}

/** What is wrong with one value of an input type, such as a row of an import. */
export function violationsOf(type: GraphQLInputType, value: unknown, path: string): Violation[] {
  const violations: Violation[] = [];
  check(type, value, path, violations);
  return violations;
}

function check(type: GraphQLInputType, value: unknown, path: string, violations: Violation[]): void {
  if (value === null || value === undefined) return;
  const named = getNullableType(type);
  if (isListType(named)) {
    (value as unknown[]).forEach((item, i) => {
      check(named.ofType, item, `${path}.${i}`, violations);
    });
  } else if (isInputObjectType(named)) checkObject(named, value as Record<string, unknown>, path, violations);
  else if (named === GraphQLID) checkId(value, path, violations);
  else checkTexts(value, path, violations);
}

function checkObject(
  type: GraphQLInputObjectType,
  value: Readonly<Record<string, unknown>>,
  path: string,
  violations: Violation[],
): void {
  for (const field of Object.values(type.getFields())) {
    check(field.type, value[field.name], `${path}.${field.name}`, violations);
  }
  const input = classOf(type.name);
  if (input) checkRules(input, value, `${path}.`, violations);
}

/** The rules that a class says of its fields. */
function checkRules(
  input: InputClass,
  value: Readonly<Record<string, unknown>>,
  path: string,
  violations: Violation[],
): void {
  for (const field of neverNull.get(input.prototype) ?? []) {
    if (value[field] === null)
      violations.push({ path: `${path}${field}`, rule: "notNull", message: "this cannot be null" });
  }
  const instance = Object.assign(Object.create(input.prototype) as object, value);
  for (const error of validateSync(instance, OPTIONS)) {
    for (const [constraint, message] of Object.entries(error.constraints ?? {})) {
      violations.push({ path: `${path}${error.property}`, rule: ruleOf(constraint), message });
    }
  }
}

/** What is left out or null breaks no rule of class-validator's: GraphQL says what must be there, `NotNull` the rest. */
const OPTIONS = { forbidUnknownValues: false, skipMissingProperties: true };

/** `isEmail` → `email`, `maxLength` stays. */
const ruleOf = (constraint: string): string =>
  /^is[A-Z]/.test(constraint) ? constraint.charAt(2).toLowerCase() + constraint.slice(3) : constraint;

function checkId(value: unknown, path: string, violations: Violation[]): void {
  if (typeof value !== "string" || typeOfId(value) === null)
    violations.push({ path, rule: "id", message: "this is no id" });
}

function checkTexts(value: unknown, path: string, violations: Violation[]): void {
  if (typeof value === "string") {
    if (value.includes("\0")) violations.push({ path, rule: "noNul", message: "a text holds no NUL characters" });
    else if (HALF_PAIR.test(value))
      violations.push({ path, rule: "unicode", message: "a text holds no half of a surrogate pair" });
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const [key, inner] of Object.entries(value)) {
      checkTexts(key, path, violations);
      checkTexts(inner, `${path}.${key}`, violations);
    }
  }
}

// Under the u flag a whole pair is one character, so this finds halves only.
const HALF_PAIR = /[\uD800-\uDFFF]/u;

type InputClass = abstract new (...args: never[]) => object;
let classes: ReadonlyMap<string, InputClass> | undefined;

/** The class behind an input type; TypeGraphQL keeps the list of them while the schema is being declared. */
function classOf(name: string): InputClass | undefined {
  classes ??= new Map(
    getMetadataStorage().inputTypes.map((metadata) => [metadata.name, metadata.target as unknown as InputClass]),
  );
  return classes.get(name);
}

let argsClasses: ReadonlyMap<string, InputClass> | undefined;

/** The class that declares the arguments of a root field. */
function argsClassOf(field: string): InputClass | undefined {
  if (!argsClasses) {
    const { queries, mutations, subscriptions } = getMetadataStorage();
    argsClasses = new Map(
      [...queries, ...mutations, ...subscriptions].flatMap(({ schemaName, params = [] }) =>
        params.flatMap((param) =>
          param.kind === "args" ? [[schemaName, param.getType() as InputClass] as const] : [],
        ),
      ),
    );
  }
  return argsClasses.get(field);
}

const neverNull = new WeakMap<object, Set<string>>();

/** The field may be left out, but null does not clear it. */
export const NotNull = (): PropertyDecorator => (target, property) => {
  const fields = neverNull.get(target) ?? new Set();
  neverNull.set(target, fields.add(property as string));
};

/** A rule of our own; on a list it holds for every item. */
function rule(name: string, message: string, holds: (text: string) => boolean): PropertyDecorator {
  const validate = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).every((one) => typeof one === "string" && holds(one));
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      validator: { validate, defaultMessage: () => message },
    });
}

const all =
  (...rules: PropertyDecorator[]): PropertyDecorator =>
  (target, property) => {
    for (const each of rules) each(target, property);
  };

/** Something to read, or a list of such: not blank, at most `max` characters. */
export const Words = (max: number): PropertyDecorator =>
  all(
    rule("notBlank", "this cannot be blank", (text) => /\S/.test(text)),
    rule("maxLength", `this has at most ${max} characters`, (text) => text.length <= max),
  );

/** A name, title or other text of one line, or a list of such: not blank, at most `max` characters, no line breaks. */
export const Line = (max: number): PropertyDecorator =>
  all(
    Words(max),
    rule("singleLine", "this is a single line", (text) => !/[\r\n]/.test(text)),
  );

/** A duration that is not negative, of `hours` at most. */
export const Lasting = (hours: number): PropertyDecorator =>
  rule("range", `from no time to ${hours.toLocaleString("en")} hours`, (text) => {
    const ms = millisecondsOf(text);
    return ms !== null && ms >= 0 && ms <= hours * 3_600_000;
  });

/** A key, chosen once: small letters, digits, `_` and `-`, beginning with a letter or digit, 64 at most. */
export const Key = (): PropertyDecorator =>
  rule("key", "a key is 1 to 64 small letters, digits, _ and -, and begins with a letter or digit", (text) =>
    /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text),
  );
