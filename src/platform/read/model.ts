import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
} from "graphql";
import type { DataSource, EntityMetadata } from "typeorm";
import { and, ident, raw, type Sql, sql } from "../sql";
import type { Read, ReadConnection, ReadOne } from "./declare";
import type { EntityClass, Noun } from "./scope";

/** A table as the compiler knows it. */
export interface Entity {
  readonly entity: EntityClass;
  readonly noun: Noun;
  readonly name: string;
  readonly table: Sql;
  readonly key: Sql;
  /** Columns and owned relations by property name. */
  readonly columns: ReadonlyMap<string, Sql>;
  readonly relations: ReadonlyMap<string, { readonly target: EntityClass; readonly column: Sql; readonly key: Sql }>;
}

/** How one field of a type is read. */
export type FieldRead =
  | Read
  | { readonly kind: "column"; readonly column: Sql }
  | { readonly kind: "relation"; readonly target: EntityClass; readonly column: Sql; readonly key: Sql };

/** The schema, TypeORM's metadata and the rooms' declarations in one: everything a compilation looks up. */
export class Model {
  private readonly byClass = new Map<EntityClass, Entity>();
  private readonly byType = new Map<string, Entity>();
  private readonly byNumber = new Map<number, Entity>();
  private readonly reads = new Map<GraphQLField<unknown, unknown>, FieldRead>();

  constructor(
    readonly schema: GraphQLSchema,
    dataSource: DataSource,
    readonly nouns: ReadonlyMap<EntityClass, Noun>,
  ) {
    for (const noun of nouns.values()) this.addNoun(noun, dataSource.getMetadata(noun.entity));
    for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) this.checkType(type);
  }

  entityOf(entity: EntityClass): Entity {
    const found = this.byClass.get(entity);
    if (!found) throw new Error(`${entity.name} is not in the list of nouns`);
    return found;
  }

  /** The table behind a GraphQL type; undefined for plain values. */
  entityOfType(name: string): Entity | undefined {
    return this.byType.get(name);
  }

  entityOfNumber(number: number): Entity | undefined {
    return this.byNumber.get(number);
  }

  /** The concrete types of one table that fit under a GraphQL type, with the condition that tells a row's. */
  variants(type: GraphQLNamedType, entity: Entity, row: Sql): { type: GraphQLObjectType; when: Sql }[] {
    const kinds = entity.noun.kinds;
    if (!kinds) {
      const own = this.schema.getType(isObjectType(type) && !isAbstractType(type) ? type.name : entity.name);
      return isObjectType(own) ? [{ type: own, when: and() }] : [];
    }
    const column = entity.columns.get(kinds.column);
    if (!column) throw new Error(`${entity.name}.${kinds.column} is no column`);
    return Object.entries(kinds.types).flatMap(([value, name]) => {
      const concrete = this.schema.getType(name);
      if (!isObjectType(concrete)) return [];
      const fits = concrete === type || (isAbstractType(type) && this.schema.isSubType(type, concrete));
      return fits ? [{ type: concrete, when: sql`${row}.${column} = ${raw(`'${value}'`)}` }] : [];
    });
  }

  readOf(field: GraphQLField<unknown, unknown>): FieldRead | undefined {
    return this.reads.get(field) ?? (field.extensions.read as Read | undefined);
  }

  private addNoun(noun: Noun, metadata: EntityMetadata): void {
    const columns = new Map<string, Sql>();
    for (const column of metadata.columns)
      if (!column.relationMetadata || column.propertyName !== column.relationMetadata.propertyName)
        columns.set(column.propertyName, ident(column.databaseName));
    const relations = new Map(
      metadata.relations.flatMap((relation) => {
        const join = relation.joinColumns[0];
        if (!relation.isOwning || !join?.referencedColumn) return [];
        return [
          [
            relation.propertyName,
            {
              target: relation.inverseEntityMetadata.target as EntityClass,
              column: ident(join.databaseName),
              key: ident(join.referencedColumn.databaseName),
            },
          ] as const,
        ];
      }),
    );
    const key = metadata.primaryColumns[0];
    if (!key) throw new Error(`${metadata.name} has no primary key`);
    const entity: Entity = {
      entity: noun.entity,
      noun,
      name: noun.entity.name,
      table: ident(metadata.tableName),
      key: ident(key.databaseName),
      columns,
      relations,
    };
    this.byClass.set(noun.entity, entity);
    this.byType.set(entity.name, entity);
    for (const name of Object.values(noun.kinds?.types ?? {})) this.byType.set(name, entity);
    if (noun.number !== null) {
      if (this.byNumber.has(noun.number)) throw new Error(`Type number ${noun.number} is taken twice`);
      this.byNumber.set(noun.number, entity);
    }
  }

  /** Every field must be readable: what is not is an error of the build, never a slow path. */
  private checkType(type: GraphQLObjectType): void {
    if (type.name.startsWith("__") || this.isConnection(type) || type === this.schema.getMutationType()) return;
    if (type === this.schema.getSubscriptionType()) return;
    const entity = this.byType.get(type.name);
    for (const field of Object.values(type.getFields())) {
      const read = this.fieldRead(type, entity, field);
      if (read) {
        this.reads.set(field, read);
        this.checkRead(type, field, read);
      }
    }
  }

  private fieldRead(
    type: GraphQLObjectType,
    entity: Entity | undefined,
    field: GraphQLField<unknown, unknown>,
  ): FieldRead | undefined {
    const declared = field.extensions.read as Read | undefined;
    if (declared) return declared;
    const relation = entity?.relations.get(field.name);
    if (relation) return { kind: "relation", ...relation };
    const column = entity?.columns.get(field.name);
    if (column) return { kind: "column", column };
    if (!entity) return undefined;
    throw new Error(
      `${type.name}.${field.name} cannot be read: it is neither a column nor an owned relation of ${entity.name}, and declares no read`,
    );
  }

  private checkRead(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, read: FieldRead): void {
    const where = `${type.name}.${field.name}`;
    const named = getNamedType(field.type);
    if ((read.kind === "column" || read.kind === "sql") && !isLeafType(named))
      throw new Error(`${where} is read as a value, but its type ${named.name} is an object`);
    if ((read.kind === "relation" || read.kind === "one" || read.kind === "list") && isLeafType(named))
      throw new Error(`${where} is read as a row, but its type ${named.name} is a value`);
    if (read.kind === "list" && !isListType(getNullableType(field.type)))
      throw new Error(`${where} is read as a list, but is none`);
    if (read.kind === "one" || read.kind === "list" || read.kind === "connection") this.checkTarget(where, read);
    if (read.kind === "connection") {
      if (!isObjectType(named) || !this.isConnection(named)) throw new Error(`${where} must answer a connection`);
      for (const { term } of read.defaultOrder)
        if (!read.orders[term]) throw new Error(`${where} orders by ${term}, which it does not declare`);
    }
    if (read.kind === "rows") {
      if (!isListType(getNullableType(field.type)) || !isObjectType(named))
        throw new Error(`${where} is read as rows, but is no list of objects`);
      for (const inner of Object.values(named.getFields()))
        if (!inner.extensions.read)
          throw new Error(`${named.name}.${inner.name} is read from the rows of ${where} and must declare how`);
    }
    if (read.kind === "union" && !isUnionType(named) && !isInterfaceType(named))
      throw new Error(`${where} is read as one of several types, but its type ${named.name} is none`);
  }

  private checkTarget(where: string, read: ReadOne | ReadConnection | Extract<Read, { kind: "list" }>): void {
    const target = read.of();
    if (!target || !this.byClass.has(target))
      throw new Error(`${where} reads ${target?.name ?? "nothing"}, which is not in the list of nouns`);
  }

  isConnection(type: GraphQLNamedType): boolean {
    return isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();
  }
}
