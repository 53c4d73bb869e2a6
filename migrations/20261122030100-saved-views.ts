import type { MigrationInterface, QueryRunner } from "typeorm";

/** Filters of cases that people keep. */
export class SavedViews20261122030100 implements MigrationInterface {
  readonly name = "SavedViews20261122030100";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY DEFAULT casegraph_new_id(45),
        name text NOT NULL CHECK (name <> ''),
        owner_id uuid NOT NULL REFERENCES person,
        shared boolean NOT NULL DEFAULT false,
        -- A CaseFilter and a list of CaseOrder, as they were given.
        filter jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object'),
        order_by jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(order_by) = 'array'),
        position int NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
        updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
      );
      CREATE INDEX saved_view_owner ON saved_view (owner_id, position, id);
      CREATE INDEX saved_view_shared ON saved_view (position, id) WHERE shared`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE saved_view");
  }
}
