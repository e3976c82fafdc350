package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kontor.iso20022.Amendment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bank makes of collections whose mandate changed since the last one. */
class MandateRegisterTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final String OTHER_IBAN = "DE64500105173198833324";
    private static final String DUTCH_CREDITOR = "NL79ZZZ999999990000";

    private final Customer customer = new Customer();
    private int files;

    /** The bank accepts a first collection under MANDATE-1 from the usual payer. */
    @BeforeEach
    void accept() {
        customer.at(Customer.firstDay(), 10, 0);
        assertThat(answer(file().collect(100, DebitFile.PAYER))).isEqualTo("accepted");
    }

    private DebitFile file() {
        return new DebitFile("M" + ++files, Customer.bankDay(2));
    }

    private String answer(DebitFile file) {
        var lines = customer.send("f" + files + ".xml", file.bytes()).reports().getFirst();
        return lines.equals(List.of("ACCP", "P1 ACCP")) ? "accepted" : lines.getLast();
    }

    private static Amendment account(Optional<String> old) {
        return new Amendment(NONE, NONE, NONE, old, old.isEmpty());
    }

    @Test
    void otherAccount_isRefusedUntilTheCollectionSaysSo() {
        assertThat(answer(file().collect(100, OTHER_IBAN))).isEqualTo("E1 RJCT MD02");
        assertThat(answer(file().underMandates("mandate-").collect(100, OTHER_IBAN)))
                .isEqualTo("E1 RJCT MD02");
        assertThat(
                        answer(
                                file().underMandates(
                                                "MANDATE-", account(Optional.of(Customer.IBAN)))
                                        .collect(100, OTHER_IBAN)))
                .isEqualTo("E1 RJCT MD02");
        assertThat(answer(file().underMandates("MANDATE-", account(NONE)).collect(100, OTHER_IBAN)))
                .isEqualTo("accepted");
        // Now it knows the new one, with and without what was told.
        assertThat(answer(file().collect(100, OTHER_IBAN))).isEqualTo("accepted");
        assertThat(answer(file().underMandates("MANDATE-", account(NONE)).collect(100, OTHER_IBAN)))
                .isEqualTo("accepted");
        assertThat(answer(file().collect(100, DebitFile.PAYER))).isEqualTo("E1 RJCT MD02");
        assertThat(
                        answer(
                                file().underMandates("MANDATE-", account(Optional.of(OTHER_IBAN)))
                                        .collect(100, DebitFile.PAYER)))
                .isEqualTo("accepted");
    }

    @Test
    void otherReference_takesTheAccountAlong() {
        var renamed = new Amendment(Optional.of("MANDATE-1"), NONE, NONE, NONE, false);
        assertThat(answer(file().underMandates("NEW-", renamed).collect(100, OTHER_IBAN)))
                .isEqualTo("E1 RJCT MD02");
        assertThat(answer(file().underMandates("NEW-", renamed).collect(100, DebitFile.PAYER)))
                .isEqualTo("accepted");
        assertThat(answer(file().underMandates("NEW-").collect(100, OTHER_IBAN)))
                .isEqualTo("E1 RJCT MD02");
        // The old name is nobody's now.
        assertThat(answer(file().collect(100, OTHER_IBAN))).isEqualTo("accepted");
    }

    @Test
    void otherCreditor_isRefusedUntilTheCollectionSaysSo() {
        assertThat(answer(file().underCreditor(DUTCH_CREDITOR).collect(100, DebitFile.PAYER)))
                .isEqualTo("E1 RJCT BE05");
        assertThat(
                        answer(
                                file().underCreditor(DUTCH_CREDITOR)
                                        .underMandates(
                                                "NEW-",
                                                new Amendment(
                                                        Optional.of("MANDATE-1"),
                                                        NONE,
                                                        NONE,
                                                        NONE,
                                                        false))
                                        .collect(100, DebitFile.PAYER)))
                .isEqualTo("E1 RJCT BE05");
        var told = new Amendment(NONE, Optional.of("DE98ABC09999999999"), NONE, NONE, false);
        assertThat(
                        answer(
                                file().underCreditor(DUTCH_CREDITOR)
                                        .underMandates("MANDATE-", told)
                                        .collect(100, DebitFile.PAYER)))
                .isEqualTo("accepted");
        assertThat(answer(file().underCreditor(DUTCH_CREDITOR).collect(100, DebitFile.PAYER)))
                .isEqualTo("accepted");
        assertThat(answer(file().underCreditor("DE98ABC09999999999").collect(100, DebitFile.PAYER)))
                .isEqualTo("E1 RJCT BE05");
    }

    @Test
    void refusedCollection_changesNothingOfWhatTheBankKnows() {
        var closed = Scenario.REFUSED_CLOSED_ACCOUNT.iban();
        assertThat(answer(file().underMandates("MANDATE-", account(NONE)).collect(100, closed)))
                .isEqualTo("E1 RJCT AC04");
        assertThat(answer(file().collect(100, DebitFile.PAYER))).isEqualTo("accepted");
    }

    @Test
    void unknownMandate_isANewOne_whateverItAmends() {
        var unknown = new Amendment(Optional.of("NOBODYS"), NONE, NONE, NONE, true);
        assertThat(answer(file().underMandates("NEW-", unknown).collect(100, OTHER_IBAN)))
                .isEqualTo("accepted");
        assertThat(answer(file().underMandates("SECOND-").collect(100, DebitFile.PAYER)))
                .isEqualTo("accepted");
    }
}
