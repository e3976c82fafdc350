package kontor.gironews;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.MalformedAutogiro;
import kontor.autogiro.Section;
import kontor.bankgirot.Bankgirot;
import kontor.bankgirot.BankgirotSeals;
import kontor.bankgirot.Payees;
import kontor.banks.ArrivedFile;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Verdict;
import kontor.cases.Cases;
import kontor.changes.Changes;
import kontor.counterparties.Counterparties;
import kontor.db.Tx;
import kontor.girofacts.DepositListener;
import kontor.girofacts.EarlyRefundTable;
import kontor.girofacts.RecordSlices;
import kontor.seals.SealKey;

/**
 * Files of Bankgirot. Each is read twice as a stream: first to see that all of it is sound and
 * ours, else it is set aside with the line and the reason; then to take it in, slice by slice.
 */
public final class BankgirotFiles implements FileKind {

    private final Changes changes;
    private final BankgirotSeals seals;
    private final Payees payees;
    private final News news;

    public BankgirotFiles(
            Bankgirot bankgirot,
            Changes changes,
            Counterparties counterparties,
            Cases cases,
            DepositListener bookings) {
        this.changes = changes;
        this.seals = bankgirot.seals();
        this.payees = new Payees(bankgirot.accounts());
        this.news = new News(bankgirot, counterparties, cases, bookings);
    }

    @Override
    public String name() {
        return "AUTOGIRO";
    }

    @Override
    public boolean recognizes(FileHead head) {
        try (var in = head.open();
                var again = head.open()) {
            return AutogiroReader.looksLike(in) || AutogiroReader.recognize(again).isPresent();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
        try {
            var survey = new Survey();
            var key = changes.inLane(file.organization(), tx -> key(tx, file));
            var kind = read(file, files, key, survey);
            if (!kind.isReport()) {
                return _ -> new Verdict.Quarantined("it is a file to Bankgirot, not from it");
            }
            var objection =
                    changes.inLane(
                            file.organization(), tx -> payees.objection(tx, file, survey.found()));
            if (objection.isPresent()) {
                return _ -> new Verdict.Quarantined(objection.get());
            }
            return takenIn(file, files, kind, survey);
        } catch (MalformedAutogiro malformed) {
            return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
        }
    }

    /** A file without a seal is taken all the same: Bankgirot seals those only that ask for it. */
    private Optional<SealKey> key(Tx tx, ArrivedFile file) {
        return seals.key(tx, file.connection().id());
    }

    private Conclusion takenIn(
            ArrivedFile file, Function<UUID, InputStream> files, Section kind, Survey survey) {
        var intake = new Intake(changes, payees, news, file, kind, survey.answers());
        var slices = new RecordSlices(intake::take);
        read(file, files, Optional.empty(), slices);
        slices.end();
        intake.end();
        return tx -> waits(tx, file).orElseGet(intake::verdict);
    }

    private static Optional<Verdict> waits(Tx tx, ArrivedFile file) {
        return Optional.ofNullable(inWords(tx, List.of(file.id())).get(file.id()))
                .map(Verdict.Waiting::new);
    }

    /** Refunds that came before their payments. */
    @Override
    public Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles) {
        return inWords(tx, inboxFiles);
    }

    private static Map<UUID, String> inWords(Tx tx, Collection<UUID> files) {
        var words = new HashMap<UUID, String>();
        EarlyRefundTable.ofFiles(tx, files)
                .forEach(
                        (file, count) ->
                                words.put(
                                        file,
                                        count == 1
                                                ? "1 refund waits for the record of its payment"
                                                : count
                                                        + " refunds wait for the records of their"
                                                        + " payments"));
        return words;
    }

    private static Section read(
            ArrivedFile file,
            Function<UUID, InputStream> files,
            Optional<SealKey> key,
            Consumer<AutogiroRecord> consumer) {
        try (var in = files.apply(file.id())) {
            return AutogiroReader.read(in, key, consumer);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
