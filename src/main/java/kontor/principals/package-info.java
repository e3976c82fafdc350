/**
 * For whom users act: a person, or a system with a name. People are counted by principals and not
 * by users or keys, so that nobody becomes two by holding several.
 *
 * <p>A person is one principal in an organization, whatever users they have or had there: it is
 * known by the identity with which they join. A program states for whom it acts when it is made;
 * without a word it acts for whoever makes it. A real organization does not believe such a word
 * until a second person has checked it, and then counts the maker too; so it does whoever was shown
 * the secret of a program later. What a user is counted as only grows, and the principal that it
 * acts for never changes, so the past stays judged as it was. Two users are the same where what
 * they are counted as has a principal in common.
 *
 * <pre>
 * principal:  made when a user first acts for it -> stays
 * </pre>
 *
 * <p>Tables: {@code principals}, {@code counted_principals}; the principal that a user acts for
 * stands in {@code users} (room {@code iam}). Why: {@code
 * docs/decisions/0064-people-are-counted.md}.
 */
@NullMarked
package kontor.principals;

import org.jspecify.annotations.NullMarked;
