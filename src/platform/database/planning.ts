/**
 * What every connection asks of PostgreSQL's planner.
 * - No machine code: plans of statements that build JSON look dear to the planner; compiling them costs more than it saves.
 * - No workers for one statement: starting them takes longer than most statements, and many ask at once.
 * - No merge joins: a page's few rows find their partners by an index; sorting the page to walk a whole index beside it
 *   looks cheaper to the planner than it is (a case page costs 7 % less without). What joins a lot hashes as well.
 */
export const PLANNING = "-c jit=off -c max_parallel_workers_per_gather=0 -c enable_mergejoin=off -c timezone=UTC";
