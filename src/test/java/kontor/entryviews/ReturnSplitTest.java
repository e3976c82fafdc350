package kontor.entryviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.iso20022.Charge;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a returned amount consists of, by the ways in which banks tell it. */
class ReturnSplitTest {

    @ParameterizedTest(name = "{0} ordered {1}, charges {2}, {3}")
    @CsvSource({
        // An amount of its own.
        "-103.50, 100.00, '',           '',                         100.00, 3.50, 0.00,"
                + " INSTRUCTED_AMOUNT",
        "-103.50, 100.00, '3.50',       '',                         100.00, 3.50, 0.00,"
                + " INSTRUCTED_AMOUNT",
        "-53.00,  50.00,  '3.00 0.00',  '',                         50.00,  3.00, 0.00,"
                + " INSTRUCTED_AMOUNT",
        // Interest, or expenses of the other bank, beside what is listed.
        "-104.10, 100.00, '3.50',       '',                         100.00, 3.50, 0.60,"
                + " INSTRUCTED_AMOUNT",
        // Charges in the amount, and beside it.
        "-103.50, '',     'in 3.50',    '',                         100.00, 3.50, 0.00, CHARGES",
        "-100.00, '',     '3.50',       '',                         '',     '',   '',   ''",
        "-100.00, 100.00, '3.50',       '',                         '',     '',   '',   ''",
        // Charges in another currency say nothing of the booked amount.
        "-103.50, 100.00, 'USD 4.00',   '',                         100.00, 3.50, 0.00,"
                + " INSTRUCTED_AMOUNT",
        "-103.50, '',     'in USD 4.00','',                         '',     '',   '',   ''",
        // German banks in free text.
        "-103.50, '',     '',           'OAMT+100,00 COAM+3,50',    100.00, 3.50, 0.00, TEXT",
        "-1103.50,'',     '',           'OAMT+EUR 1.100,00',        1100.00,3.50, 0.00, TEXT",
        "-103.50, '',     '',           'RLS ENTGELT 3,50 EUR',     100.00, 3.50, 0.00, TEXT",
        "-103.50, '',     '',           'Rücklastschriftgebühr: 3,50', 100.00, 3.50, 0.00, TEXT",
        "-103.50, '',     '',           'Rechnung 3,50',            '',     '',   '',   ''",
        // From a transfer that comes back something is taken off.
        "96.50,   100.00, '',           '',                         100.00, 3.50, 0.00,"
                + " INSTRUCTED_AMOUNT",
        "96.50,   '',     'in 3.50',    '',                         100.00, 3.50, 0.00, CHARGES",
        // Nonsense is no split.
        "-3.50,   '',     'in 3.50',    '',                         '',     '',   '',   ''",
        "-90.00,  100.00, '',           '',                         '',     '',   '',   ''"
    })
    void bookedAmount_isSplit(
            String booked,
            String ordered,
            String charges,
            String text,
            String original,
            String taken,
            String compensation,
            String source) {
        var split =
                ReturnSplit.of(
                        euro(booked),
                        Optional.of(ordered)
                                .filter(one -> !one.isEmpty())
                                .map(ReturnSplitTest::euro),
                        charges(charges),
                        text);
        var expected =
                source.isEmpty()
                        ? Optional.<ReturnSplit>empty()
                        : Optional.of(
                                new ReturnSplit(
                                        euro(original),
                                        euro(taken),
                                        euro(compensation),
                                        ReturnSplit.Source.valueOf(source)));
        assertThat(split).isEqualTo(expected);
    }

    private static Money euro(String decimal) {
        return Money.ofDecimal(new BigDecimal(decimal), Currency.EUR);
    }

    /** {@code in} stands before charges that the booked amount contains. */
    private static List<Charge> charges(String text) {
        boolean included = text.startsWith("in ");
        String rest = included ? text.substring(3) : text;
        if (rest.startsWith("USD ")) {
            var money = Money.ofDecimal(new BigDecimal(rest.substring(4)), Currency.known("USD"));
            return List.of(new Charge(money.negated(), included));
        }
        return Stream.of(rest.split(" "))
                .filter(one -> !one.isEmpty())
                .map(one -> new Charge(euro(one).negated(), included))
                .toList();
    }
}
