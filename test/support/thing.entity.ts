import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { PlatformHouse } from "./platformHouse";

/** A noun of no room, with one of everything that commands write. */
@Entity("thing")
export class Thing {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "int" })
  version!: number;

  @Column({ type: "text" })
  shortName!: string;

  @Column({ type: "jsonb" })
  marks!: unknown;

  @Column({ type: "int" })
  weight!: number;

  @ManyToOne(() => Thing)
  @JoinColumn()
  partOf!: Thing | null;

  @Column({ type: "timestamptz" })
  updatedAt!: Date;
}

/** The table of things. */
export async function makeThings({ house }: PlatformHouse): Promise<void> {
  await house.pool.query(`
    CREATE TABLE thing (
      id uuid PRIMARY KEY,
      version int NOT NULL DEFAULT 1,
      short_name text NOT NULL CONSTRAINT thing_short_name_once UNIQUE,
      marks jsonb NOT NULL DEFAULT '[]',
      weight int NOT NULL DEFAULT 0 CONSTRAINT thing_weight_positive CHECK (weight >= 0),
      part_of_id uuid REFERENCES thing (id),
      updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
    )`);
  await house.pool.query(`
    CREATE TRIGGER thing_version BEFORE UPDATE ON thing FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows()`);
}
