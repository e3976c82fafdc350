package kontor.approvals;

/** The kinds of payment that a chain can ask for. */
public enum PaymentType { CREDIT_TRANSFER, DIRECT_DEBIT }
