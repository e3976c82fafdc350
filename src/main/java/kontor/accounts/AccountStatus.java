package kontor.accounts;

/** Whether a bank still answers for the account. */
public enum AccountStatus {
    ACTIVE,
    INACTIVE
}
