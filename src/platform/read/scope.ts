import { type Permission, PERMISSIONS } from "../access/permissions";
import { and, Param, raw, Sql } from "../sql";

/** An entity class, as TypeORM and TypeGraphQL know it. */
export type EntityClass = abstract new (...args: never[]) => object;

/** Which rows of a type the viewer may see, as a condition over the row's alias. */
export type Visible = (row: Sql, scope: Scope) => Sql;

/** What the rooms declare of a noun, beside its TypeORM and TypeGraphQL metadata. */
export interface Noun {
  readonly entity: EntityClass;
  /** The type number inside its ids (ids.ts); null for rows that are no Node. Never reused. */
  readonly number: number | null;
  /** The one predicate of who sees a row, used by every path that leads to it. */
  readonly visible: Visible;
  /** For an interface over one table: the discriminator column's values and the GraphQL types they mean. */
  readonly kinds?: { readonly column: string; readonly types: Readonly<Record<string, string>> };
}

const VIEWER_ID = new Sql([new Param((run) => run.viewer?.personId ?? null, true), "::uuid"]);
const CUSTOMER_ID = new Sql([new Param((run) => run.viewer?.customerId ?? null, true), "::uuid"]);
const NOW = raw("casegraph_now()");

/**
 * What a fragment of SQL may know while its statement is built: what the viewer may do, never who it is. Who it is comes
 * as a parameter, so that one plan serves all who may do the same.
 */
export class Scope {
  private readonly permissions: ReadonlySet<Permission>;

  constructor(
    /** `permissionClass` of the viewers that the statement is for; -1: the system, which sees everything. */
    readonly permissionClass: number,
    private readonly nouns: ReadonlyMap<EntityClass, Noun>,
    private readonly through: readonly { readonly entity: EntityClass; readonly column: string }[] = [],
  ) {
    this.permissions = new Set(
      permissionClass < 0 ? PERMISSIONS : PERMISSIONS.filter((_, i) => Math.floor(permissionClass / 2 ** i) % 2 === 1),
    );
  }

  /** True for the product itself: timers, imports and tests that look past every wall. */
  get system(): boolean {
    return this.permissionClass < 0;
  }

  can(permission: Permission): boolean {
    return this.permissions.has(permission);
  }

  /** A portal customer: PORTAL and nothing of the staff's. */
  get portal(): boolean {
    return !this.system && this.permissions.size === 1 && this.permissions.has("PORTAL" as Permission);
  }

  /** The viewer's person id. */
  readonly viewerId: Sql = VIEWER_ID;
  /** The portal viewer's customer id; null for staff. */
  readonly customerId: Sql = CUSTOMER_ID;
  /** The database's clock. */
  readonly now: Sql = NOW;

  /** This scope where `column` holds the key of a row of `entity` that was read already, so that the viewer sees it. */
  knowing(entity: EntityClass, column: Sql): Scope {
    return new Scope(this.permissionClass, this.nouns, [...this.through, { entity, column: unquoted(column) }]);
  }

  /** True where a policy need not look for the row whose key `column` holds: the viewer sees it. */
  knows(entity: EntityClass, column: Sql): boolean {
    return this.through.some((known) => known.entity === entity && known.column === unquoted(column));
  }

  /** The type's visibility predicate over `row`. */
  visible(entity: EntityClass, row: Sql): Sql {
    if (this.system) return and();
    const noun = this.nouns.get(entity);
    if (!noun) throw new Error(`${entity.name} is not in the list of nouns`);
    return noun.visible(row, this);
  }
}

const unquoted = (column: Sql): string =>
  column.parts.map((part) => (typeof part === "string" ? part.replaceAll('"', "") : "?")).join("");
