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
import kontor.iso20022.AccountNumber;
import kontor.iso20022.Address;
import kontor.iso20022.Agent;
import kontor.iso20022.Code;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain001Writer;
import kontor.iso20022.Remittance;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;

/** A pain.001 with one group; every transfer is fine until a test says otherwise. */
final class TransferFile {

    static final String PAYEE = "DE89370400440532013000";

    private final String messageId;
    private final LocalDate date;
    private final List<Transfer> transfers = new ArrayList<>();
    private AccountNumber payer = new AccountNumber.Iban(Customer.IBAN);
    private Optional<Code> serviceLevel = Optional.of(Code.iso("SEPA"));
    private Optional<Code> localInstrument = Optional.empty();
    private boolean batchBooking;

    TransferFile(String messageId, LocalDate date) {
        this.messageId = messageId;
        this.date = date;
    }

    TransferFile pay(long amountMinor, String iban) {
        return pay(Money.of(amountMinor, "EUR"), new AccountNumber.Iban(iban));
    }

    TransferFile pay(Money amount, AccountNumber account) {
        return pay(amount, account, "Payee " + (transfers.size() + 1));
    }

    TransferFile pay(Money amount, AccountNumber account, String name) {
        return pay(amount, new Transfer.Creditor(name, Optional.empty(), account, Agent.UNKNOWN));
    }

    /** To a payee whose address is this line and nothing else. */
    TransferFile payToAddressLine(long amountMinor, String line) {
        return pay(
                Money.of(amountMinor, "EUR"),
                new Transfer.Creditor(
                        "Payee",
                        Optional.of(
                                new Address(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(line))),
                        new AccountNumber.Iban(PAYEE),
                        Agent.UNKNOWN));
    }

    private TransferFile pay(Money amount, Transfer.Creditor creditor) {
        String number = String.valueOf(transfers.size() + 1);
        transfers.add(
                new Transfer(
                        new Transfer.Ids(Optional.of("I" + number), "E" + number, Optional.empty()),
                        amount,
                        Optional.empty(),
                        creditor,
                        Optional.empty(),
                        List.of(),
                        Optional.of(Remittance.ofText("Invoice " + number))));
        return this;
    }

    TransferFile from(AccountNumber account) {
        payer = account;
        return this;
    }

    /** No service level: empty text. */
    TransferFile level(String code) {
        serviceLevel = Optional.of(code).filter(told -> !told.isEmpty()).map(Code::iso);
        return this;
    }

    TransferFile instant() {
        localInstrument = Optional.of(Code.iso("INST"));
        return this;
    }

    TransferFile inOneSum() {
        batchBooking = true;
        return this;
    }

    TransferGroup group() {
        return new TransferGroup(
                "P1",
                transfers.size(),
                sum(),
                batchBooking,
                new TransferGroup.Terms(
                        serviceLevel,
                        localInstrument,
                        Optional.empty(),
                        date,
                        Optional.empty(),
                        Optional.empty()),
                new TransferGroup.Debtor(
                        "Payer GmbH", Optional.empty(), payer, Optional.empty(), Agent.UNKNOWN));
    }

    Transfer only() {
        return transfers.getFirst();
    }

    private BigDecimal sum() {
        return transfers.stream()
                .map(one -> one.amount().decimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var writer =
                new Pain001Writer(
                        out,
                        new MessageHeader(
                                messageId,
                                LocalDateTime.of(2026, 11, 21, 9, 0),
                                transfers.size(),
                                sum(),
                                "Payer GmbH"))) {
            writer.group(group());
            transfers.forEach(writer::transfer);
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
