package kontor.retention;

import java.util.function.Predicate;
import kontor.core.OrganizationId;

/**
 * One kind of things to be done now and then.
 *
 * @param name in words, for the log
 * @param slice does a part of bounded size; whether there may be more
 */
public record Step(String name, Predicate<OrganizationId> slice) {}
