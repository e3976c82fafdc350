package kontor.settingsparts;

import java.util.Arrays;
import java.util.List;
import kontor.approvals.ApprovalChains;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.exchangerates.ExchangeRates;
import kontor.iam.AuditLog;
import kontor.iam.Organizations;
import kontor.iam.Roles;
import kontor.iam.Users;
import kontor.metadata.MetadataKeys;
import kontor.pages.Frame;

/** The parts of the settings, and what a role needs to see each. */
public enum SettingsTabs {
    ORGANIZATION(
            "Organization",
            "/settings/organization",
            Organizations.READ,
            "Name, four eyes, passkeys, legal entities with creditor identifiers, accounts"),
    USERS("Users", "/users", Users.READ, "People and programs, invitations, keys"),
    ROLES("Roles", "/roles", Roles.READ, "What its users may do, and for which accounts"),
    CHAINS(
            "Approval chains",
            "/approval-chains",
            ApprovalChains.READ,
            "Who must agree to which payments"),
    RETRIES(
            "Retry policy",
            "/settings/retry-policy",
            Use.of("direct_debits:read"),
            "After which reasons Kontor collects again by itself"),
    NOTICES(
            "Pre-notifications",
            "/settings/pre-notifications",
            Organizations.READ,
            "Whether and how payers are told of collections beforehand"),
    METADATA(
            "Metadata keys",
            "/metadata-keys",
            MetadataKeys.READ,
            "What payments, mandates and counterparties must carry"),
    RATES(
            "Exchange rates",
            "/settings/exchange-rates",
            ExchangeRates.READ,
            "By which amounts of approval chains are compared"),
    SECURITY(
            "Security log",
            "/settings/security-log",
            AuditLog.READ,
            "Sign-ins, refusals, keys, and changes that nobody checked"),
    AUDIT("Audit log", "/audit-log", AuditLog.READ, "Who did what and when");

    /** The way to a page below them. */
    public static final Frame.Crumb CRUMB = new Frame.Crumb("Settings", "/settings");

    private final String label;
    private final String path;
    private final Use use;
    private final String about;

    SettingsTabs(String label, String path, Use use, String about) {
        this.label = label;
        this.path = path;
        this.use = use;
        this.about = about;
    }

    /** Those that the caller may see; the log is about the whole organization. */
    public static List<SettingsTabs> of(Caller caller) {
        return Arrays.stream(values())
                .filter(one -> caller.may(one.use))
                .filter(one -> !one.use.equals(AuditLog.READ) || caller.accounts().all())
                .toList();
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    public String about() {
        return about;
    }

    public Frame.Crumb crumb() {
        return new Frame.Crumb(label, path);
    }
}
