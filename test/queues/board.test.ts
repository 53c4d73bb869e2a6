import { boardsAtRandom } from "../support/board";

test("a live board is the queue, whatever is done to it, and by however many", async () => {
  const { breaches, done } = await boardsAtRandom({ operations: 400, seed: 7 });
  expect(breaches).toEqual([]);
  // Everything that can move an item was done at least once.
  expect(Object.keys(done).length).toBeGreaterThan(18);
});
