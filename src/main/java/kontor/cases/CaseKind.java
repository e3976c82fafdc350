package kontor.cases;

/** What a case is about; the words are stored and shown. */
public enum CaseKind {
    /** A statement of the bank was set aside: it does not add up, or contradicts another one. */
    STATEMENT_NOT_BOOKED,
    /** A statement was booked as its balances prove, but contradicts its own figures elsewhere. */
    STATEMENT_CONTRADICTS_ITSELF,
    /** A statement that balances and numbers allow to be new or to be told again. */
    STATEMENT_MAY_BE_REPEATED,
    /** A notification says otherwise of a transaction than the statement that booked it. */
    DETAILS_CONTRADICT,
    /** What is booked for an account and day is not what its statements prove. */
    BOOKED_DIFFERS,
    /** A status of the bank that speaks of no payment that is known, or of several. */
    STATUS_WITHOUT_PAYMENT,
    /** A status that the payment cannot take any more. */
    STATUS_CONTRADICTS,
    /** Money came back too late, twice, or without a right to it. */
    RETURN_IN_DOUBT,
    /** A status code that Kontor does not know. */
    STATUS_UNKNOWN,
    /** A status report counts other payments than it lists. */
    REPORT_COUNTS_DIFFER,
    /** A file of the bank was set aside, all of it or a part that no other case tells of. */
    FILE_SET_ASIDE,
    /** A status report that was set aside. */
    REPORT_NOT_APPLIED,
    /** Something where a bank puts its files is none that is taken, and was put aside unread. */
    FILE_NOT_TAKEN
}
