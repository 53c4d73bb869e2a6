import { join, literal, raw, type Sql, sql } from "../platform/sql";

const column =
  (name: string) =>
  (subject: Sql): Sql =>
    sql`${subject}.${raw(name)} IS NOT NULL`;
const text =
  (name: string) =>
  (subject: Sql): Sql =>
    sql`coalesce(${subject}.${raw(name)}, '') <> ''`;

/**
 * Fields of a case that a stage may require, and when they are filled. What only its end fills (resolvedAt, resolution,
 * satisfaction …) is not among them: a finished case goes through no more stages.
 */
const FIELDS: Readonly<Record<string, (subject: Sql) => Sql>> = {
  externalId: text("external_id"),
  description: text("description"),
  category: column("category_id"),
  holdReason: text("hold_reason"),
  holdUntil: column("hold_until"),
  customer: column("customer_id"),
  contact: column("contact_id"),
  asset: column("asset_id"),
  order: column("order_id"),
  orderLine: column("order_line_id"),
  product: column("product_id"),
  workOrder: column("work_order_id"),
  assignee: column("assignee_id"),
  team: column("team_id"),
  branch: column("branch_id"),
  dueAt: column("due_at"),
  escalatedAt: column("escalated_at"),
  parent: column("parent_id"),
  openedBy: column("opened_by_id"),
  assignedAt: column("assigned_at"),
  firstRespondedAt: column("first_responded_at"),
};

/** What a stage may require, by name. */
export const REQUIRABLE: readonly string[] = Object.keys(FIELDS);

/** The fields that the case's present stage requires and that are not filled, as a text array in the stage's order. */
export const missingFields = (subject: Sql): Sql =>
  sql`ARRAY(SELECT field FROM process_stage stage, unnest(stage.required_fields) WITH ORDINALITY AS required (field, n)
    WHERE stage.id = ${subject}.stage_id AND NOT ${subject}.process_completed AND NOT CASE field
      ${join(
        Object.entries(FIELDS).map(([name, filled]) => sql`WHEN ${literal(name)} THEN ${filled(subject)}`),
        " ",
      )} ELSE true END ORDER BY n)`;
