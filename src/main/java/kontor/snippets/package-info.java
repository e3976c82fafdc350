/**
 * A request of the API as code: in curl, Python, JavaScript and Java, as it runs with nothing but
 * what the language brings. Access key and secret come from the environment, so that they stand in
 * no listing; so do the ids that a guide keeps from earlier answers.
 *
 * <p>No tables. Pure: text in, text out.
 */
@NullMarked
package kontor.snippets;

import org.jspecify.annotations.NullMarked;
