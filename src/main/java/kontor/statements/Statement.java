package kontor.statements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.iso20022.Balance;
import kontor.iso20022.StatementHead;
import kontor.ledger.StatementNumbers;
import kontor.transactions.EntryRow.StatementRef;
import kontor.wire.Json;

/**
 * A statement of an own account.
 *
 * @param asOf the day of its closing balance
 * @param bankId the bank's id of it; banks use the same ids again
 * @param numbers the bank's numbers of the statement
 * @param page of the statement, from 1; later pages come in files of their own
 * @param openingMinor in minor units of the currency, negative when overdrawn; as is the closing
 *     balance
 * @param entries how many entries are booked
 * @param bookedMinor their sum in minor units, debits negative
 * @param endOfDay no other statement follows for that day
 * @param reason why it is quarantined
 */
public record Statement(
        UUID id,
        UUID accountId,
        LocalDate asOf,
        String bankId,
        StatementNumbers numbers,
        long page,
        Currency currency,
        Optional<Long> openingMinor,
        Optional<Long> closingMinor,
        long entries,
        long bookedMinor,
        boolean endOfDay,
        Status status,
        Optional<String> reason,
        int version,
        Instant created,
        Instant updated) {

    /** See the table in the room's {@code package-info}. */
    public enum Status {
        PROVEN,
        BOOKED,
        QUARANTINED
    }

    /**
     * @param problem why it may not be booked
     */
    public static Statement of(NewStatement incoming, Optional<String> problem, Instant now) {
        return new Statement(
                Ids.next(),
                incoming.accountId(),
                incoming.day(),
                incoming.head().id(),
                new StatementNumbers(
                        incoming.head().legalSequenceNumber().orElse(0L),
                        incoming.head().electronicSequenceNumber().orElse(0L)),
                incoming.head().page().map(StatementHead.Page::number).orElse(1L),
                incoming.currency(),
                incoming.opening().map(Balance::amount).map(Money::amountMinor),
                incoming.closing().map(Balance::amount).map(Money::amountMinor),
                incoming.totals().entries(),
                incoming.totals().bookedMinor(),
                incoming.isEndOfDay(),
                problem.isPresent() ? Status.QUARANTINED : Status.PROVEN,
                problem,
                1,
                now,
                now);
    }

    /** One of its balances as a decimal. */
    String plain(long minor) {
        return new Money(minor, currency).plain();
    }

    StatementRef ref() {
        return new StatementRef(id, accountId, asOf);
    }

    /** It was proved, and not all that it books counts in its closing balance. */
    boolean closesByValueDate() {
        return status != Status.QUARANTINED
                && openingMinor.orElseThrow() + bookedMinor != closingMinor.orElseThrow();
    }

    public boolean isQuarantined() {
        return status == Status.QUARANTINED;
    }

    public boolean hasNameOf(Statement other) {
        return bankId.equals(other.bankId) && numbers.equals(other.numbers) && page == other.page;
    }

    public boolean hasFiguresOf(Statement other) {
        return openingMinor.equals(other.openingMinor)
                && closingMinor.equals(other.closingMinor)
                && entries == other.entries
                && bookedMinor == other.bookedMinor
                && currency.equals(other.currency);
    }

    /** One goes on where the other ended, or both begin or end with the same balance. */
    boolean touches(Statement other) {
        return openingMinor.equals(other.openingMinor)
                || closingMinor.equals(other.closingMinor)
                || openingMinor.equals(other.closingMinor)
                || closingMinor.equals(other.openingMinor);
    }

    /**
     * It does not add up, and the other one of its name and day does and tells the same: what it
     * begins with, what it ends with, or what it books. Under another number it must begin alike.
     */
    boolean isCorrectedBy(Statement proven) {
        boolean addsUp =
                openingMinor.isPresent()
                        && closingMinor.equals(openingMinor.map(one -> one + bookedMinor));
        boolean opensAlike = openingMinor.isPresent() && openingMinor.equals(proven.openingMinor);
        boolean closesAlike = closingMinor.isPresent() && closingMinor.equals(proven.closingMinor);
        boolean booksAlike =
                entries > 0 && entries == proven.entries && bookedMinor == proven.bookedMinor;
        return !addsUp
                && !proven.closesByValueDate()
                && bankId.equals(proven.bankId)
                && page == proven.page
                && currency.equals(proven.currency)
                && (opensAlike || numbers.equals(proven.numbers) && (closesAlike || booksAlike));
    }

    public Statement quarantined(String why) {
        return new Statement(
                id,
                accountId,
                asOf,
                bankId,
                numbers,
                page,
                currency,
                openingMinor,
                closingMinor,
                entries,
                bookedMinor,
                endOfDay,
                Status.QUARANTINED,
                Optional.of(why),
                version,
                created,
                updated);
    }

    public Statement booked(Instant now) {
        if (status != Status.PROVEN) {
            throw new IllegalStateException("statement " + id + " is " + status + ", not PROVEN");
        }
        return new Statement(
                id,
                accountId,
                asOf,
                bankId,
                numbers,
                page,
                currency,
                openingMinor,
                closingMinor,
                entries,
                bookedMinor,
                endOfDay,
                Status.BOOKED,
                reason,
                version + 1,
                created,
                now);
    }

    public Snapshot snapshot(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("accountId", accountId.toString())
                        .put("date", asOf.toString())
                        .put("bankStatementId", bankId)
                        .put("sequence", numbers.electronic())
                        .put("page", page)
                        .put("entries", entries)
                        .put("endOfDay", endOfDay)
                        .put("status", status.name());
        reason.ifPresent(text -> view.put("reason", text));
        openingMinor.ifPresent(
                minor -> view.set("opening", Json.amount(new Money(minor, currency))));
        closingMinor.ifPresent(
                minor -> view.set("closing", Json.amount(new Money(minor, currency))));
        view.put("version", version)
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
        return new Snapshot(Statements.RESOURCE, id, version, Json.write(view));
    }
}
