package kontor.directdebits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.payments.PartySnapshot;
import kontor.payments.Payment;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentTerms;
import kontor.rtransactions.Window;

/**
 * One collection.
 *
 * @param parties both sides as they were when it was made
 * @param retry what it was made again of, and as
 */
public record DirectDebit(
        PaymentTerms terms,
        PaymentProgress progress,
        MandateScheme scheme,
        SequenceType sequenceType,
        Parties parties,
        Retry retry)
        implements Payment<DirectDebit> {

    /**
     * Who pays whom under which mandate.
     *
     * @param destination own account that is credited
     * @param source counterparty's account that is debited
     * @param mandate the mandate's state when the collection was made, JSON of MandateSnapshot
     */
    public record Parties(
            Optional<UUID> connectionId,
            UUID destinationAccountId,
            UUID externalAccountId,
            UUID counterpartyId,
            UUID mandateId,
            PartySnapshot destination,
            PartySnapshot source,
            String mandate) {}

    /**
     * A collection among others of the same money.
     *
     * @param of the one that came to nothing or came back, of which this is the retry
     * @param by its own retry
     * @param number how many there were before it
     */
    public record Retry(Optional<UUID> of, Optional<UUID> by, int number) {

        static final Retry NONE = new Retry(Optional.empty(), Optional.empty(), 0);
    }

    /** With the collection by which it is made again; part of the change that made this version. */
    DirectDebit retriedBy(UUID other) {
        return new DirectDebit(
                terms,
                progress,
                scheme,
                sequenceType,
                parties,
                new Retry(retry.of, Optional.of(other), retry.number));
    }

    /** By the rulebook of its scheme. */
    @Override
    public Window window() {
        var settled = progress.effectiveDate();
        return MoneyBack.of(scheme, settled)
                .map(days -> days.window(settled))
                .orElseGet(() -> Window.open(settled));
    }

    /** With the payer's account and the mandate as they are now; the bank is told nothing older. */
    public DirectDebit under(Mandate mandate) {
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
                        sameAccount
                                ? parties.source
                                : new PartySnapshot(payer.account(), payer.holder()),
                        mandate.collectionSnapshot(sequenceType == SequenceType.FNAL)),
                retry);
    }

    /** After it the mandate is used up: the only collection of a ONE_OFF, or the final one. */
    boolean isLast() {
        return sequenceType == SequenceType.OOFF || sequenceType == SequenceType.FNAL;
    }

    @Override
    public DirectDebit with(PaymentProgress next) {
        return new DirectDebit(terms, next, scheme, sequenceType, parties, retry);
    }

    @Override
    public DirectDebit withMetadata(Map<String, String> metadata) {
        return new DirectDebit(
                terms.with(metadata), progress, scheme, sequenceType, parties, retry);
    }

    @Override
    public UUID accountId() {
        return parties.destinationAccountId;
    }

    @Override
    public PartySnapshot other() {
        return parties.source;
    }

    @Override
    public String schemeName() {
        return scheme.name();
    }

    @Override
    public void show(ObjectNode view) {
        retry.of.ifPresent(id -> view.put("retryOf", id.toString()));
        retry.by.ifPresent(id -> view.put("retriedBy", id.toString()));
        parties.destination.show(view, "destination");
        parties.source.show(view, "source");
        view.putRawValue("mandate", new RawValue(parties.mandate));
    }
}
