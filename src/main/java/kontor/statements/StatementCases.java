package kontor.statements;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    /** Of one that is booked, or a notification that is kept, and contradicts its own figures. */
    static Optional<NewCase> differing(NewStatement told, UUID inboxFile) {
        var words = told.differences();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(differing(told, String.join("; ", words), inboxFile));
    }

    private static NewCase differing(NewStatement told, String differs, UUID inboxFile) {
        var kind = CaseKind.STATEMENT_CONTRADICTS_ITSELF;
        String id = told.head().id();
        var digest = UUID.nameUUIDFromBytes(differs.getBytes(UTF_8));
        String sentence =
                told.closing().isPresent()
                        ? "statement %s of %s is booked as its balances prove, but %s"
                        : "notification %s of %s contradicts itself: %s";
        return new NewCase(
                kind,
                "%s|%s|%s|%s|%s".formatted(kind, told.accountId(), told.day(), id, digest),
                Optional.of(told.accountId()),
                Optional.empty(),
                Optional.of(inboxFile),
                sentence.formatted(id, told.day(), differs),
                NewCase.facts("bankStatementId", id, "date", told.day()));
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
