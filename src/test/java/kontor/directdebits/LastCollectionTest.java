package kontor.directdebits;

import static kontor.directdebits.Collections.accepted;
import static kontor.directdebits.Collections.assertRefused;
import static kontor.directdebits.Collections.created;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.Reply;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.AccountLimit;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.mandates.Mandate;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;

/** First, only and last collections of a mandate: FRST, OOFF and FNAL. */
class LastCollectionTest {

    private final Collections kontor = new Collections();
    private final Room room = new Room();
    private final String payer = kontor.payer("Payer", Collections.PAYER);

    private Reply mandate(String id) {
        return kontor.developer.get("/payments/v2/mandates/" + id);
    }

    private Reply cancel(String id) {
        return kontor.developer.post("/payments/v2/mandates/" + id + ":cancel", "");
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
                        profile.batchBooking(),
                        wantsFirst,
                        profile.unlistedAccepted(),
                        profile.normalSilence());
        var bank =
                new Connection(
                        Ids.next(), "Bank", "COBADEFFXXX", Ids.next(), wanting, "FOLDER", "bank");
        var out = new ByteArrayOutputStream();
        TestKontor.shared()
                .database()
                .write(
                        kontor.sandbox.organization(),
                        tx -> {
                            var found =
                                    (Outcome.Done<DirectDebit>)
                                            room.directDebits
                                                    .payments()
                                                    .find(
                                                            tx,
                                                            ResourceRef.parse(debit.at("/id")),
                                                            AccountLimit.ALL);
                            UUID id = found.value().parties().mandateId();
                            Map<UUID, Mandate> mandates = room.mandates.forUse(tx, List.of(id));
                            var groups =
                                    CollectionFile.groups(
                                            List.of(found.value()), mandates, bank, "MESSAGE1");
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
        String mandate = kontor.mandate(payer, "'recurrence': 'ONE_OFF'");
        var debit = kontor.approved(mandate, "");
        assertThat(file(debit, false)).contains("<SeqTp>OOFF</SeqTp>");
        assertThat(file(debit, true)).contains("<SeqTp>OOFF</SeqTp>");
        kontor.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
        assertThat(kontor.get(debit).at("/status")).isEqualTo("EXECUTED");
        assertRefused(kontor.collect(mandate, ""), "mandate_used_up", "mandateId");
    }

    @Test
    void collectionAfterCancel_isTheFinalOne_andEndsTheMandate() {
        String mandate = kontor.mandate(payer, "");
        var before = kontor.approved(mandate, "");
        assertThat(before.at("/mandate/finalCollection")).isEqualTo("false");
        assertThat(accepted(cancel(mandate)).at("/status")).isEqualTo("PENDING_CANCELLATION");
        var last = kontor.approved(mandate, "'date': '" + kontor.sandbox.today().plusDays(8) + "'");
        assertThat(last.at("/mandate/finalCollection")).isEqualTo("true");
        assertThat(file(last, false)).contains("<SeqTp>FNAL</SeqTp>");
        assertRefused(kontor.collect(mandate, ""), "mandate_used_up", "mandateId");
        kontor.advanceTo(LocalDate.parse(before.at("/effectiveDate")));
        assertThat(kontor.get(before).at("/status")).isEqualTo("EXECUTED");
        assertThat(mandate(mandate).at("/status")).isEqualTo("PENDING_CANCELLATION");
        kontor.advanceTo(LocalDate.parse(last.at("/effectiveDate")));
        assertThat(kontor.get(last).at("/status")).isEqualTo("EXECUTED");
        assertThat(mandate(mandate).at("/status")).isEqualTo("CANCELLED");
    }

    @Test
    void cancelWithNothingInFlight_leavesNoFinalCollection() {
        String mandate = kontor.mandate(payer, "");
        assertThat(accepted(cancel(mandate)).at("/status")).isEqualTo("CANCELLED");
        assertRefused(kontor.collect(mandate, ""), "mandate_not_usable", "mandateId");
    }

    @Test
    void bankThatWantsIt_getsFrstUntilOneHasSettled() {
        String mandate = kontor.mandate(payer, "");
        var first = kontor.approved(mandate, "");
        assertThat(file(first, true)).contains("<SeqTp>FRST</SeqTp>");
        assertThat(file(first, false)).contains("<SeqTp>RCUR</SeqTp>");
        kontor.advanceTo(LocalDate.parse(first.at("/effectiveDate")));
        assertThat(mandate(mandate).at("/status")).isEqualTo("ACTIVE");
        var second =
                created(
                        kontor.collect(
                                mandate, "'date': '" + kontor.sandbox.today().plusDays(7) + "'"));
        assertThat(file(second, true)).contains("<SeqTp>RCUR</SeqTp>");
    }
}
