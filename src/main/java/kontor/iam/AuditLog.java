package kontor.iam;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.AuditFilter;
import kontor.events.AuditPlace;
import kontor.events.Event;
import kontor.events.Events;
import kontor.events.FeedProof;
import kontor.shares.Shares;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.QueryFields;

/**
 * The door to the audit log: who did what and when, read from the event feed, and the check that
 * nobody changed the feed afterwards. It is about the whole organization, so it is closed to roles
 * with an account limit.
 */
public final class AuditLog {

    public static final Use READ = Use.of("audit_log:read");

    public static final List<String> FILTERS =
            List.of(
                    "originator",
                    "resource",
                    "category",
                    "name",
                    "actor",
                    "address",
                    "resourceId",
                    "requestId",
                    "from",
                    "to");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ACTOR = Pattern.compile("[^\\p{Cntrl}]{1,255}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.%a-z]{2,64}|local");

    /** Whose events are of {@link Category#SECURITY}. */
    public static final List<String> SECURITY_RESOURCES = List.of("security", "users", "roles");

    /** Entries that belong together. */
    public enum Category {
        /** The security log, and who may do what. */
        SECURITY(new Filter(SECURITY_RESOURCES, List.of(), Optional.empty())),
        /** Who came in, and who tried to. */
        SIGN_INS(
                Filter.ofNames(
                        "SIGNED_IN",
                        "SIGNED_OUT",
                        "SESSION_ENDED",
                        "SIGN_IN_REFUSED",
                        "KEY_USED_ELSEWHERE",
                        "RECOVERY_CODE_USED")),
        /** What somebody tried who may not. */
        REFUSALS(
                Filter.ofNames(
                        "SIGN_IN_REFUSED",
                        "KEY_USED_ELSEWHERE",
                        "PERMISSION_REFUSED",
                        "LIMIT_MET",
                        "PASSKEY_COPIED")),
        /** With what people and programs come in. */
        KEYS(
                Filter.ofNames(
                        "TOKEN_GIVEN",
                        "SECRET_ROTATED",
                        "KEYS_ROTATED",
                        "PASSWORD_CHANGED",
                        "PASSWORD_RESET",
                        "ADDRESS_CHANGED",
                        "PASSKEY_MADE",
                        "PASSKEY_REMOVED",
                        "PASSKEY_COPIED",
                        "SECOND_FACTOR_CHANGED",
                        "RECOVERY_CODES_MADE",
                        "RECOVERY_CODE_USED",
                        "PROVIDER_LINKED",
                        "PROVIDER_UNLINKED")),
        /** Who may do what, who must agree, and the settings. */
        ADMINISTRATION(
                Filter.ofResources(
                        "users",
                        "roles",
                        "organizations",
                        "change_requests",
                        "approval_chains",
                        "approval_settings",
                        "exchange_rates",
                        "metadata_keys",
                        "connections")),
        /** Changes that no second person has checked. */
        UNCHECKED(Filter.marked("unchecked")),
        /** What whoever runs this Kontor did in the place of a second person. */
        BREAK_GLASS(Filter.marked("breakGlass"));

        private final Filter filter;

        Category(Filter filter) {
            this.filter = filter;
        }

        private record Filter(List<String> resources, List<String> names, Optional<String> mark) {

            static final Filter NONE = new Filter(List.of(), List.of(), Optional.empty());

            static Filter ofResources(String... resources) {
                return new Filter(List.of(resources), List.of(), Optional.empty());
            }

            static Filter ofNames(String... names) {
                return new Filter(List.of(), List.of(names), Optional.empty());
            }

            static Filter marked(String member) {
                return new Filter(List.of(), List.of(), Optional.of(member));
            }
        }
    }

    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    /** Checks that run on this node at a time, a page of the feed after the other. */
    private static final Shares.Size CHECKS = new Shares.Size(2, 1, 4, Duration.ofSeconds(10));

    private final Database database;
    private final Events events;
    private final Shares checks = new Shares("checks of the audit log", CHECKS);

    public AuditLog(Database database, Events events) {
        this.database = database.forRequests();
        this.events = events;
    }

    /**
     * Which part of the feed is checked.
     *
     * @param from position of the first event, from 1
     * @param to position of the last event
     */
    public record Range(long from, long to) {

        public Range {
            if (from > to) {
                throw new InvalidRequest(Fault.invalid("to", "must not come before from"));
            }
        }

        static Range parse(QueryFields query) {
            return new Range(
                    position(query, "from").orElse(1L),
                    position(query, "to").orElse(Long.MAX_VALUE));
        }

        private static Optional<Long> position(QueryFields query, String name) {
            String form = "must be the id of an audit log entry: 1 or more";
            return query.matching(name, POSITION, form).map(Long::valueOf);
        }
    }

    public static AuditFilter filter(QueryFields query) {
        query.matching("limit", POSITION, "must be a whole number from 1 to 500");
        var filter = parsed(query);
        boolean backwards =
                filter.from().isPresent()
                        && filter.to().filter(filter.from().get()::isAfter).isPresent();
        if (backwards) {
            throw new InvalidRequest(Fault.invalid("to", "must not come before from"));
        }
        return filter;
    }

    private static AuditFilter parsed(QueryFields query) {
        var category = category(query);
        return new AuditFilter(
                word(query, "originator"),
                word(query, "resource"),
                category.resources,
                category.names,
                category.mark,
                word(query, "name"),
                query.matching("actor", ACTOR, "must be 1 to 255 characters"),
                query.matching("address", ADDRESS, "must be an IP address"),
                query.id("resourceId"),
                query.id("requestId"),
                moment(query, "from"),
                moment(query, "to"));
    }

    private static Category.Filter category(QueryFields query) {
        return query.oneOf("category", Category.class)
                .map(one -> one.filter)
                .orElse(Category.Filter.NONE);
    }

    private static Optional<String> word(QueryFields query, String name) {
        return query.matching(name, WORD, "must be 1 to 64 letters, digits, _ or -");
    }

    private static Optional<Instant> moment(QueryFields query, String name) {
        return query.text(name).map(text -> moment(name, text));
    }

    private static Instant moment(String name, String text) {
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9_998) {
                return time.toInstant();
            }
        } catch (DateTimeException notATime) {
            // Refused below, like a year that the database cannot store.
        }
        throw new InvalidRequest(
                Fault.invalid(name, "must be a timestamp like 2026-12-15T08:00:00Z"));
    }

    /** Newest first. */
    public Page<Event> list(Tx tx, Caller caller, AuditFilter filter, PageRequest page) {
        caller.requireWholeOrganization();
        var before = page.after().map(AuditPlace::parse);
        var found = events.audit(tx, filter, before, page.limit() + 1);
        return Page.cut(found, page.limit(), event -> AuditPlace.of(event).text());
    }

    /**
     * Checks the links of a range, in transactions of its own; it may read the whole feed.
     *
     * @throws kontor.shares.Spent while others are checked
     */
    public FeedProof proof(Caller caller, Range range) {
        caller.requireWholeOrganization();
        var organization = caller.organization();
        try (var _ = checks.take(organization.toString())) {
            return events.proof(database, organization, range.from, range.to);
        }
    }
}
