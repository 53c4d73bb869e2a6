import type { MigrationInterface, QueryRunner } from "typeorm";

/** Links between cases, as both ends see them, and the wall that keeps those of finished cases as they are. */
export class CaseLinks20261122000100 implements MigrationInterface {
  readonly name = "CaseLinks20261122000100";

  async up(db: QueryRunner): Promise<void> {
    await db.query(LINKS);
    await db.query(WALL);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP VIEW case_link_end;
      DROP TABLE case_link;
      DROP FUNCTION casegraph_case_link_wall()`);
  }
}

const LINKS = /* sql */ `
  CREATE TABLE case_link (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(25),
    from_id uuid NOT NULL REFERENCES service_case,
    to_id uuid NOT NULL REFERENCES service_case,
    kind text NOT NULL CHECK (kind IN ('RELATES_TO', 'DUPLICATES', 'CAUSED_BY', 'BLOCKS')),
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    created_by_id uuid REFERENCES person,
    CONSTRAINT case_link_two_cases CHECK (from_id <> to_id)
  );
  -- Of one kind two cases have one link, whichever way it goes.
  CREATE UNIQUE INDEX case_link_pair ON case_link (least(from_id, to_id), greatest(from_id, to_id), kind);
  CREATE INDEX case_link_from ON case_link (from_id, created_at, id);
  CREATE INDEX case_link_to ON case_link (to_id, created_at, id);

  -- A link as each of its two cases has it.
  CREATE VIEW case_link_end AS
    SELECT id, from_id AS subject_id, true AS outgoing, to_id AS case_id, kind, created_at FROM case_link
    UNION ALL
    SELECT id, to_id AS subject_id, false AS outgoing, from_id AS case_id, kind, created_at FROM case_link;
`;

const WALL = /* sql */ `
  -- As casegraph_case_child_wall, for both ends. A merge takes a case's links along, those to finished cases too: of such
  -- a case nothing changes but what it is tied to.
  CREATE FUNCTION casegraph_case_link_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := current_setting('casegraph.step', true);
    ends uuid[];
    found_number text;
    found_state text;
  BEGIN
    IF step = 'import' OR (step = 'merge' AND TG_OP = 'DELETE') THEN
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP <> 'INSERT' THEN
      ends := ends || OLD.from_id || OLD.to_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      ends := ends || NEW.from_id || NEW.to_id;
    END IF;
    FOR found_number, found_state IN
      SELECT c.number, c.state FROM service_case c
      WHERE c.id = ANY (ends)
        AND NOT (step = 'merge' AND TG_OP = 'UPDATE' AND c.id IN (OLD.from_id, OLD.to_id) AND c.id IN (NEW.from_id, NEW.to_id))
      ORDER BY c.id FOR SHARE
    LOOP
      IF casegraph_case_is_finished(found_state) THEN
        RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
      END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER case_link_wall BEFORE INSERT OR UPDATE OR DELETE ON case_link
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_link_wall();
`;
