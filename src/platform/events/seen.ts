import { notFound } from "../errors";
import type { Viewer } from "../access/viewer";
import type { House } from "../house";
import { typeOfId } from "../ids";
import { Scope } from "../read/scope";
import { ident, raw, render, type Sql, sql, valuesOf } from "../sql";
import type { Stream } from "./stream";

/** NOT_FOUND unless the viewer sees the row that the stream is about. */
export async function assertSeen(
  house: Pick<House, "pool" | "dataSource" | "nouns">,
  { about }: Stream,
  args: Readonly<Record<string, unknown>>,
  viewer: Viewer,
): Promise<void> {
  if (!about) return;
  const entity = about.entity();
  const row = raw("r");
  const scope = new Scope(viewer.permissionClass, house.nouns);
  let which: Sql;
  if ("which" in about) which = about.which(row, args, scope);
  else {
    const id = about.id(args);
    if (typeOfId(id) !== house.nouns.get(entity)?.number) throw notFound(about.name);
    which = sql`r.id = ${id}`;
  }
  const { text, params } = render(sql`SELECT FROM ${ident(house.dataSource.getMetadata(entity).tableName)} r
    WHERE ${which} AND ${scope.visible(entity, row)}`);
  const { rowCount } = await house.pool.query(text, valuesOf(params, { viewer, variables: {} }));
  if (rowCount === 0) throw notFound(about.name);
}
