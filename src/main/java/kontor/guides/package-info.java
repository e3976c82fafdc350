/**
 * The guides: how things are done with the API, step by step. They are Markdown ({@code
 * resources/guides}), one file each, and read once. A fenced block {@code request} is a request, of
 * which pages make code in every language and which they can send; a test sends all of them, in
 * their order. Blocks {@code sh} are commands, which a test runs as well.
 *
 * <p>A request is written as HTTP is: method and path, headers, an empty line, the body. Lines that
 * begin with {@code >} say what it is for ({@link kontor.guides.Step}): {@code > as owner}, {@code
 * > answers 403}, {@code > keeps MANDATE_ID from /id}, {@code > until /status is COMPLETED}.
 *
 * <p>No tables. Standard: CommonMark with the tables of GitHub.
 */
@NullMarked
package kontor.guides;

import org.jspecify.annotations.NullMarked;
