package kontor.iam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All permissions that a role can have, {@code resource:method}, each with what it allows. */
public final class Permissions {

    private static final Map<String, String> MEANINGS =
            meanings(
                    """
                    accounts:create                    add own bank accounts
                    accounts:read                      see own bank accounts
                    accounts:update                    change alias, entity, metadata and payment options of accounts
                    account_balances:read              see balances of own accounts
                    account_groups:create              make account groups
                    account_groups:read                see account groups
                    account_groups:update              change account groups
                    account_groups:delete              delete account groups
                    transactions:read                  see booked transactions
                    transactions:update                change metadata of transactions
                    pending_transactions:read          see transactions that are not yet booked
                    pending_transactions:update        change metadata of pending transactions
                    entities:create                    make legal entities of the organization
                    entities:read                      see legal entities
                    entities:update                    change legal entities
                    entities:delete                    delete legal entities
                    third_parties:read                 see the banks and providers that can be connected
                    counterparties:create              make counterparties
                    counterparties:read                see counterparties
                    counterparties:update              change counterparties
                    counterparties:delete              delete counterparties
                    external_accounts:create           add accounts to counterparties
                    external_accounts:read             see accounts of counterparties
                    external_accounts:update           change accounts of counterparties
                    external_accounts:delete           delete accounts of counterparties
                    mandates:create                    make mandates
                    mandates:read                      see mandates
                    mandates:update                    change and cancel mandates
                    credit_transfers:create            make credit transfers and batches of them
                    credit_transfers:read              see credit transfers, batches and their events
                    credit_transfers:update            approve, reject and change credit transfers
                    credit_transfers:force             set the status of a credit transfer by hand
                    direct_debits:create               make direct debits and batches of them
                    direct_debits:read                 see direct debits, batches and their events
                    direct_debits:update               approve, reject and change direct debits
                    direct_debits:force                set the status of a direct debit by hand
                    expected_transactions:create       make expected transactions
                    expected_transactions:read         see expected transactions
                    expected_transactions:update       change, archive and reconcile expected transactions
                    expected_transaction_event:read    see the events of expected transactions
                    forecasted_transactions:create     make forecasted transactions and scenarios
                    forecasted_transactions:read       see forecasted transactions and scenarios
                    forecasted_transactions:update     change forecasted transactions and scenarios
                    forecasted_transactions:delete     delete forecasted transactions and scenarios
                    reconciliation:create              attach transactions to payments
                    reconciliation:read                see what is attached to what, and the rules
                    reconciliation:update              change the rules of reconciliation
                    reconciliation:delete              take transactions off payments
                    payment_templates:create           make payment templates
                    payment_templates:read             see payment templates
                    payment_templates:update           change payment templates
                    payment_templates:delete           delete payment templates
                    sweeping_rules:create              make sweeping rules
                    sweeping_rules:read                see sweeping rules
                    sweeping_rules:update              change sweeping rules
                    sweeping_rules:delete              delete sweeping rules
                    webhooks:create                    make webhooks and their keys
                    webhooks:read                      see webhooks and deliveries
                    webhooks:update                    change webhooks and repeat deliveries
                    webhooks:delete                    delete webhooks and their keys
                    connections:create                 connect a bank
                    connections:read                   see bank connections and what was sent over them
                    connections:update                 change bank connections and decide on uncertain files
                    connections:delete                 disconnect a bank
                    connection_reports:create          bring bank statements in the place of a bank
                    connection_managed_secrets:create  give a bank connection its keys
                    connection_instructions:read       see and download files sent to banks
                    cases:read                         see what of a bank's files could not be applied
                    cases:update                       close such cases
                    reports:create                     make exports and reports
                    reports:read                       see and download reports and bank statements
                    testbank_transactions:create       make transactions at the test bank
                    testbank_clock:update              move the clock of a sandbox
                    metadata_keys:create               define metadata keys
                    metadata_keys:read                 see metadata keys
                    metadata_keys:update               change metadata keys
                    metadata_keys:delete               delete metadata keys
                    approval_chains:create             make approval chains
                    approval_chains:read               see approval chains
                    approval_chains:update             change approval chains
                    approval_chains:delete             delete approval chains
                    audit_log:read                     see who did what and when
                    users:create                       invite people and make programmatic users
                    users:read                         see users
                    users:update                       change the name and role of users
                    users:delete                       revoke users
                    roles:create                       make roles
                    roles:read                         see roles
                    roles:update                       change roles
                    roles:delete                       delete roles
                    change_requests:read               see what waits for a second person, and what was decided
                    change_requests:approve            decide on what others ask for
                    organizations:read                 see the organization's settings
                    organizations:update               change the organization's settings
                    """);

    /** All permissions, in the order of the list. */
    public static final Set<String> ALL = Collections.unmodifiableSet(MEANINGS.keySet());

    /**
     * The resources whose changes decide what other users may do, or which data they must enter.
     */
    private static final Set<String> GOVERNING =
            Set.of(
                    "users",
                    "roles",
                    "organizations",
                    "approval_chains",
                    "metadata_keys",
                    "change_requests");

    /** For developers of integrations: everything but changes of the governing resources. */
    public static final Set<String> DEVELOPER =
            ALL.stream()
                    .filter(word -> word.endsWith(":read") || !GOVERNING.contains(resource(word)))
                    .collect(Collectors.toUnmodifiableSet());

    private Permissions() {}

    private static String resource(String word) {
        return word.substring(0, word.indexOf(':'));
    }

    public static boolean known(String permission) {
        return MEANINGS.containsKey(permission);
    }

    /** What each permission allows, by permission. */
    public static Map<String, String> meanings() {
        return Collections.unmodifiableMap(MEANINGS);
    }

    /** What the permission allows, as the rest of a sentence "may ...". */
    public static String meaning(String permission) {
        String meaning = MEANINGS.get(permission);
        if (meaning == null) {
            throw new IllegalArgumentException("no permission " + permission);
        }
        return meaning;
    }

    private static Map<String, String> meanings(String lines) {
        var meanings = new LinkedHashMap<String, String>();
        lines.lines()
                .forEach(
                        line -> {
                            int blank = line.indexOf(' ');
                            meanings.put(line.substring(0, blank), line.substring(blank).strip());
                        });
        return meanings;
    }
}
