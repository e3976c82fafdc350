package kontor.domestic;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Czech or Slovak number: prefix (up to 6 digits), account (up to 10) and the bank's 4, written
 * 19-2000145399/0800; here the 20 digits of its IBAN, bank first. Prefix and account have check
 * digits of their own (decree 169/2011 of the Czech National Bank). Without the bank it stays as it
 * was written.
 */
final class CzechForm implements NumberForm {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:([0-9]{1,6})-)?([0-9]{2,10})/([0-9]{4})");
    private static final int BANK = 4;
    private static final int PREFIX = 6;
    private static final int ACCOUNT = 10;

    @Override
    public String normalize(String typed) {
        String compact = TypedText.compact(typed);
        var written = WRITTEN.matcher(compact);
        if (!written.matches()) {
            return compact;
        }
        String prefix = Optional.ofNullable(written.group(1)).orElse("");
        return written.group(3)
                + TypedText.filled(prefix, PREFIX)
                + TypedText.filled(written.group(2), ACCOUNT);
    }

    @Override
    public Optional<String> problem(String number) {
        boolean isWhole = number.length() == BANK + PREFIX + ACCOUNT;
        if (!TypedText.isDigits(number)
                || !isWhole && (number.length() < 2 || number.length() > PREFIX + ACCOUNT)) {
            return Optional.of(
                    "write prefix, account and bank code as in 19-2000145399/0800, or the 20 digits"
                            + " that the IBAN has after its check digits");
        }
        String account =
                isWhole ? number.substring(BANK) : TypedText.filled(number, PREFIX + ACCOUNT);
        if (account.matches("0+")) {
            return Optional.of(DomesticNumber.PLACEHOLDER);
        }
        return NationalCheck.isCzechAccount(account)
                ? Optional.empty()
                : Optional.of(
                        "the check digits of prefix and account are not right (modulus 11); a digit"
                                + " is wrong or two are swapped, compare it with the original");
    }
}
