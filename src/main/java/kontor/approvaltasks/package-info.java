/**
 * Approval tasks: everything that one person can decide of the payments of a batch, approved or
 * rejected in one go. Where a decision about the batch as a whole takes one step of all payments, a
 * task takes every step of each payment that its person may take, whatever these are.
 *
 * <pre>
 * CREATED -> PROCESSING_STARTED -> COMPLETED
 * </pre>
 *
 * <p>The worker that has the batch carries a task out, a slice of payments at a time, through the
 * doors of single payments and in the name of the person. Each slice commits its decisions with the
 * note how far the task is, so that a crash neither repeats nor loses one. Each payment is judged
 * by itself: chains, four eyes, limits, proof. What refuses is noted with its reason and left as it
 * is. A person has one task of a batch under way at a time.
 *
 * <p>Where the organization asks for proof, a person signs the batch with the id of the batch in
 * the place of a step. Why so, and what becomes of overdue dates: decision 0084.
 *
 * <p>Tables: {@code approval_tasks}, {@code approval_task_refusals}.
 */
@NullMarked
package kontor.approvaltasks;

import org.jspecify.annotations.NullMarked;
