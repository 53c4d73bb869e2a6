import { editAtRandom } from "../support/editing";

/* The short form of `npm run proof:editing`. */

test("twelve clients at a few cases lose nothing, skip no version and leave nothing untold", async () => {
  const { answers, breaches } = await editAtRandom({ clients: 12, cases: 5, edits: 400 });
  expect(breaches).toEqual([]);
  const codes = ["guarded done", "guarded CONFLICT", "unguarded done", "unguarded INVALID_TRANSITION"];
  expect(Object.keys(answers).filter((answer) => !codes.includes(answer))).toEqual([]);
  // They did meet.
  expect(answers["guarded done"]).toBeGreaterThan(0);
  expect(answers["guarded CONFLICT"]).toBeGreaterThan(0);
});
