package kontor.bankgirot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.MalformedAutogiro;
import kontor.autogiro.Section;
import kontor.banks.ArrivedFile;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Verdict;
import kontor.cases.Cases;
import kontor.counterparties.Counterparties;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;

/** Files of Bankgirot: each is applied as a whole, or set aside with the line and the reason. */
final class BankgirotFiles implements FileKind {

    private final Accounts accounts;
    private final Cases cases;
    private final MandateNews mandates;
    private final BankMandates bankMandates;
    private final PaymentNews payments;
    private final RegisterNews register;
    private final WaitingNews waiting;

    BankgirotFiles(
            Accounts accounts,
            Counterparties counterparties,
            Mandates mandates,
            DirectDebits debits,
            Cases cases) {
        this.accounts = accounts;
        this.cases = cases;
        this.mandates = new MandateNews(mandates, debits);
        this.bankMandates = new BankMandates(accounts, mandates, counterparties);
        this.payments = new PaymentNews(debits);
        this.register = new RegisterNews(mandates, bankMandates);
        this.waiting = new WaitingNews(debits);
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
        var records = new ArrayList<AutogiroRecord>();
        try (var in = files.apply(file.id())) {
            var kind = AutogiroReader.read(in, records::add);
            if (!kind.isReport()) {
                return _ -> new Verdict.Quarantined("it is a file to Bankgirot, not from it");
            }
            return tx -> apply(tx, file, kind, records);
        } catch (MalformedAutogiro malformed) {
            return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Verdict apply(Tx tx, ArrivedFile file, Section kind, List<AutogiroRecord> records) {
        var sections = new ArrayList<Told>();
        for (var one : split(kind, records)) {
            String bankgiro = one.getFirst().digits("payee_bg");
            var own = own(tx, file, bankgiro);
            if (own.isEmpty()) {
                return new Verdict.Quarantined(
                        "line %d: the bankgiro %s belongs to no own account of this connection"
                                .formatted(one.getFirst().line(), bankgiro));
            }
            sections.add(new Told(file, bankgiro, own, one));
        }
        sections.forEach(one -> apply(tx, kind, one));
        return new Verdict.Processed();
    }

    private void apply(Tx tx, Section kind, Told told) {
        var news = new NewsCases(cases, told);
        switch (kind) {
            case ADVICES, OLD_ADVICES -> mandates.apply(tx, told, news);
            case BANK_MANDATES -> bankMandates.apply(tx, told, news);
            case PAYMENTS, OLD_PAYMENTS, REJECTED, OLD_REJECTED, CHANGED, OLD_CHANGED ->
                    payments.apply(tx, told, news);
            case REGISTER, OLD_REGISTER -> register.apply(tx, told, news);
            case WAITING -> waiting.apply(tx, told, news);
            case BGMAX, ORDERS -> throw new IllegalStateException(kind + " is not read here");
        }
        news.rest(tx);
    }

    /** Each section by itself, and in a register, which has none, what is of one bankgiro. */
    private static List<List<AutogiroRecord>> split(Section kind, List<AutogiroRecord> records) {
        if (kind == Section.REGISTER || kind == Section.OLD_REGISTER) {
            var byPayee =
                    records.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            one -> one.digits("payee_bg"),
                                            LinkedHashMap::new,
                                            Collectors.toList()));
            return List.copyOf(byPayee.values());
        }
        var sections = new ArrayList<List<AutogiroRecord>>();
        for (var record : records) {
            if (record.opensSection()) {
                sections.add(new ArrayList<>());
            }
            sections.getLast().add(record);
        }
        return sections;
    }

    private List<Account> own(Tx tx, ArrivedFile file, String bankgiro) {
        return accounts.byIdentifierForUse(tx, bankgiro).stream()
                .filter(
                        one ->
                                one.connectionId().equals(file.connection().id())
                                        || accounts.areReportedBy(
                                                tx, file.connection().id(), List.of(one.id())))
                .toList();
    }

    /**
     * What a section of a file says.
     *
     * @param own the own accounts with its bankgiro
     */
    record Told(
            ArrivedFile file, String bankgiro, List<Account> own, List<AutogiroRecord> records) {

        List<UUID> accounts() {
            return own.stream().map(Account::id).toList();
        }
    }
}
