/**
 * The page of payees' accounts that wait for a second person: searched, looked at, approved one by
 * one or many at once. One is refused on the page of its change request, with a reason.
 */
@NullMarked
package kontor.reviewpages;

import org.jspecify.annotations.NullMarked;
