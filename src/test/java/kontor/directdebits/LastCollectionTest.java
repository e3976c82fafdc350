package kontor.directdebits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
import kontor.connections.AnyBank;
import kontor.connections.BankProfile;
import kontor.core.Ids;
import kontor.mandates.Mandate;
import org.junit.jupiter.api.Test;

/** First, only and last collections of a mandate: FRST, OOFF and FNAL. */
class LastCollectionTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final Room room = new Room();
    private final String payer = sandbox.aCounterparty().accountId();

    private Reply mandate(String id) {
        return sandbox.developer().get("/payments/v2/mandates/" + id);
    }

    private Reply cancel(String id) {
        return sandbox.developer().post("/payments/v2/mandates/" + id + ":cancel", "");
    }

    /** The file that a bank of this profile would get. */
    private String file(Reply debit, boolean wantsFirst) {
        var profile = BankProfile.GENERIC;
        var wanting =
                new BankProfile(
                        profile.name(),
                        profile.zone(),
                        profile.cutOff(),
                        profile.latestBankDaysBefore(),
                        profile.earliestDaysBefore(),
                        profile.grace(),
                        profile.mostTransactions(),
                        profile.mostNameCharacters(),
                        wantsFirst,
                        profile.unlistedAccepted(),
                        profile.normalSilence(),
                        profile.balanceCodes(),
                        profile.balancesByValueDate(),
                        profile.files());
        var bank = AnyBank.of(wanting);
        var out = new ByteArrayOutputStream();
        TestKontor.shared()
                .database()
                .write(
                        sandbox.organization(),
                        tx -> {
                            var found = room.found(tx, debit.at("/id"));
                            UUID id = found.parties().mandateId();
                            Map<UUID, Mandate> mandates = room.mandates.forUse(tx, List.of(id));
                            var groups =
                                    CollectionFile.groups(
                                            List.of(found), mandates, bank, "MESSAGE1");
                            return CollectionFile.write(
                                    groups,
                                    new InstructionDraft(
                                            Ids.next(),
                                            "MESSAGE1",
                                            LocalDateTime.of(2026, 12, 1, 10, 0)),
                                    out);
                        });
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneOffMandate_isCollectedAsOoff_andUsedUp() {
        String mandate = sandbox.aMandate().of(payer).with("'recurrence': 'ONE_OFF'").id();
        var debit = sandbox.aDirectDebit().under(mandate).approved();
        assertThat(file(debit, false)).contains("<SeqTp>OOFF</SeqTp>");
        assertThat(file(debit, true)).contains("<SeqTp>OOFF</SeqTp>");
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("EXECUTED");
        sandbox.aDirectDebit().under(mandate).send().assertRefused("mandate_used_up", "mandateId");
    }

    @Test
    void collectionAfterCancel_isTheFinalOne_andEndsTheMandate() {
        String mandate = sandbox.aMandate().of(payer).id();
        var before = sandbox.aDirectDebit().under(mandate).approved();
        assertThat(before.at("/mandate/finalCollection")).isEqualTo("false");
        assertThat(cancel(mandate).accepted().at("/status")).isEqualTo("PENDING_CANCELLATION");
        var last = sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(8)).approved();
        assertThat(last.at("/mandate/finalCollection")).isEqualTo("true");
        assertThat(file(last, false)).contains("<SeqTp>FNAL</SeqTp>");
        sandbox.aDirectDebit().under(mandate).send().assertRefused("mandate_used_up", "mandateId");
        sandbox.advanceTo(LocalDate.parse(before.at("/effectiveDate")));
        assertThat(directDebits.get(before).at("/status")).isEqualTo("EXECUTED");
        assertThat(mandate(mandate).at("/status")).isEqualTo("PENDING_CANCELLATION");
        sandbox.advanceTo(LocalDate.parse(last.at("/effectiveDate")));
        assertThat(directDebits.get(last).at("/status")).isEqualTo("EXECUTED");
        assertThat(mandate(mandate).at("/status")).isEqualTo("CANCELLED");
    }

    @Test
    void cancelWithNothingInFlight_leavesNoFinalCollection() {
        String mandate = sandbox.aMandate().of(payer).id();
        assertThat(cancel(mandate).accepted().at("/status")).isEqualTo("CANCELLED");
        sandbox.aDirectDebit()
                .under(mandate)
                .send()
                .assertRefused("mandate_not_usable", "mandateId");
    }

    @Test
    void bankThatWantsIt_getsFrstUntilOneHasSettled() {
        String mandate = sandbox.aMandate().of(payer).id();
        var first = sandbox.aDirectDebit().under(mandate).approved();
        assertThat(file(first, true)).contains("<SeqTp>FRST</SeqTp>");
        assertThat(file(first, false)).contains("<SeqTp>RCUR</SeqTp>");
        sandbox.advanceTo(LocalDate.parse(first.at("/effectiveDate")));
        assertThat(mandate(mandate).at("/status")).isEqualTo("ACTIVE");
        var second = sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(7)).made();
        assertThat(file(second, true)).contains("<SeqTp>RCUR</SeqTp>");
    }
}
