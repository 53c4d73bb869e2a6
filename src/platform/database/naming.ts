import { DefaultNamingStrategy, type NamingStrategyInterface } from "typeorm";

/** `openedAt` → `opened_at`, `URLPath2` → `url_path2`. */
const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** Tables and columns in snake_case, as the migrations write them. */
export class SnakeNamingStrategy extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snake(className);
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(snake), given ?? snake(property)].join("_");
  }

  override relationName(property: string): string {
    return property;
  }

  override joinColumnName(relation: string, referenced: string): string {
    return `${snake(relation)}_${referenced}`;
  }

  override joinTableName(first: string, second: string): string {
    return `${snake(first)}_${snake(second)}`;
  }

  override joinTableColumnName(table: string, property: string, column?: string): string {
    return `${snake(table)}_${column ?? snake(property)}`;
  }
}
