import { ErrorCode } from "../platform/errors";
import { RowRefusal } from "./caseRow.rules";
import { kept, list, named, ref, text } from "./texts.rules";

/** A person as another system tells one. */
export interface PersonRow {
  readonly externalId: string;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly title?: string | null;
  /** When new the branch's, else UTC, unless told. */
  readonly timeZone?: string | null;
  readonly locale?: string | null;
  /** By key, as are branch and teams; skills by name. */
  readonly roles?: readonly string[] | null;
  readonly customerExternalId?: string | null;
  readonly branch?: string | null;
  readonly teams?: readonly string[] | null;
  readonly skills?: readonly string[] | null;
  readonly capacity?: number | null;
  readonly active?: boolean | null;
}

/** What the rows of one call name, as the rows taken so far have left it, and what the importer may. */
export interface PersonNames {
  readonly roles: Readonly<Record<string, string>>;
  readonly teams: Readonly<Record<string, string>>;
  readonly skills: Readonly<Record<string, string>>;
  readonly branches: Readonly<Record<string, { id: string; timeZone: string }>>;
  readonly customers: Readonly<Record<string, string>>;
  /** Whose each address is, in small letters. */
  readonly emails: Record<string, string>;
  /** Administrators who can sign in. */
  readonly admins: Set<string>;
  /** Whether the importer says who signs in, and as whom. */
  readonly grants: boolean;
  readonly importer: string | null;
}

type Facts = Readonly<Record<string, unknown>>;

const names = (told: readonly string[] | null | undefined, standing: unknown): string[] =>
  told === undefined ? ((standing as string[] | undefined) ?? []) : [...new Set(told ?? [])].sort();

/** What a row makes of a person who stands, or of nobody. */
export function personFacts(row: PersonRow, standing: Facts | null, id: string, known: PersonNames): Facts {
  text("name", row.name, 200);
  text("phone", row.phone, 100);
  text("title", row.title, 200);
  text("locale", row.locale, 35);
  for (const field of ["roles", "teams", "skills"] as const) {
    list(field, row[field], 100, 200);
    for (const one of row[field] ?? []) named(known[field], field, one, field.slice(0, -1));
  }
  if (row.capacity != null && row.capacity < 0) throw new RowRefusal("capacity", "cannot be negative");
  const was = standing ?? {};
  const branchId = ref(known.branches, "branch", row.branch, "branch", (one) => one.id, was.branch_id);
  const zone = row.branch == null ? undefined : known.branches[row.branch]!.timeZone;
  const customers = known.customers;
  const facts = {
    name: row.name,
    email: kept(row.email, was.email) as string | null,
    phone: kept(row.phone, was.phone),
    title: kept(row.title, was.title),
    time_zone: row.timeZone ?? was.time_zone ?? zone ?? "UTC",
    locale: kept(row.locale, was.locale),
    active: row.active ?? was.active ?? true,
    customer_id: ref(
      customers,
      "customerExternalId",
      row.customerExternalId,
      "customer",
      (one) => one,
      was.customer_id,
    ),
    branch_id: branchId,
    capacity: kept(row.capacity, was.capacity),
    roles: names(row.roles, was.roles),
    teams: names(row.teams, was.teams),
    skills: names(row.skills, was.skills),
  };
  free(facts.email, id, known);
  granted(facts, standing, known);
  staysAdministered(facts, standing, id, known);
  if (facts.email !== null) known.emails[facts.email.toLowerCase()] = id;
  return facts;
}

function free(email: string | null, id: string, known: PersonNames): void {
  const owner = email === null ? undefined : known.emails[email.toLowerCase()];
  if (owner !== undefined && owner !== id)
    throw new RowRefusal("email", "a person with this e-mail address is there already", ErrorCode.CONFLICT);
}

/** Who signs in, and as whom, is said by ACCESS_MANAGE only. */
function granted(facts: Facts, standing: Facts | null, known: PersonNames): void {
  if (known.grants) return;
  const had = (standing?.roles as string[] | undefined) ?? [];
  const no = (path: string): never => {
    throw new RowRefusal(path, "who signs in, and as whom, is changed by ACCESS_MANAGE", ErrorCode.FORBIDDEN);
  };
  if (String(facts.roles) !== String(had)) no("roles");
  if (had.length === 0) return;
  for (const path of ["email", "active"]) if (facts[path] !== standing![path]) no(path);
}

function staysAdministered(facts: Facts, standing: Facts | null, id: string, known: PersonNames): void {
  if (!standing) return;
  if (standing.active && !facts.active && id === known.importer)
    throw new RowRefusal("active", "one cannot deactivate oneself");
  if (!known.admins.has(id) || (facts.active && (facts.roles as string[]).includes("admin"))) return;
  if (known.admins.size === 1)
    throw new RowRefusal(
      facts.active ? "roles" : "active",
      "the last active administrator stays one",
      ErrorCode.CONFLICT,
    );
  known.admins.delete(id);
}
