package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import kontor.core.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "IBAN, DE, DE89 3704 0044 0532 0130 00, DE89370400440532013000",
        "IBAN, JE, GB29NWBK60161331926819, GB29NWBK60161331926819",
        "NUMBER, se, 5001-123 457 1, 50011234571",
        "NUMBER, SE, 6114517182351, 6114517182351",
        "NUMBER, GB, 31926819, 31926819",
        "NUMBER, DK, 1234-0012345678, 12340012345678",
        "NUMBER, NO, 8601.11.17947, 86011117947",
        "NUMBER, US, 1234, 1234",
        "NUMBER, AU, 123-456 789, 123456789",
        "NUMBER, IS, 0101-26-012345, 010126012345",
        "NUMBER, NZ, 01-0902-0068389-00, 0109020068389000",
        "NUMBER, CA, ab 123, AB123",
        "NUMBER, HU, 11773016-11111018, 117730161111101800000000",
        "NUMBER, HU, 11773016 11111018 00000000, 117730161111101800000000",
        "SE_BANKGIRO, SE, 505-0604, 5050604",
        "SE_PLUSGIRO, SE, 12 34 56-6, 1234566",
        "DK_FIK, DK, 81234567, 81234567",
        "AU_BPAY_BILLER_CODE, AU, 12345, 12345",
        "PAYPAL, DE, ' someone@example.com', someone@example.com",
        "WALLET_STRIPE, US, acct_1a, acct_1a",
    })
    void account_isNormalized(
            AccountIdentifierType type, String market, String typed, String number) {
        var identifier = AccountIdentifier.of(type, market, typed);
        assertThat(identifier.number()).isEqualTo(number);
        assertThat(identifier.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IBAN, DE, DE88370400440532013000, number invalid_value",
        "IBAN, XX, DE89370400440532013000, market invalid_value",
        "IBAN, '', '', market invalid_value / number required",
        "NUMBER, SE, 50011234572, number invalid_value",
        "NUMBER, GB, 1234567, number invalid_value",
        "NUMBER, GB, 123456789, number invalid_value",
        "NUMBER, DK, 1234, number invalid_value",
        "NUMBER, DK, 123456789012345, number invalid_value",
        "NUMBER, NO, 86011117948, number invalid_value",
        "NUMBER, NO, 8601111794, number invalid_value",
        "NUMBER, US, 123, number invalid_value",
        "NUMBER, AU, 1234567890, number invalid_value",
        "NUMBER, IS, 01012601234, number invalid_value",
        "NUMBER, NZ, 0109020068389, number invalid_value",
        "NUMBER, GB, 12345678, number invalid_value",
        "NUMBER, DE, 0000000000, number invalid_value",
        "NUMBER, CH, CH9300762011623852958, number invalid_value",
        "NUMBER, DE, DE8937040044053201300, number invalid_value",
        "NUMBER, JE, JE90NWBK60161331926819, number invalid_value",
        "NUMBER, HU, 11773016-11111019, number invalid_value",
        "NUMBER, HU, 1177301611111, number invalid_value",
        "NUMBER, DE, DE89370400440532013001, number invalid_value",
        "IBAN, DE, 8.937E+21, number invalid_value",
        "SE_BANKGIRO, SE, 5.05E+06, number invalid_value",
        "DK_FIK, DK, 99999999, number invalid_value",
        "DK_FIK, DK, 8.1E+07, number invalid_value",
        "AU_BPAY_BILLER_CODE, AU, 000, number invalid_value",
        "NUMBER, US, 123456789012345678, number invalid_value",
        "NUMBER, CZ, 19-145399, number invalid_value",
        "NUMBER, CA, 12345678901234567890123456789012345, number invalid_value",
        "SE_BANKGIRO, SE, 990-2346, number invalid_value",
        "SE_BANKGIRO, DE, 505-0604, type invalid_accountnumber_type_for_market",
        "SE_PLUSGIRO, NO, 7, type invalid_accountnumber_type_for_market / number invalid_value",
        "DK_FIK, SE, 81234567, type invalid_accountnumber_type_for_market",
        "PAYPAL, DE, ' ', number required",
    })
    void account_faults(AccountIdentifierType type, String market, String typed, String faults) {
        assertThat(
                        AccountIdentifier.of(type, market, typed).faults().stream()
                                .map(fault -> fault.field() + " " + fault.code())
                                .collect(Collectors.joining(" / ")))
                .isEqualTo(faults);
    }

    /** Its country is told by the IBAN then, so no scheme of the market takes a foreign one. */
    @ParameterizedTest
    @CsvSource({
        "SE, DE89 3704 0044 0532 0130 00, DE",
        "SE, SE45-5000-0000-0583-9825-7466, SE",
        "DK, NO9386011117947, NO",
        "CZ, CZ6508000000192000145399, CZ",
        "FI, fi21 1234 5600 0007 85, FI",
        "IS, IS140159260076545510730339, IS",
    })
    void account_thatIsAnIban_isKeptAsOne(String market, String typed, String country) {
        var identifier = AccountIdentifier.of(AccountIdentifierType.NUMBER, market, typed);
        var same = AccountIdentifier.of(AccountIdentifierType.IBAN, market, typed.replace("-", ""));
        assertThat(identifier).isEqualTo(same);
        assertThat(identifier.faults()).isEmpty();
        assertThat(identifier.country()).isEqualTo(country);
    }

    @Test
    void account_messageNeverRepeatsTheNumber() {
        Seeded.forAll(
                5_000,
                seeded -> {
                    String number = seeded.damaged(seeded.digits(seeded.between(5, 20)));
                    var type = seeded.pick(List.of(AccountIdentifierType.values()));
                    String market = seeded.pick(List.of("SE", "GB", "DK", "NO", "US", "DE", "??"));
                    var identifier = AccountIdentifier.of(type, market, number);
                    assertThat(identifier.faults())
                            .noneMatch(
                                    fault ->
                                            identifier.number().length() > 4
                                                    && !fault.message().contains("leading zeros")
                                                    && fault.message()
                                                            .contains(identifier.number()));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "BIC, coba de ff, COBADEFF, ''",
        "BIC, COBADEF, COBADEF, number invalid_value",
        "GB_DSC, 20-00-00, 200000, ''",
        "GB_DSC, 20000, 20000, number invalid_value",
        "GB_DSC, 000000, 000000, number invalid_value",
        "US_ABA, 000000000, 000000000, number invalid_value",
        "AU_BSB, 999-999, 999999, number invalid_value",
        "DE_BLZ, 3.7040044E+07, 3.7040044E+07, number invalid_value",
        "SE_SBA, 0000, 0000, number invalid_value",
        "CA_CPA, 000000000, 000000000, number invalid_value",
        "US_ABA, 021000021, 021000021, ''",
        "US_ABA, 021000022, 021000022, number invalid_value",
        "US_ABA, 02100002, 02100002, number invalid_value",
        "SE_SBA, 8327-9, 83279, ''",
        "SE_SBA, 5001, 5001, ''",
        "SE_SBA, 500, 500, number invalid_value",
        "DE_BLZ, 370 400 44, 37040044, ''",
        "DE_BLZ, 3704004, 3704004, number invalid_value",
        "AT_BLZ, 12000, 12000, ''",
        "AU_BSB, 062-000, 062000, ''",
        "AU_BSB, 06200, 06200, number invalid_value",
        "CA_CPA, 000312345, 000312345, ''",
        "CA_CPA, 00312345, 00312345, number invalid_value",
        "CA_CPA, 12345-003, 000312345, ''",
        "CA_CPA, 000012345, 000012345, number invalid_value",
        "BIC, NOTPROVIDED, NOTPROVIDED, number invalid_value",
        "CH_BCC, 230, 230, ''",
        "CH_BCC, 30000, 30000, ''",
        "CH_BCC, 23, 23, number invalid_value",
        "IN_FSC, sbin0001234, SBIN0001234, ''",
        "IN_FSC, SBIN1001234, SBIN1001234, number invalid_value",
        "US_PID, 0002, 0002, ''",
        "ZA_NCC, 250-655, 250655, ''",
        "GB_DSC, 20000A, 20000A, number invalid_value",
        "DE_BLZ, 370/400, 370/400, number invalid_value",
        "DE_BLZ, ' ', '', number required",
    })
    void routing_isNormalizedAndJudged(
            RoutingIdentifierType type, String typed, String number, String faults) {
        var identifier = RoutingIdentifier.of(type, typed);
        assertThat(identifier.number()).isEqualTo(number);
        assertThat(
                        identifier.faults().stream()
                                .map(fault -> fault.field() + " " + fault.code())
                                .collect(Collectors.joining(" / ")))
                .isEqualTo(faults);
    }

    @Test
    void types_areFoundWithoutRegardToCase() {
        assertThat(AccountIdentifierType.find("Number")).contains(AccountIdentifierType.NUMBER);
        assertThat(RoutingIdentifierType.find("bic")).contains(RoutingIdentifierType.BIC);
        assertThat(AccountIdentifierType.find("BBAN")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DE98ZZZ09999999999, ''",
        "FR72ZZZ123456, ''",
        "NL69ZZZ123456780000, ''",
        "SE18ZZZ5560473521, ''",
        "SE46ZZZ556999000401, ''",
        "ES11ZZZB12345674, ''",
        "BE81ZZZ0123456749, ''",
        "it10 abc 0123456789012345, ''",
        "DE97ZZZ09999999999, check digits",
        "DE98ZZZ09999999998, check digits",
        "DE01ZZZ09999999999, check digits",
        "XX98ZZZ09999999999, is a country code",
        "DE98ZZZ, is a country code",
        "DE98ZZZ0_1, is a country code",
        "'', is a country code",
    })
    void creditorIdentifier_isJudged(String typed, String problem) {
        String normalized = CreditorIdentifier.normalize(typed);
        assertProblem(CreditorIdentifier.problem(normalized).orElse(""), problem);
    }

    @Test
    void creditorIdentifier_isComparedWithoutBusinessCode() {
        assertThat(CreditorIdentifier.comparable("de98 abc 09999999999"))
                .isEqualTo(CreditorIdentifier.comparable("DE98ZZZ09999999999"));
        assertThat(CreditorIdentifier.comparable("DE98ZZZ09999999999"))
                .isNotEqualTo(CreditorIdentifier.comparable("FR72ZZZ123456"));
        assertThat(CreditorIdentifier.comparable("DE98")).isEqualTo("DE98");
    }

    @ParameterizedTest
    @CsvSource({
        "RF18539007547034, ''",
        "RF98 2026 INV0 0041 7, ''",
        "rf86mnd00042a, ''",
        "RF19539007547034, check digits",
        "RF18539007547043, check digits",
        "RF18, is RF",
        "RF181234567890123456789012, is RF",
        "XX18539007547034, is RF",
    })
    void rfReference_isJudged(String typed, String problem) {
        assertProblem(RfReference.problem(RfReference.normalize(typed)).orElse(""), problem);
    }

    private static void assertProblem(String problem, String expected) {
        assertThat(problem.isEmpty()).as(problem).isEqualTo(expected.isEmpty());
        assertThat(problem).contains(expected);
    }
}
