package kontor.iso20022;

/** Who pays the banks' charges ({@code ChrgBr}). */
public enum ChargeBearer {
    /** The debtor pays all. */
    DEBT,
    /** The creditor pays all. */
    CRED,
    /** Each pays those of its own bank. */
    SHAR,
    /** As the service level says; the only one of SEPA. */
    SLEV
}
