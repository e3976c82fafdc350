package kontor.wire;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Money;

/**
 * Reads the AmountInput of the API: the two ways to say how much, which must agree when both are
 * there.
 */
public final class AmountField {

    /**
     * Minor units of one amount at most, in both forms: 18 digits, so that a few of them still add
     * up.
     */
    static final long LARGEST_MINOR = 999_999_999_999_999_999L;

    private AmountField() {}

    /** The required amount of an entry, negative for a debit; only zero is a fault. */
    public static Optional<Money> signed(JsonFields body, String name) {
        body.require(name);
        return body.object(name).flatMap(amount -> read(amount, true));
    }

    /** The required amount of a balance: negative where the account is overdrawn, or zero. */
    public static Optional<Money> balance(JsonFields body, String name) {
        body.require(name);
        return body.object(name).flatMap(amount -> read(amount, _ -> false, ""));
    }

    static Optional<Money> read(JsonFields amount) {
        return read(amount, false);
    }

    private static Optional<Money> read(JsonFields amount, boolean signed) {
        return signed
                ? read(amount, minor -> minor == 0, "must not be zero")
                : read(amount, minor -> minor <= 0, "must be greater than zero");
    }

    private static Optional<Money> read(JsonFields amount, LongPredicate wrong, String why) {
        String code = amount.requiredText("currency", 1, 255);
        var currency = Currency.find(code);
        if (currency.isEmpty() && !code.isEmpty()) {
            amount.invalid("currency", Currency.problem(code));
        }
        if (!amount.has("value") && !amount.has("stringValue")) {
            amount.fault(
                    new Fault(
                            "value",
                            "required",
                            "is required, in minor units; or send stringValue with decimals"));
        }
        Optional<Long> minor = minor(amount);
        Optional<Long> decimal = currency.flatMap(known -> stringValue(amount, known));
        if (minor.isPresent() && decimal.isPresent() && !minor.equals(decimal)) {
            amount.invalid("stringValue", "does not equal value; send one of them, or both alike");
            return Optional.empty();
        }
        Optional<Long> told = minor.or(() -> decimal);
        if (told.isPresent() && wrong.test(told.get())) {
            amount.invalid(minor.isPresent() ? "value" : "stringValue", why);
            return Optional.empty();
        }
        return told.flatMap(value -> currency.map(known -> new Money(value, known)));
    }

    private static Optional<Long> minor(JsonFields amount) {
        var value = amount.raw("value");
        if (value != null && value.isTextual()) {
            amount.invalid("value", "must be a number without quotes; decimals go to stringValue");
            return Optional.empty();
        }
        if (value != null && value.isNumber() && !value.isIntegralNumber()) {
            amount.invalid(
                    "value",
                    "must be a whole number of minor units, 4990 for 49.90 EUR; decimals go to"
                            + " stringValue");
            return Optional.empty();
        }
        return amount.integer("value");
    }

    private static Optional<Long> stringValue(JsonFields amount, Currency currency) {
        String decimals =
                currency.minorDigits() == 0 ? "" : "\\.[0-9]{" + currency.minorDigits() + "}";
        var minor =
                amount.matching(
                                "stringValue",
                                Pattern.compile("-?[0-9]{1,18}" + decimals),
                                "must be a plain decimal with exactly "
                                        + currency.minorDigits()
                                        + " decimals, like "
                                        + new Money(4990, currency).plain())
                        .map(text -> new BigDecimal(text).movePointRight(currency.minorDigits()));
        if (minor.filter(told -> told.abs().compareTo(BigDecimal.valueOf(LARGEST_MINOR)) > 0)
                .isPresent()) {
            amount.invalid(
                    "stringValue", "must be at most " + new Money(LARGEST_MINOR, currency).plain());
            return Optional.empty();
        }
        return minor.map(BigDecimal::longValue);
    }
}
