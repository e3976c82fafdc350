/**
 * Metadata of payments as people and programs change it afterwards, in whatever state a payment is:
 * it is the organization's own note and no bank sees it. Metadata keys hold as for new payments. It
 * has no tables and no states of its own; the metadata stands in the tables of payments.
 */
@NullMarked
package kontor.paymentmetadata;

import org.jspecify.annotations.NullMarked;
