package kontor.forms;

import java.math.BigDecimal;
import java.util.Optional;
import kontor.core.Currency;

/** Amounts as people type and paste them. */
public final class Amounts {

    private Amounts() {}

    /** The same with the decimals that the currency has, where fewer were typed. */
    public static String read(String typed, Optional<Currency> currency) {
        String text = read(typed);
        if (currency.isEmpty() || !text.matches("[-+]?[0-9]{1,18}(\\.[0-9]+)?")) {
            return text;
        }
        var number = new BigDecimal(text);
        int digits = currency.get().minorDigits();
        return number.scale() > digits ? text : number.setScale(digits).toPlainString();
    }

    /**
     * As the API wants it, with a point and no groups: {@code 1.250,00}, {@code 1 250.00}, {@code
     * 1'250} and {@code 1,250.00} are understood. Of two kinds of marks the last is the decimal
     * one; a single mark before exactly three digits separates groups only where another group of
     * three stands before it. What is no amount stays as it is, for the door to refuse.
     */
    public static String read(String typed) {
        String text = typed.strip().replaceAll("[\\s\\u00a0\\u202f'\\u2019]", "");
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (!text.matches("[-+]?[0-9.,]*[0-9]")) {
            return typed.strip();
        }
        if (comma >= 0 && point >= 0) {
            char decimal = comma > point ? ',' : '.';
            return plain(text, decimal);
        }
        char mark = comma >= 0 ? ',' : '.';
        boolean several = text.indexOf(mark) != text.lastIndexOf(mark);
        return several ? text.replace(String.valueOf(mark), "") : text.replace(',', '.');
    }

    private static String plain(String text, char decimal) {
        String group = decimal == ',' ? "." : ",";
        return text.replace(group, "").replace(decimal, '.');
    }
}
