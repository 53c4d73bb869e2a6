import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Person } from "../people/person.entity";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";

export enum ArticleState {
  DRAFT = "DRAFT",
  PUBLISHED = "PUBLISHED",
  ARCHIVED = "ARCHIVED",
}
registerEnumType(ArticleState, {
  name: "ArticleState",
  description: "Where an article stands.",
  valuesConfig: {
    DRAFT: { description: "Seen by its author and by KNOWLEDGE_WRITE." },
    PUBLISHED: { description: "Found and suggested; seen by customers too unless internal." },
    ARCHIVED: { description: "No longer found or suggested; staff still read it on the cases that it is linked to." },
  },
});

@Entity("article_wording")
@ObjectType({ description: "What an article said before it was changed." })
export class ArticleWording {
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Column({ type: "uuid" })
  readonly articleId!: string;

  @Column({ type: "int" })
  @Field(() => Int, { description: "The article's last version that had it." })
  readonly version!: number;

  @Column({ type: "text" })
  @Field(() => String)
  readonly title!: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "Markdown." })
  readonly body!: string;

  @Column({ type: "boolean" })
  @Field(() => Boolean)
  readonly internal!: boolean;

  @Column({ type: "text", array: true })
  @Field(() => [String])
  readonly tags!: string[];

  @Column({ type: "timestamptz", precision: 3 })
  @Field(() => DateTimeScalar)
  readonly replacedAt!: Date;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  @Field(() => Person, { nullable: true, description: "Who wrote what came after it." })
  readonly replacedBy!: Person | null;
}

@Entity("article")
@ObjectType({ implements: Node, description: "What is known: how a thing is done, or put right." })
export class Article extends Node {
  @PrimaryColumn({ type: "uuid" })
  override readonly id!: string;

  @Column({ type: "text", unique: true, insert: false, update: false })
  @Field(() => String, { description: "Human-readable, unique and never reused: A-000123." })
  readonly number!: string;

  @Column({ type: "text" })
  @Field(() => String)
  readonly title!: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "Markdown." })
  readonly body!: string;

  @Column({ type: "text", default: ArticleState.DRAFT })
  @Field(() => ArticleState)
  readonly state!: ArticleState;

  @Column({ type: "boolean", default: false })
  @Field(() => Boolean, { description: "For staff only." })
  readonly internal!: boolean;

  @Column({ type: "text", array: true, default: [] })
  @Field(() => [String])
  readonly tags!: string[];

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  @Field(() => Person, { nullable: true })
  readonly author!: Person | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: "When it was published last." })
  readonly publishedAt!: Date | null;

  @Field(() => [ArticleWording], {
    description: "Earlier wordings, newest first; none for who may not see drafts of it.",
  })
  @List({
    of: () => ArticleWording,
    where: (wording, article) => sql`${wording}.article_id = ${article}.id`,
    order: (wording) => sql`${wording}.version DESC`,
  })
  readonly wordings!: ArticleWording[];

  @Column({ type: "timestamptz", precision: 3 })
  @Field(() => DateTimeScalar)
  readonly createdAt!: Date;

  @Column({ type: "timestamptz", precision: 3 })
  @Field(() => DateTimeScalar)
  readonly updatedAt!: Date;

  @Column({ type: "int", default: 1 })
  @Field(() => Int, {
    description: "Grows by one with every change; send it back as expectedVersion to refuse a lost update.",
  })
  readonly version!: number;
}
