import type { MigrationInterface, QueryRunner } from "typeorm";

/** Indexes for comparisons that few rows meet: confidential cases, and entitlements that are for no contract, asset or product. */
export class RareValues20261122080200 implements MigrationInterface {
  readonly name = "RareValues20261122080200";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      CREATE INDEX service_case_confidential ON service_case (coalesce(due_at, 'infinity'), opened_at, id) WHERE confidential;
      DROP INDEX entitlement_contract, entitlement_asset, entitlement_product;
      CREATE INDEX entitlement_contract ON entitlement (contract_id, ends_on, id);
      CREATE INDEX entitlement_asset ON entitlement (asset_id, ends_on, id);
      CREATE INDEX entitlement_product ON entitlement (product_id, ends_on, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP INDEX service_case_confidential, entitlement_contract, entitlement_asset, entitlement_product;
      CREATE INDEX entitlement_contract ON entitlement (contract_id, ends_on, id) WHERE contract_id IS NOT NULL;
      CREATE INDEX entitlement_asset ON entitlement (asset_id, ends_on, id) WHERE asset_id IS NOT NULL;
      CREATE INDEX entitlement_product ON entitlement (product_id, ends_on, id) WHERE product_id IS NOT NULL`);
  }
}
