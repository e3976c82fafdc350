package kontor.reports;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Why statements are not taken that somebody brings, in the order of the checks. */
enum ReportRefusal implements RefusalCode {
    /** Not XML, another message than camt.053, or one that breaks off. */
    REPORT_UNREADABLE("content", "it is no camt.053 that can be read"),
    /** Nothing is in it. */
    REPORT_EMPTY("statements", "it holds no statement"),
    /** Unknown, of another connection, or beyond the accounts of the role. */
    ACCOUNT_NOT_REPORTED(
            "accountId",
            "this connection reports of no such account; name one of its accounts, or add the"
                    + " connection to reportedBy of the account"),
    /** A balance of a day to come would stand before all that a bank tells. */
    DAY_NOT_BEGUN("localDate", "must not be after today in the zone of the account"),
    /** It does not add up, or contradicts a statement that was read before. */
    STATEMENT_REFUSED("", "the statement would not be booked"),
    /** Neither of two that come at once was looked at beside the other. */
    REPORT_OVERTAKEN(
            "",
            "another report of this connection came at the same moment, and this one was not"
                    + " looked at beside it; send it again");

    private final String field;
    private final String sentence;

    ReportRefusal(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public Refusal.Category category() {
        return this == REPORT_OVERTAKEN ? Refusal.Category.BUSY : Refusal.Category.RULE;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
