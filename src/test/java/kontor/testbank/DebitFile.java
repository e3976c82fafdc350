package kontor.testbank;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.iso20022.Amendment;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import kontor.iso20022.LocalInstrument;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain008Writer;
import kontor.iso20022.Remittance;
import kontor.iso20022.SequenceType;
import org.jspecify.annotations.Nullable;

/** A pain.008 with one group; every collection is fine until a test says otherwise. */
final class DebitFile {

    static final String PAYER = "DE89370400440532013000";

    private final String messageId;
    private final LocalDate collectionDate;
    private final List<Collection> collections = new ArrayList<>();
    private String mandates = "MANDATE-";
    private String creditorIban = Customer.IBAN;
    private String creditorIdentifier = "DE98ZZZ09999999999";
    private boolean batchBooking = true;
    private @Nullable Amendment amendment;

    DebitFile(String messageId, LocalDate collectionDate) {
        this.messageId = messageId;
        this.collectionDate = collectionDate;
    }

    DebitFile collect(long amountMinor, String debtorIban) {
        return collect(Money.of(amountMinor, "EUR"), debtorIban, LocalDate.of(2026, 1, 15));
    }

    DebitFile collect(Money amount, String debtorIban, LocalDate signed) {
        String number = String.valueOf(collections.size() + 1);
        collections.add(
                new Collection(
                        Optional.of("I" + number),
                        "E" + number,
                        amount,
                        new Collection.Mandate(
                                mandates + number, signed, Optional.ofNullable(amendment)),
                        new Collection.Debtor(
                                "Payer " + number, Optional.empty(), debtorIban, Optional.empty()),
                        Optional.of(Remittance.ofText("Invoice " + number))));
        return this;
    }

    /** What the following collections say of their mandates, which are named so with a number. */
    DebitFile underMandates(String prefix, @Nullable Amendment told) {
        mandates = prefix;
        amendment = told;
        return this;
    }

    DebitFile underMandates(String prefix) {
        return underMandates(prefix, null);
    }

    DebitFile intoAccount(String iban) {
        creditorIban = iban;
        return this;
    }

    DebitFile underCreditor(String identifier) {
        creditorIdentifier = identifier;
        return this;
    }

    DebitFile bookedSingly() {
        batchBooking = false;
        return this;
    }

    CollectionGroup group() {
        return new CollectionGroup(
                "P1",
                collections.size(),
                sum(),
                batchBooking,
                new CollectionGroup.Terms(
                        LocalInstrument.CORE, SequenceType.RCUR, Optional.empty(), collectionDate),
                new CollectionGroup.Creditor(
                        "Creditor",
                        Optional.empty(),
                        creditorIban,
                        Optional.empty(),
                        creditorIdentifier));
    }

    List<Collection> collections() {
        return collections;
    }

    private BigDecimal sum() {
        return collections.stream()
                .map(one -> one.amount().decimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var writer =
                new Pain008Writer(
                        out,
                        new MessageHeader(
                                messageId,
                                LocalDateTime.of(2026, 11, 21, 9, 0),
                                collections.size(),
                                sum(),
                                "Creditor"))) {
            writer.group(group());
            collections.forEach(writer::collection);
        }
        return out.toByteArray();
    }

    /** The file with one piece of text changed, wherever it stands. */
    byte[] withText(String written, String instead) {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        if (!text.contains(written)) {
            throw new IllegalStateException("the file holds no " + written);
        }
        return text.replace(written, instead).getBytes(StandardCharsets.UTF_8);
    }
}
