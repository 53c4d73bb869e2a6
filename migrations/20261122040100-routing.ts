import type { MigrationInterface, QueryRunner } from "typeorm";

/** Rules that say where new cases go, in their order; the first four are those that the desk began with. */
export class Routing20261122040100 implements MigrationInterface {
  readonly name = "Routing20261122040100";

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(CASES);
    await db.query(SEEDS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP INDEX service_case_load, service_case_assigned;
      ALTER TABLE service_case DROP COLUMN routed_by_id;
      DROP TABLE routing_turn, routing_rule_skill, routing_rule, routing_revision;
      DROP SEQUENCE routing_turn_number;
      DROP FUNCTION casegraph_routing_changed()`);
  }
}

const TABLES = /* sql */ `
  -- Grows with every change of the rules, so that servers know when those that they keep compiled are the past. Whoever
  -- changes rules holds this row.
  CREATE TABLE routing_revision (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    revision bigint NOT NULL DEFAULT 1
  );
  INSERT INTO routing_revision DEFAULT VALUES;

  CREATE TABLE routing_rule (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(30),
    name text NOT NULL CHECK (name <> ''),
    position int NOT NULL,
    active boolean NOT NULL DEFAULT true,
    -- A CaseFilter, as it was written.
    condition jsonb NOT NULL CHECK (jsonb_typeof(condition) = 'object'),
    queue_id uuid REFERENCES queue,
    team_id uuid REFERENCES team,
    person_id uuid REFERENCES person,
    to_branch_manager boolean NOT NULL DEFAULT false,
    set_priority priority,
    add_tags text[] NOT NULL DEFAULT '{}',
    strategy text NOT NULL DEFAULT 'NONE' CHECK (strategy IN ('NONE', 'ROUND_ROBIN', 'LEAST_LOADED')),
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    -- Cases say for good which rule routed them, so a rule that is gone stays as a row.
    deleted_at timestamptz(3)
  );
  CREATE INDEX routing_rule_position ON routing_rule (position) WHERE deleted_at IS NULL;
  CREATE INDEX routing_rule_queue ON routing_rule (queue_id) WHERE queue_id IS NOT NULL;
  CREATE INDEX routing_rule_team ON routing_rule (team_id) WHERE team_id IS NOT NULL;
  CREATE INDEX routing_rule_person ON routing_rule (person_id) WHERE person_id IS NOT NULL;

  CREATE TABLE routing_rule_skill (
    rule_id uuid NOT NULL REFERENCES routing_rule,
    skill_id uuid NOT NULL REFERENCES skill,
    PRIMARY KEY (rule_id, skill_id)
  );
  CREATE INDEX routing_rule_skill_skill ON routing_rule_skill (skill_id);

  -- When each person had a rule's last turn: the order of a round, and who waited longest.
  CREATE SEQUENCE routing_turn_number;
  CREATE TABLE routing_turn (
    rule_id uuid NOT NULL REFERENCES routing_rule,
    person_id uuid NOT NULL REFERENCES person,
    turn bigint NOT NULL DEFAULT nextval('routing_turn_number'),
    PRIMARY KEY (rule_id, person_id)
  );
  CREATE INDEX routing_turn_person ON routing_turn (person_id);

  CREATE FUNCTION casegraph_routing_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE routing_revision SET revision = revision + 1;
    RETURN NULL;
  END $$;
  CREATE TRIGGER routing_rule_changed AFTER INSERT OR UPDATE OR DELETE ON routing_rule
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_routing_changed();
  CREATE TRIGGER routing_rule_skill_changed AFTER INSERT OR UPDATE OR DELETE ON routing_rule_skill
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_routing_changed();
`;

const CASES = /* sql */ `
  ALTER TABLE service_case ADD COLUMN routed_by_id uuid REFERENCES routing_rule;
  CREATE INDEX service_case_routed_by ON service_case (routed_by_id) WHERE routed_by_id IS NOT NULL;
  -- How much somebody has to do, and since when nothing new.
  CREATE INDEX service_case_load ON service_case (assignee_id)
    WHERE assignee_id IS NOT NULL AND state IN ('NEW', 'OPEN', 'ON_HOLD');
  CREATE INDEX service_case_assigned ON service_case (assignee_id, assigned_at) WHERE assignee_id IS NOT NULL;
`;

const SEEDS = /* sql */ `
  INSERT INTO routing_rule (name, position, condition, team_id, to_branch_manager)
  SELECT rule.name, rule.position, rule.condition::jsonb, team.id, rule.to_manager
  FROM (VALUES
    ('Missing parts', 1, '{"reason": {"eq": "missing_part"}}', 'purchasing', false),
    ('Wrong items', 2, '{"reason": {"eq": "wrong_item"}}', 'warehouse', false),
    ('Site not ready, no access', 3, '{"reason": {"in": ["site_not_ready", "access_issue"]}}', 'branch_manager', true),
    ('Everything else', 4, '{}', 'support', false)
  ) rule (name, position, condition, team, to_manager)
  LEFT JOIN team ON team.key = rule.team
  ORDER BY rule.position;
`;
