package kontor.statements;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.cases.CaseKind;
import kontor.cases.NewCase;
import kontor.core.Money;

/** The cases that statements open. */
final class StatementCases {

    private StatementCases() {}

    /** Of the case of a statement that was set aside. */
    static String fingerprint(UUID statement) {
        return CaseKind.STATEMENT_NOT_BOOKED + "|" + statement;
    }

    static NewCase notBooked(Statement aside, UUID inboxFile) {
        return of(
                CaseKind.STATEMENT_NOT_BOOKED,
                aside,
                inboxFile,
                "statement %s of %s is not booked: %s"
                        .formatted(aside.bankId(), aside.asOf(), aside.reason().orElse("")));
    }

    static NewCase mayBeNew(Statement statement, String doubt, UUID inboxFile) {
        return of(
                CaseKind.STATEMENT_MAY_BE_REPEATED,
                statement,
                inboxFile,
                "statement %s is taken for told again: %s".formatted(statement.bankId(), doubt));
    }

    private static NewCase of(CaseKind kind, Statement statement, UUID inboxFile, String summary) {
        return new NewCase(
                kind,
                kind + "|" + statement.id(),
                Optional.of(statement.accountId()),
                Optional.empty(),
                Optional.of(inboxFile),
                summary,
                facts(statement));
    }

    private static Map<String, String> facts(Statement statement) {
        return NewCase.facts(
                "statementId", statement.id(),
                "bankStatementId", statement.bankId(),
                "date", statement.asOf(),
                "electronicNumber", number(statement.numbers().electronic()),
                "legalNumber", number(statement.numbers().legal()),
                "opening", amount(statement, statement.openingMinor()),
                "closing", amount(statement, statement.closingMinor()),
                "entries", statement.entries());
    }

    private static Optional<Long> number(long number) {
        return Optional.of(number).filter(one -> one > 0);
    }

    private static Optional<String> amount(Statement statement, Optional<Long> minor) {
        return minor.map(one -> new Money(one, statement.currency()).plain());
    }
}
