package kontor.bankgirot;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.domestic.DomesticNumber;
import kontor.domestic.SwedishAccount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a payer's account was written, Bankgirot's files have one form of it, and back. */
class PayerAccountTest {

    @ParameterizedTest
    @CsvSource({
        "8327-9 12345674, 8327000012345674",
        "8327912345674, 8327000012345674",
        "8327 91234567, 8327000091234567",
        "6114-12345679, 6114000012345679",
        "3300-19811218-9876, 3300008112189876",
        "5001-1234571, 5001000001234571",
    })
    void number_hasSixteenDigitsInFiles(String typed, String sixteen) {
        String number = DomesticNumber.normalize("SE", typed);
        assertThat(SwedishAccount.find(number).map(SwedishAccount::zeroFilled)).contains(sixteen);
        assertThat(PayerAccount.find(sixteen).map(SwedishAccount::number)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({
        "SE4550000000058398257466, 5839000008257466",
        "SE0060000000000123456789, 6000000123456789",
        "SE0030000000008112189876, 3300008112189876",
        "SE0080000832790012345674, 8327000012345674",
    })
    void iban_hasThemToo(String iban, String sixteen) {
        assertThat(SwedishAccount.ofIban(iban).map(SwedishAccount::zeroFilled)).contains(sixteen);
    }
}
