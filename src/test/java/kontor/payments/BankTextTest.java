package kontor.payments;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.iso20022.Remittance;
import org.junit.jupiter.api.Test;

/** What cannot be read never keeps a file, and all other payments in it, from the bank. */
class BankTextTest {

    @Test
    void name_isNeverEmpty() {
        assertThat(BankText.name("Müller", 70)).isEqualTo("Mueller");
        assertThat(BankText.name("/".repeat(70) + "Müller", 70)).isEqualTo("NOTPROVIDED");
        assertThat(BankText.name("\u200b", 70)).isEqualTo("NOTPROVIDED");
    }

    @Test
    void words_areLeftOutWhereNothingIsLeft() {
        assertThat(BankText.words("Lön", 18)).contains(Remittance.ofText("Loen"));
        assertThat(BankText.words(" / ", 140)).isEmpty();
    }

    @Test
    void words_areNoLongerThanTheSchemeCarries() {
        assertThat(BankText.words("ÜBERWEISUNG JÄNNER", 18))
                .contains(Remittance.ofText("UEBERWEISUNG JAENN"));
    }
}
