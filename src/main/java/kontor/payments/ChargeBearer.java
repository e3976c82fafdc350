package kontor.payments;

/**
 * Who pays the banks' charges; the words of the API. SEPA's own is SERVICE_LEVEL, of which SHARED
 * is the common name.
 */
public enum ChargeBearer {
    SHARED,
    DEBTOR,
    CREDITOR,
    SERVICE_LEVEL
}
