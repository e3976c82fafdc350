package kontor.pages;

import kontor.core.Caller;
import kontor.core.Use;

/** A place in the rail, and what a role needs to see it there. */
public enum Section {
    HOME("", "Home", "home", "/", Use.of()),
    APPROVALS("", "Approvals", "approve", "/approvals", Use.of()),
    DIRECT_DEBITS("Payments", "Direct debits", "in", "/direct-debits", "direct_debits:read"),
    CREDIT_TRANSFERS(
            "Payments", "Credit transfers", "out", "/credit-transfers", "credit_transfers:read"),
    BATCHES("Payments", "Batches", "layers", "/credit-transfers-batches", "credit_transfers:read"),
    RETURNS(
            "Payments",
            "What came back",
            "back",
            "/returns",
            Use.of("direct_debits:read", "credit_transfers:read")),
    MANDATES("Payments", "Mandates", "pen", "/mandates", "mandates:read"),
    COUNTERPARTIES(
            "Payments", "Counterparties", "people", "/counterparties", "counterparties:read"),
    ACCOUNTS("Cash", "Accounts", "bank", "/accounts", "accounts:read"),
    TRANSACTIONS("Cash", "Transactions", "list", "/transactions", "transactions:read"),
    RECONCILIATION(
            "Cash",
            "Reconciliation",
            "link",
            "/reconciliation",
            Use.of("transactions:read", "reconciliation:read")),
    FILES("Banks", "Bank files", "file", "/files", "connections:read"),
    /** Those who see the files find the cases there. */
    CASES("Banks", "Cases", "warning", "/cases", "cases:read"),
    TEST_BANK("Banks", "Test bank", "flask", "/test-data", Use.of()),
    CHANGES("Below", "Change requests", "people", "/change-requests", "change_requests:read"),
    SETTINGS("Below", "Settings", "gear", "/settings", Use.of()),
    REFERENCE("Below", "API reference", "code", "/reference", Use.of());

    private final String group;
    private final String label;
    private final String icon;
    private final String path;
    private final Use use;

    Section(String group, String label, String icon, String path, Use use) {
        this.group = group;
        this.label = label;
        this.icon = icon;
        this.path = path;
        this.use = use;
    }

    Section(String group, String label, String icon, String path, String permission) {
        this(group, label, icon, path, Use.of(permission));
    }

    /** The heading above it; empty at the top, "Below" at the foot of the rail. */
    public String group() {
        return group;
    }

    public String label() {
        return label;
    }

    public String icon() {
        return icon;
    }

    public String path() {
        return path;
    }

    /** Whether the rail offers it to somebody. */
    public boolean isFor(Caller caller) {
        // Bank files are of the whole organization.
        boolean seen = caller.may(use) && (this != FILES || caller.accounts().all());
        return seen && (this != CASES || !FILES.isFor(caller));
    }

    /** The permissions that a role needs to see it in the rail; none where everybody does. */
    public Use use() {
        return use;
    }
}
