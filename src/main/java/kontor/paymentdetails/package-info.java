/**
 * What the page of one payment tells beside its figures: its way in bank time with what is to come,
 * how sure the money is, why it ended and what may be done next, and who approves it. It words what
 * the doors say and decides nothing. It has no tables and no states.
 */
@NullMarked
package kontor.paymentdetails;

import org.jspecify.annotations.NullMarked;
