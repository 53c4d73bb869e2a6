import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Activity } from "../activities/activity.entity";
import { Asset } from "../assets/asset.entity";
import { Person } from "../people/person.entity";
import { type Beside, Computed, Json } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { EventCursorScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Attachment } from "../evidence/attachment.entity";
import { Case } from "./case.entity";
import { Comment } from "./comment.entity";
import { SlaKind } from "../sla/rules";
import { TimelineKind } from "./timeline.events";
import { summary } from "./timeline.summary";

@ObjectType({ description: "Values as text: keys, names or ids, instants in RFC 3339." })
export class FieldChange {
  @Field(() => String)
  readonly field!: string;

  @Field(() => String, { nullable: true })
  readonly from!: string | null;

  @Field(() => String, { nullable: true })
  readonly to!: string | null;
}

/** What was said with an entry; apart from it, since words may be taken away again. */
const WORDS: Beside = { table: "event_words", on: (words, entry) => sql`${words}.event_seq = ${entry}.seq` };

@Entity("event")
@ObjectType({
  implements: Node,
  description:
    "One thing that happened, written in the same transaction as the change itself. Never edited or deleted, but for words that deleteComment takes away.",
})
export class TimelineEntry implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  /** The order of writing. */
  @Column({ type: "bigint" })
  readonly seq!: string;

  @Field(() => EventCursorScalar, {
    nullable: true,
    description: "Null in the instant between the commit and its place in the log.",
  })
  @Computed((entry) => sql`casegraph_event_cursor(${entry}.pos)`)
  readonly cursor!: string | null;

  @Field(() => TimelineKind)
  @Column({ type: "text" })
  readonly kind!: TimelineKind;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly at!: Date;

  @Field(() => Person, { nullable: true, description: "Null: the system." })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly actor!: Person | null;

  @Field(() => Case, { nullable: true })
  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly case!: Case | null;

  @Field(() => Asset, { nullable: true })
  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  readonly asset!: Asset | null;

  @Field(() => String, { description: "One readable sentence." })
  @Computed(summary)
  readonly summary!: string;

  @Field(() => String, { nullable: true, description: "The reason or note that the actor gave with it." })
  @Computed((_entry, _scope, _args, words) => sql`${words}.note`, WORDS)
  readonly note!: string | null;

  @Field(() => [FieldChange])
  // Few entries have words, and putting nothing behind a list takes it apart all the same.
  @Json(
    (entry, _scope, _args, words) =>
      sql`CASE WHEN ${words}.changes IS NULL THEN ${entry}.changes ELSE ${entry}.changes || ${words}.changes END`,
    WORDS,
  )
  readonly changes!: FieldChange[];

  @Field(() => SlaKind, { nullable: true, description: "Which clock, for the SLA kinds." })
  @Column({ type: "text", nullable: true })
  readonly slaKind!: SlaKind | null;

  @Field(() => Comment, { nullable: true })
  @ManyToOne(() => Comment, { nullable: true })
  @JoinColumn()
  readonly comment!: Comment | null;

  @Field(() => Activity, { nullable: true })
  @ManyToOne(() => Activity, { nullable: true })
  @JoinColumn()
  readonly activity!: Activity | null;

  @Field(() => Attachment, { nullable: true })
  @ManyToOne(() => Attachment, { nullable: true })
  @JoinColumn()
  readonly attachment!: Attachment | null;
}
