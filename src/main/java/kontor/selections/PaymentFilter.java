package kontor.selections;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which payments of one kind are meant; what is empty leaves all.
 *
 * @param accountId the own account
 * @param statuses words of PaymentStatus, any of them
 * @param scheme its word in the API
 * @param dates of the dates that clients want, first and last included
 * @param counterpartyId the other side
 * @param mandateId the mandate of a collection, or of a credit to its payer
 * @param reference how the reference begins, without regard to the case of a to z
 * @param externalId the payment with this external id; any text, of which most belong to none
 */
public record PaymentFilter(
        Optional<UUID> accountId,
        List<String> statuses,
        Optional<String> scheme,
        DateRange dates,
        Optional<UUID> batchId,
        Optional<UUID> counterpartyId,
        Optional<UUID> mandateId,
        AmountRange amounts,
        Optional<Currency> currency,
        Optional<String> reference,
        Optional<String> externalId) {

    /** All payments of a kind. */
    public static final PaymentFilter ALL =
            new PaymentFilter(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    DateRange.ALL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    AmountRange.ALL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** All payments under a mandate. */
    public static PaymentFilter under(UUID mandate) {
        return new PaymentFilter(
                ALL.accountId,
                ALL.statuses,
                ALL.scheme,
                ALL.dates,
                ALL.batchId,
                ALL.counterpartyId,
                Optional.of(mandate),
                ALL.amounts,
                ALL.currency,
                ALL.reference,
                ALL.externalId);
    }

    /** The same with these amounts only. */
    public PaymentFilter of(AmountRange others) {
        return new PaymentFilter(
                accountId,
                statuses,
                scheme,
                dates,
                batchId,
                counterpartyId,
                mandateId,
                others,
                currency,
                reference,
                externalId);
    }

    /** The same with references only that begin so. */
    public PaymentFilter beginning(String prefix) {
        return new PaymentFilter(
                accountId,
                statuses,
                scheme,
                dates,
                batchId,
                counterpartyId,
                mandateId,
                amounts,
                currency,
                Optional.of(prefix),
                externalId);
    }

    /** The query parameters that {@link #parse} reads where a list of payments declares them. */
    public static final List<String> NAMES =
            List.of(
                    "accountId",
                    "status",
                    "scheme",
                    "date",
                    "batchId",
                    "counterpartyId",
                    "amount",
                    "currency",
                    "query",
                    "externalId");

    public PaymentFilter {
        statuses = List.copyOf(statuses);
    }

    /**
     * Reads what the query says.
     *
     * @param statuses the words of the statuses asked for, checked
     * @param scheme the word of the scheme asked for, checked
     */
    public static PaymentFilter parse(
            QueryFields fields, List<String> statuses, Optional<String> scheme) {
        return new PaymentFilter(
                fields.id("accountId"),
                statuses,
                scheme,
                fields.dates("date"),
                fields.id("batchId"),
                fields.id("counterpartyId"),
                fields.knows("mandateId") ? fields.id("mandateId") : Optional.empty(),
                AmountRange.parse(fields),
                fields.text("currency").map(PaymentFilter::currency),
                fields.freeText("query"),
                fields.text("externalId"));
    }

    private static Currency currency(String code) {
        return Currency.find(code)
                .orElseThrow(
                        () ->
                                new InvalidRequest(
                                        Fault.invalid("currency", Currency.problem(code))));
    }
}
