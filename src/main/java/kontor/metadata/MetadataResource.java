package kontor.metadata;

import java.util.Locale;

/** The resources whose metadata clients write, named as in their permissions. */
public enum MetadataResource {
    ACCOUNTS,
    TRANSACTIONS,
    COUNTERPARTIES,
    EXTERNAL_ACCOUNTS,
    MANDATES,
    CREDIT_TRANSFERS,
    DIRECT_DEBITS,
    EXPECTED_TRANSACTIONS;

    /** As the API writes it, e.g. {@code direct_debits}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MetadataResource of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
