import type { MigrationInterface, QueryRunner } from "typeorm";

/** Products, orders, work orders and supplier returns, and what of them cases and assets refer to. */
export class Orders20261101000400 implements MigrationInterface {
  readonly name = "Orders20261101000400";

  async up(db: QueryRunner): Promise<void> {
    await db.query(ORDERS);
    await db.query(RETURNS);
    await db.query(REFERENCES);
    await db.query(INDEXES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      ALTER TABLE asset DROP COLUMN product_id;
      ALTER TABLE service_case DROP COLUMN order_line_id, DROP COLUMN order_id, DROP COLUMN product_id,
        DROP COLUMN work_order_id;
      DROP TABLE supplier_return, work_order, order_line, sales_order, product`);
  }
}

const ORDERS = /* sql */ `
  CREATE TABLE product (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(13),
    external_id text UNIQUE,
    sku text NOT NULL UNIQUE CHECK (sku <> ''),
    name text NOT NULL CHECK (name <> ''),
    url text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    -- The parts of a stock number are words of their own as well.
    words tsvector GENERATED ALWAYS AS (casegraph_words(
      sku || ' ' || translate(sku, '/_.-', '    ') || ' ' || name || ' ' || coalesce(external_id, ''))) STORED
  );

  CREATE TABLE sales_order (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(15),
    external_id text UNIQUE,
    number text NOT NULL UNIQUE CHECK (number <> ''),
    customer_id uuid REFERENCES customer,
    placed_at timestamptz(3),
    url text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );

  CREATE TABLE order_line (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(14),
    order_id uuid NOT NULL REFERENCES sales_order,
    line_number int NOT NULL CHECK (line_number >= 0),
    product_id uuid REFERENCES product,
    quantity int NOT NULL CHECK (quantity >= 0),
    description text,
    UNIQUE (order_id, line_number),
    -- What service_case refers to, so that its line is always one of its order.
    UNIQUE (id, order_id)
  );

  CREATE TABLE work_order (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(16),
    external_id text UNIQUE,
    number text NOT NULL UNIQUE CHECK (number <> ''),
    customer_id uuid REFERENCES customer,
    asset_id uuid REFERENCES asset,
    status text NOT NULL DEFAULT 'PLANNED' CHECK (status IN ('PLANNED', 'IN_PROGRESS', 'DONE', 'CANCELED')),
    scheduled_at timestamptz(3),
    url text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
`;

const RETURNS = /* sql */ `
  CREATE SEQUENCE supplier_return_number;

  CREATE TABLE supplier_return (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(17),
    number_seq bigint NOT NULL UNIQUE DEFAULT nextval('supplier_return_number'),
    number text NOT NULL UNIQUE
      GENERATED ALWAYS AS ('R-' || lpad(number_seq::text, greatest(6, length(number_seq::text)), '0')) STORED,
    case_id uuid NOT NULL REFERENCES service_case,
    supplier text NOT NULL CHECK (supplier <> ''),
    order_line_id uuid REFERENCES order_line,
    product_id uuid REFERENCES product,
    quantity int NOT NULL CHECK (quantity > 0),
    status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'SENT', 'CREDITED', 'REJECTED', 'CANCELED')),
    notes text,
    opened_by_id uuid REFERENCES person,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1
  );
  ALTER SEQUENCE supplier_return_number OWNED BY supplier_return.number_seq;
  CREATE TRIGGER supplier_return_version BEFORE UPDATE ON supplier_return
    FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
  -- Its status goes on after the case is finished; none is opened, moved or taken away then.
  CREATE TRIGGER supplier_return_wall BEFORE INSERT OR DELETE OR UPDATE OF case_id ON supplier_return
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
`;

const REFERENCES = /* sql */ `
  ALTER TABLE service_case
    ADD COLUMN order_id uuid REFERENCES sales_order,
    ADD COLUMN order_line_id uuid,
    ADD COLUMN product_id uuid REFERENCES product,
    ADD COLUMN work_order_id uuid REFERENCES work_order,
    ADD CONSTRAINT service_case_line_of_order FOREIGN KEY (order_line_id, order_id) REFERENCES order_line (id, order_id),
    ADD CONSTRAINT service_case_line_with_order CHECK (order_line_id IS NULL OR order_id IS NOT NULL);
  ALTER TABLE asset ADD COLUMN product_id uuid REFERENCES product;
`;

const INDEXES = /* sql */ `
  CREATE INDEX product_words ON product USING gin (words);

  -- Lists of orders and work orders begin with the newest unless told.
  CREATE INDEX sales_order_placed ON sales_order (coalesce(placed_at, '-infinity'), id);
  CREATE INDEX sales_order_customer ON sales_order (customer_id, coalesce(placed_at, '-infinity'), id)
    WHERE customer_id IS NOT NULL;
  CREATE INDEX order_line_product ON order_line (product_id) WHERE product_id IS NOT NULL;
  CREATE INDEX work_order_scheduled ON work_order (coalesce(scheduled_at, '-infinity'), id);
  CREATE INDEX work_order_status ON work_order (status, coalesce(scheduled_at, '-infinity'), id);
  CREATE INDEX work_order_customer ON work_order (customer_id, coalesce(scheduled_at, '-infinity'), id)
    WHERE customer_id IS NOT NULL;
  CREATE INDEX work_order_asset ON work_order (asset_id, coalesce(scheduled_at, '-infinity'), id) WHERE asset_id IS NOT NULL;

  CREATE INDEX supplier_return_created ON supplier_return (created_at, id);
  CREATE INDEX supplier_return_status ON supplier_return (status, created_at, id);
  CREATE INDEX supplier_return_case ON supplier_return (case_id, created_at, id);
  CREATE INDEX supplier_return_product ON supplier_return (product_id, created_at, id) WHERE product_id IS NOT NULL;
  CREATE INDEX supplier_return_line ON supplier_return (order_line_id) WHERE order_line_id IS NOT NULL;

  CREATE INDEX service_case_order ON service_case (order_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE order_id IS NOT NULL;
  CREATE INDEX service_case_order_line ON service_case (order_line_id) WHERE order_line_id IS NOT NULL;
  CREATE INDEX service_case_product ON service_case (product_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE product_id IS NOT NULL;
  CREATE INDEX service_case_work_order ON service_case (work_order_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE work_order_id IS NOT NULL;
  CREATE INDEX asset_product ON asset (product_id, tag, id) WHERE product_id IS NOT NULL;
`;
