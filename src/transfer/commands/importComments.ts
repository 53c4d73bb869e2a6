import { sayStep } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { ErrorCode } from "../../platform/errors";
import { MovedOn } from "../../platform/faults";
import { raw, type Sql, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { RowRefusal } from "../caseRow.rules";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { byName, namesIn, peopleByEmail } from "../named.queries";
import { type Standing, type Target, upsertRows, type Values } from "../tableRows.steps";
import { folded, named, ref, text } from "../texts.rules";

/** A comment as another system tells it. */
export interface CommentRow {
  readonly externalId: string;
  readonly caseExternalId: string;
  readonly authorEmail?: string | null;
  readonly body: string;
  readonly internal: boolean;
  readonly createdAt: Date;
}

const instantOf = (column: Sql): Sql => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const COMMENTS: Target = {
  table: "comment",
  type: 24,
  versioned: false,
  facts: {
    case_id: { type: "uuid" },
    author_id: { type: "uuid" },
    body: { type: "text" },
    internal: { type: "boolean" },
    created_at: { type: "timestamptz", read: (c) => instantOf(sql`${c}.created_at`) },
    gone: { read: (c) => sql`${c}.deleted_at IS NOT NULL` },
  },
};

interface Subject {
  readonly id: string;
}

/** The cases that comments go to, locked; what was merged stands for the case that it went into. */
async function subjectsOf(work: Work, names: readonly string[]): Promise<Readonly<Record<string, Subject>>> {
  const found = await byName<Subject>(
    work,
    "service_case",
    23,
    names,
    raw("json_build_object('id', casegraph_case_answering(t.id))"),
  );
  const ids = [...new Set(Object.values(found).map(({ id }) => id))];
  const locked = await work.query(
    sql`SELECT FROM service_case WHERE id = ANY (${ids}::uuid[]) AND merged_into_id IS NULL ORDER BY id FOR UPDATE`,
  );
  if (locked.length < ids.length) throw new MovedOn("A case that comments go to");
  return found;
}

/** Takes comments on cases that are there, at the instants told, each row with its own outcome. By DATA_TRANSFER. */
export function importComments(ctx: Ctx, rows: readonly CommentRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      await sayStep(work, "import");
      const subjects = await subjectsOf(work, namesIn(rows, "caseExternalId"));
      const authors = await peopleByEmail(work, namesIn(rows, "authorEmail"));
      const tally = await upsertRows(work, COMMENTS, rows, {
        settle: (row, was) => factsOf(row, was, subjects, authors),
        written: async (taken) => {
          for (const { id, row, was, values } of taken)
            work.record({
              ...(was === null
                ? { kind: TimelineKind.COMMENTED, type: EventType.COMMENT_ADDED, at: row.createdAt }
                : { kind: TimelineKind.UPDATED, type: EventType.CASE_UPDATED }),
              subjectId: values.case_id as string,
              caseId: values.case_id as string,
              commentId: id,
              actorId: values.author_id as string | null,
              data: { internal: row.internal, imported: true },
              ...(was !== null && { changes: [{ field: "comment", from: id, to: id }] }),
            });
        },
      });
      return { run: await tellRun(work, ImportKind.COMMENTS, rows.length, tally) };
    },
    { timeoutMs: 60_000 },
  );
}

function factsOf(
  row: CommentRow,
  was: Standing | null,
  subjects: Readonly<Record<string, Subject>>,
  authors: Readonly<Record<string, string>>,
): Values {
  text("body", row.body, 100_000, "words");
  const subject = named(subjects, "caseExternalId", row.caseExternalId, "case");
  if (was && was.values.case_id !== subject.id)
    throw new RowRefusal("caseExternalId", "the comment belongs to another case", ErrorCode.CONFLICT);
  if (was?.values.gone) throw new RowRefusal("externalId", "the comment was deleted", ErrorCode.CONFLICT);
  const author = folded(row.authorEmail);
  return {
    case_id: subject.id,
    author_id: ref(authors, "authorEmail", author, "person", (id) => id, was?.values.author_id),
    body: row.body,
    internal: row.internal,
    created_at: row.createdAt.toISOString(),
    gone: false,
  };
}
