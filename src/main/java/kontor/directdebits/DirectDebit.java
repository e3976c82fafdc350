package kontor.directdebits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Optional;
import java.util.UUID;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.payments.Payment;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentTerms;

/**
 * One collection.
 *
 * @param parties both sides as they were when it was made
 */
public record DirectDebit(
        PaymentTerms terms,
        PaymentProgress progress,
        MandateScheme scheme,
        SequenceType sequenceType,
        Parties parties)
        implements Payment<DirectDebit> {

    /**
     * Who pays whom under which mandate; the texts are JSON as the API shows them.
     *
     * @param destination own account that is credited (AccountSnapshot)
     * @param source counterparty's account that is debited (ExternalAccountSnapshot)
     * @param mandate the mandate's state when the collection was made (MandateSnapshot)
     */
    public record Parties(
            Optional<UUID> connectionId,
            UUID destinationAccountId,
            UUID externalAccountId,
            UUID counterpartyId,
            UUID mandateId,
            String destination,
            String destinationHolder,
            String source,
            String sourceHolder,
            String mandate) {}

    /** With the payer's account and the mandate as they are now; the bank is told nothing older. */
    DirectDebit under(Mandate mandate) {
        boolean sameAccount = mandate.externalAccountId().equals(parties.externalAccountId);
        var payer = mandate.payer();
        return new DirectDebit(
                terms,
                progress,
                scheme,
                sequenceType,
                new Parties(
                        parties.connectionId,
                        parties.destinationAccountId,
                        payer.externalAccountId(),
                        parties.counterpartyId,
                        mandate.id(),
                        parties.destination,
                        parties.destinationHolder,
                        sameAccount ? parties.source : payer.account(),
                        sameAccount ? parties.sourceHolder : payer.holder(),
                        mandate.collectionSnapshot(sequenceType == SequenceType.FNAL)));
    }

    /** After it the mandate is used up: the only collection of a ONE_OFF, or the final one. */
    boolean isLast() {
        return sequenceType == SequenceType.OOFF || sequenceType == SequenceType.FNAL;
    }

    @Override
    public DirectDebit with(PaymentProgress next) {
        return new DirectDebit(terms, next, scheme, sequenceType, parties);
    }

    @Override
    public UUID accountId() {
        return parties.destinationAccountId;
    }

    @Override
    public String schemeName() {
        return scheme.name();
    }

    @Override
    public void show(ObjectNode view) {
        view.putRawValue("destination", new RawValue(parties.destination));
        view.putRawValue("destinationHolder", new RawValue(parties.destinationHolder));
        view.putRawValue("source", new RawValue(parties.source));
        view.putRawValue("sourceHolder", new RawValue(parties.sourceHolder));
        view.putRawValue("mandate", new RawValue(parties.mandate));
    }
}
