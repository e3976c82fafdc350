package kontor.iam;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Every {@code resource:method} word that a role can hold. */
public final class Permissions {

    /** A resource, what can be done to it, and whether that changes who may do what. */
    private enum Resource {
        ACCOUNTS(false, "read", "update"),
        ACCOUNT_BALANCES(false, "read"),
        TRANSACTIONS(false, "read", "update"),
        PENDING_TRANSACTIONS(false, "read", "update"),
        ENTITIES(false, "create", "read", "update", "delete"),
        COUNTERPARTIES(false, "create", "read", "update", "delete"),
        EXTERNAL_ACCOUNTS(false, "create", "read", "update", "delete"),
        MANDATES(false, "create", "read", "update"),
        DIRECT_DEBITS(false, "create", "read", "update"),
        /** {@code force} sets a status past the machine; a permission of its own. */
        CREDIT_TRANSFERS(false, "create", "read", "update", "force"),
        EXPECTED_TRANSACTIONS(false, "create", "read", "update"),
        EXPECTED_TRANSACTION_EVENT(false, "read"),
        RECONCILIATION(false, "create"),
        WEBHOOKS(false, "create", "read", "update", "delete"),
        CONNECTIONS(false, "read"),
        REPORTS(false, "read"),
        TESTBANK_TRANSACTIONS(false, "create"),
        TESTBANK_CLOCK(false, "update"),
        AUDIT_LOG(false, "read"),
        METADATA_KEYS(true, "create", "read", "update", "delete"),
        APPROVAL_CHAINS(true, "create", "read", "update", "delete"),
        ROLES(true, "create", "read", "update", "delete"),
        USERS(true, "create", "read", "update", "delete"),
        ORGANIZATIONS(true, "read", "update");

        private final boolean governs;
        private final String[] methods;

        Resource(boolean governs, String... methods) {
            this.governs = governs;
            this.methods = methods;
        }
    }

    public static final Set<String> ALL = Arrays.stream(Resource.values()).flatMap(resource ->
            Arrays.stream(resource.methods).map(method -> word(resource, method))).collect(Collectors.toUnmodifiableSet());

    /** What whoever builds an integration needs: everything but changing who may do what. */
    public static final Set<String> DEVELOPER = Arrays.stream(Resource.values()).flatMap(resource ->
            Arrays.stream(resource.methods)
                    .filter(method -> !resource.governs || method.equals("read"))
                    .map(method -> word(resource, method))).collect(Collectors.toUnmodifiableSet());

    private Permissions() {}

    private static String word(Resource resource, String method) {
        return resource.name().toLowerCase(java.util.Locale.ROOT) + ":" + method;
    }
}
