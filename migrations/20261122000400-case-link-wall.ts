import type { MigrationInterface, QueryRunner } from "typeorm";

/** Holds the walls around links and resolutions of finished cases also where the session has named no step yet. */
export class CaseLinkWall20261122000400 implements MigrationInterface {
  readonly name = "CaseLinkWall20261122000400";

  async up(db: QueryRunner): Promise<void> {
    // Without a step nothing is compared with null, which would let an UPDATE through.
    await db.query(WALLS("coalesce(current_setting('casegraph.step', true), '')"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(WALLS("current_setting('casegraph.step', true)"));
  }
}

const WALLS = (step: string) => /* sql */ `
  CREATE OR REPLACE FUNCTION casegraph_case_link_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := ${step};
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

  CREATE OR REPLACE FUNCTION casegraph_case_child_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := ${step};
    parent uuid;
    found_number text;
    found_state text;
  BEGIN
    FOREACH parent IN ARRAY CASE TG_OP
      WHEN 'INSERT' THEN ARRAY[NEW.case_id] WHEN 'DELETE' THEN ARRAY[OLD.case_id] ELSE ARRAY[OLD.case_id, NEW.case_id] END
    LOOP
      CONTINUE WHEN parent IS NULL;
      SELECT number, state INTO found_number, found_state FROM service_case WHERE id = parent FOR SHARE;
      IF casegraph_case_is_finished(found_state) AND step IS DISTINCT FROM 'import'
         AND NOT (step = 'reactivate' AND TG_TABLE_NAME = 'case_resolution' AND TG_OP = 'UPDATE') THEN
        RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
      END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
`;
