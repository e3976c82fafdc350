package kontor.changerequests;

/** A part of the administration over which four eyes watch; the words are stored and shown. */
public enum Area {
    /** People and programs: made, changed, revoked, invited again, their secrets, ownership. */
    USERS,
    ROLES,
    APPROVAL_CHAINS,
    /** The currency by which amounts are compared. */
    APPROVAL_SETTINGS,
    /** After which reasons Kontor collects again by itself, and for whom. */
    RETRY_POLICY,
    /** Rates decide which limit an amount passes. */
    EXCHANGE_RATES,
    /** The settings of the organization, four eyes among them. */
    ORGANIZATION,
    METADATA_KEYS,
    /**
     * Banks connected and disconnected, and files sent again; an emergency stop is nobody's to hold
     * up.
     */
    CONNECTIONS,
    /** Own accounts: new ones, who holds them, and under which numbers they collect. */
    ACCOUNTS,
    /** The status of a payment, set by hand. */
    FORCED_STATUS,
    /** New and changed accounts of those who are paid. */
    PAYEE_ACCOUNTS,
    /** Which programs are exempted from all this. */
    EXEMPTIONS
}
