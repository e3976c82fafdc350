package kontor.credittransfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.mandates.Mandate;
import kontor.payercredits.UnderMandate;
import kontor.payments.PartySnapshot;
import kontor.payments.Payment;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentTerms;

/**
 * One credit transfer.
 *
 * @param parties both sides as they were when it was made
 * @param schemeDetails JSON of SchemeDetails
 * @param regulatoryReporting JSON array of RegulatoryReportingDetails
 */
public record CreditTransfer(
        PaymentTerms terms,
        PaymentProgress progress,
        TransferScheme scheme,
        Parties parties,
        Optional<String> schemeDetails,
        Optional<String> regulatoryReporting)
        implements Payment<CreditTransfer> {

    /**
     * Who pays whom.
     *
     * @param source own account that is debited
     * @param destination account that is credited, a counterparty's or an own one
     * @param review of the payee's account as it was when the payment was made
     * @param mandate under which Bankgirot pays, where it does
     */
    public record Parties(
            UUID connectionId,
            UUID sourceAccountId,
            Payee payee,
            PartySnapshot source,
            PartySnapshot destination,
            Optional<UUID> review,
            Optional<UnderMandate> mandate) {}

    /** Who is paid. */
    public sealed interface Payee {

        record Own(UUID accountId) implements Payee {}

        record External(UUID accountId, UUID counterpartyId) implements Payee {}
    }

    @Override
    public CreditTransfer with(PaymentProgress next) {
        return new CreditTransfer(terms, next, scheme, parties, schemeDetails, regulatoryReporting);
    }

    /** With the mandate as it is now; Bankgirot is told nothing older. */
    public CreditTransfer under(Mandate mandate) {
        return new CreditTransfer(
                terms,
                progress,
                scheme,
                new Parties(
                        parties.connectionId,
                        parties.sourceAccountId,
                        parties.payee,
                        parties.source,
                        parties.destination,
                        parties.review,
                        Optional.of(UnderMandate.of(mandate))),
                schemeDetails,
                regulatoryReporting);
    }

    @Override
    public CreditTransfer withMetadata(Map<String, String> metadata) {
        return new CreditTransfer(
                terms.with(metadata),
                progress,
                scheme,
                parties,
                schemeDetails,
                regulatoryReporting);
    }

    /** Bankgirot pays under it; any other leaves for the bank. */
    public Optional<UnderMandate> mandate() {
        return parties.mandate;
    }

    @Override
    public UUID accountId() {
        return parties.sourceAccountId;
    }

    @Override
    public Optional<UUID> otherAccountId() {
        return parties.payee instanceof Payee.Own(var account)
                ? Optional.of(account)
                : Optional.empty();
    }

    @Override
    public PartySnapshot other() {
        return parties.destination;
    }

    @Override
    public String schemeName() {
        return scheme.name();
    }

    @Override
    public void show(ObjectNode view) {
        schemeDetails.ifPresent(json -> view.putRawValue("schemeDetails", new RawValue(json)));
        parties.source.show(view, "source");
        parties.destination.show(view, "destination");
        parties.mandate.ifPresent(one -> one.show(view));
        regulatoryReporting.ifPresent(
                json -> view.putRawValue("regulatoryReporting", new RawValue(json)));
    }
}
