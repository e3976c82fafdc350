package kontor.accounts;

/** Whether the account is in use at its bank. */
public enum AccountStatus {
    ACTIVE,
    INACTIVE
}
