import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whom comments mention, and how earlier wordings and people's names are found. */
export class CommentsChange20261122000200 implements MigrationInterface {
  readonly name = "CommentsChange20261122000200";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      CREATE TABLE comment_mention (
        comment_id uuid NOT NULL REFERENCES comment,
        person_id uuid NOT NULL REFERENCES person,
        -- Where in the comment the name stands, counted in mentions.
        position int NOT NULL,
        PRIMARY KEY (comment_id, person_id)
      );
      CREATE INDEX comment_mention_person ON comment_mention (person_id, comment_id);
      -- What it asks for is the same as for attachments: the comment's case must not be finished.
      CREATE TRIGGER comment_mention_wall BEFORE INSERT OR UPDATE OR DELETE ON comment_mention
        FOR EACH ROW EXECUTE FUNCTION casegraph_comment_attachment_wall();

      ALTER TABLE comment ADD CONSTRAINT comment_deleted_is_empty CHECK (deleted_at IS NULL OR body = '');
      -- A comment's wordings, on whichever timeline they were told: it moves along when its case is merged.
      CREATE INDEX event_comment_wording ON event (comment_id) WHERE kind = 'COMMENT_EDITED';
      CREATE INDEX person_folded_name ON person (casegraph_fold(name))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP INDEX person_folded_name, event_comment_wording;
      ALTER TABLE comment DROP CONSTRAINT comment_deleted_is_empty;
      DROP TABLE comment_mention`);
  }
}
