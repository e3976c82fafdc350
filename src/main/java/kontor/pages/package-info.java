/**
 * What all pages have in common: the frame around them, how figures and dates are written, the
 * style sheet and the few scripts, and how a no looks to a person.
 *
 * <p>A page is cheap: a route ({@link kontor.pages.Pages#route}), a record with what it shows, a
 * template under {@code src/main/jte}, and a browser test. Templates are compiled with the rest, so
 * a wrong name fails the build. They hold no logic but if and for: what a page shows is worked out
 * by the routes class from what doors say.
 *
 * <p>Rules: a page is whole without script; htmx only fetches the same page and takes a part of it
 * ({@code hx-select}). No inline style, no inline script, no other host: {@link
 * kontor.pages.Pages#POLICY}. Text is escaped by the template engine; nothing is marked as safe but
 * what the guides of ours were made into.
 *
 * <p>This room knows no door and no table. Who is shown in the frame comes from a {@link
 * kontor.pages.Framer}, which the roof brings.
 */
@NullMarked
package kontor.pages;

import org.jspecify.annotations.NullMarked;
