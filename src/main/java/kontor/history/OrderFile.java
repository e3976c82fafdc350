package kontor.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kontor.banks.PaymentSource;
import kontor.banks.WrittenFile;
import kontor.connections.Channel;
import kontor.core.Money;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.Pain008Reader;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;
import kontor.xml.ReadLimits;

/**
 * A file of orders that Kontor wrote once (pain.001 or pain.008), read back as far as it names
 * payments.
 *
 * @param lines one for each payment, some hundred bytes each
 */
record OrderFile(OrderMessage message, MessageHeader header, String name, List<Line> lines) {

    /** Payments of one file; profiles of banks allow far fewer. */
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(2L << 30);

    private static final Pattern NAME = Pattern.compile("pain\\.\\d{3}\\.\\d{3}\\.\\d{2}");
    private static final int BEGINNING = 4_096;

    /** One payment in it. */
    record Line(String endToEndId, Money amount, String group) {

        PaymentSource.Line forUse() {
            return new PaymentSource.Line(endToEndId, amount, group);
        }
    }

    OrderFile {
        lines = List.copyOf(lines);
        var sum =
                lines.stream()
                        .map(one -> one.amount.decimal())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (lines.size() != header.numberOfTransactions()
                || sum.compareTo(header.controlSum()) != 0) {
            throw new IllegalArgumentException(
                    "the file says %d payments of %s and holds %d of %s: it is not whole"
                            .formatted(
                                    header.numberOfTransactions(),
                                    header.controlSum().toPlainString(),
                                    lines.size(),
                                    sum.toPlainString()));
        }
    }

    /** MalformedMessage: no file that Kontor could have written. */
    static OrderFile read(Supplier<InputStream> content) {
        try {
            var message = OrderMessage.recognize(content.get(), LIMITS);
            var reading = new Reading();
            try (var in = content.get()) {
                switch (message) {
                    case CREDIT_TRANSFERS -> Pain001Reader.read(in, LIMITS, reading.transfers());
                    case DIRECT_DEBITS -> Pain008Reader.read(in, LIMITS, reading.collections());
                }
            }
            return new OrderFile(message, reading.header(), name(content, message), reading.lines);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As its namespace tells it, which stands at the beginning. */
    private static String name(Supplier<InputStream> content, OrderMessage message)
            throws IOException {
        try (var in = content.get()) {
            var beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            var found = NAME.matcher(beginning);
            return found.find() ? found.group() : message.messageName();
        }
    }

    /** The resource of its payments. */
    String payments() {
        return switch (message) {
            case CREDIT_TRANSFERS -> "credit_transfers";
            case DIRECT_DEBITS -> "direct_debits";
        };
    }

    WrittenFile written() {
        return new WrittenFile(name, header.numberOfTransactions(), header.controlSum());
    }

    /** Collects what both kinds of files tell alike. */
    private static final class Reading {
        private final List<MessageHeader> headers = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private String group = "";

        MessageHeader header() {
            return headers.getFirst();
        }

        Pain001Reader.Handler transfers() {
            return new Pain001Reader.Handler() {
                @Override
                public void header(MessageHeader header) {
                    headers.add(header);
                }

                @Override
                public void group(TransferGroup next) {
                    group = next.paymentInformationId();
                }

                @Override
                public void transfer(Transfer one) {
                    lines.add(new Line(one.ids().endToEndId(), one.amount(), group));
                }
            };
        }

        Pain008Reader.Handler collections() {
            return new Pain008Reader.Handler() {
                @Override
                public void header(MessageHeader header) {
                    headers.add(header);
                }

                @Override
                public void group(CollectionGroup next) {
                    group = next.paymentInformationId();
                }

                @Override
                public void collection(Collection one) {
                    lines.add(new Line(one.endToEndId(), one.amount(), group));
                }
            };
        }
    }

    /** What a copy of one is, in a sentence for operators. */
    static String described(Channel.Copy copy) {
        String bytes =
                "%,d bytes of %s, in %s".formatted(copy.size(), copy.written(), copy.place());
        try {
            var header = read(copy.content()).header();
            return "%,d payments, sum %s; %s"
                    .formatted(
                            header.numberOfTransactions(),
                            header.controlSum().toPlainString(),
                            bytes);
        } catch (RuntimeException unreadable) {
            return bytes + "; it cannot be read: " + unreadable.getMessage();
        }
    }
}
